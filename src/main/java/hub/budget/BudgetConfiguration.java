package hub.budget;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.annotation.EnableScheduling;

@Configuration(proxyBeanMethods = false)
@EnableScheduling
class BudgetConfiguration {

  @Bean
  Instance instance() {
    return Instance.fresh();
  }
}
