package hub.llm;

import hub.web.Place;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;

/** Where money stands in the navigation. */
@Configuration(proxyBeanMethods = false)
class MoneyPlace {

  @Bean
  @Order(4)
  Place placeOfMoney() {
    return new Place("money", "Money", "/money");
  }
}
