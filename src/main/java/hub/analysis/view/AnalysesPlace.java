package hub.analysis.view;

import hub.web.Place;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;

/** Where analyses stand in the navigation. */
@Configuration(proxyBeanMethods = false)
class AnalysesPlace {

  @Bean
  @Order(1)
  Place placeOfAnalyses() {
    return new Place("analyses", "Analyses", "/analyses");
  }
}
