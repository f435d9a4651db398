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

  /**
   * Starts the hub. After a failed start, which has told its reason by then, the process ends for
   * sure: a thread that a library left behind would keep it alive, doing nothing.
   */
  public static void main(String[] args) {
    try {
      SpringApplication.run(Hub.class, args);
    } catch (RuntimeException | Error alreadyReported) {
      System.exit(1);
    }
  }

  /** The time every room goes by; tests set their own. */
  @Bean
  Clock clock() {
    return Clock.systemUTC();
  }
}
