package hub.integration.run;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Camel's {@code direct:} for the hub. */
@Configuration(proxyBeanMethods = false)
class FlowBeans {

  /** Camel finds a component by its scheme and this ending. */
  @Bean("direct-component")
  FlowDoors flowDoors() {
    return new FlowDoors();
  }
}
