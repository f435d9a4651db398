package hub.start;

import javax.sql.DataSource;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.stereotype.Component;

/** Puts {@link WorkspaceConnections} before whatever pool the hub works with. */
@Component
class WorkspacesApart implements BeanPostProcessor {

  @Override
  public Object postProcessAfterInitialization(Object bean, String name) {
    return bean instanceof DataSource pool ? new WorkspaceConnections(pool) : bean;
  }
}
