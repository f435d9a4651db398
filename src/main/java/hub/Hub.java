package hub;

import java.time.Clock;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.context.annotation.Bean;

/** Starts the hub: rooms from {@code hub}, journeys from {@code routes}. */
@SpringBootApplication(scanBasePackages = {"hub", "routes"})
@ConfigurationPropertiesScan("hub")
public class Hub {

  public static void main(String[] args) {
    SpringApplication.run(Hub.class, args);
  }

  /** The time every room goes by; tests set their own. */
  @Bean
  Clock clock() {
    return Clock.systemUTC();
  }
}
