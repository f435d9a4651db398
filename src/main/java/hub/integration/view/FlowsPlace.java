package hub.integration.view;

import hub.web.CurrentUser;
import hub.web.Place;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;

/** Where flows stand in the navigation. */
@Configuration(proxyBeanMethods = false)
class FlowsPlace {

  @Bean
  @Order(3)
  Place placeOfFlows() {
    return new Place("flows", "Flows", "/flows", CurrentUser::maySeeFlows);
  }
}
