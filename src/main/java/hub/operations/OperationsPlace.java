package hub.operations;

import hub.web.Place;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;

/** Where operations stand in the navigation. */
@Configuration(proxyBeanMethods = false)
class OperationsPlace {

  @Bean
  @Order(5)
  Place placeOfOperations() {
    return Place.ofAdministrators("operations", "Operations", "/operations");
  }
}
