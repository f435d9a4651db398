package hub.monitors;

import hub.web.Place;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;

/** Where monitors stand in the navigation. */
@Configuration(proxyBeanMethods = false)
class MonitorsPlace {

  @Bean
  @Order(2)
  Place placeOfMonitors() {
    return new Place("monitors", "Monitors", "/monitors");
  }
}
