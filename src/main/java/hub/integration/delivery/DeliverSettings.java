package hub.integration.delivery;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How deliveries are tried.
 *
 * @param every how often those that are due are looked for
 * @param atOnce how many a process tries at once
 * @param attempts how often each is tried before it waits for a person
 * @param firstWait the wait after the first failure; it doubles with each
 * @param longestWait up to which it doubles
 */
@ConfigurationProperties("hub.flows.deliver")
record DeliverSettings(
    @DefaultValue("1s") Duration every,
    @DefaultValue("8") int atOnce,
    @DefaultValue("8") int attempts,
    @DefaultValue("5s") Duration firstWait,
    @DefaultValue("1h") Duration longestWait) {

  /** How long to wait after so many attempts, shortened by chance so that not all come at once. */
  Duration waitAfter(int attempts, double chance) {
    long doubled = firstWait.toMillis() << Math.min(20, attempts - 1);
    long most = Math.min(doubled, longestWait.toMillis());
    return Duration.ofMillis(most / 2 + (long) (chance * most / 2));
  }
}
