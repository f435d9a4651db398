package hub.start;

import java.time.Clock;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;

/** A hub of nothing but its start and its log-in, for starts that must fail or be killed. */
@EnableAutoConfiguration
@EnableConfigurationProperties(StartSettings.class)
@ComponentScan({"hub.start", "hub.web"})
class BareHub {

  @Bean
  Clock clock() {
    return Clock.systemUTC();
  }

  public static void main(String[] arguments) {
    try {
      SpringApplication.run(BareHub.class, arguments);
    } catch (RuntimeException alreadyReported) {
      System.exit(1);
    }
  }
}
