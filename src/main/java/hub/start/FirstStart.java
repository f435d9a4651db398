package hub.start;

import hub.web.Accounts;
import java.util.UUID;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Makes the workspace and its administrator before the first page is served. */
@Component
class FirstStart implements SmartInitializingSingleton {
  private final JdbcClient jdbc;
  private final TransactionTemplate transaction;
  private final Accounts accounts;
  private final StartSettings settings;

  FirstStart(
      JdbcClient jdbc, TransactionTemplate transaction, Accounts accounts, StartSettings settings) {
    this.jdbc = jdbc;
    this.transaction = transaction;
    this.accounts = accounts;
    this.settings = settings;
  }

  @Override
  public void afterSingletonsInstantiated() {
    transaction.executeWithoutResult(status -> makeOnce());
  }

  /** Two hubs that start at once on one database take turns here. */
  private void makeOnce() {
    jdbc.sql("select pg_advisory_xact_lock(hashtext('first start'))").query().listOfRows();
    if (accounts.firstAdministrator().isEmpty()) {
      make(UUID.randomUUID());
    }
  }

  private void make(UUID workspace) {
    jdbc.sql("insert into workspace (id, name) values (:id, :name)")
        .param("id", workspace)
        .param("name", settings.workspace())
        .update();
    jdbc.sql(
            """
            insert into app_user (id, workspace_id, email, name, role, administrator)
            values (:id, :workspace, :email, :name, 'owner', true)
            """)
        .param("id", UUID.randomUUID())
        .param("workspace", workspace)
        .param("email", settings.administratorEmail())
        .param("name", settings.administratorName())
        .update();
  }
}
