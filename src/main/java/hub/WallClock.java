package hub;

import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The time of day, as a bean, so that tests can set it. */
@Configuration(proxyBeanMethods = false)
class WallClock {
  @Bean
  Clock clock() {
    return Clock.systemUTC();
  }
}
