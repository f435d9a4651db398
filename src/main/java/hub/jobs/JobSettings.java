package hub.jobs;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How work is done.
 *
 * @param workers how many jobs this process runs at once, from 1
 * @param lease how long a claim lasts without a heartbeat
 * @param attempts how often a job is tried before it is dead; crashes count, parking does not
 * @param firstDelay the wait after the first failure; doubles with each, with jitter
 * @param idlePoll how often an idle process looks for work that nobody woke it for
 */
@ConfigurationProperties("hub.jobs")
public record JobSettings(
    @DefaultValue("12") int workers,
    @DefaultValue("30s") Duration lease,
    @DefaultValue("5") int attempts,
    @DefaultValue("1s") Duration firstDelay,
    @DefaultValue("2s") Duration idlePoll) {

  public JobSettings {
    if (workers < 1) {
      throw new IllegalArgumentException(
          "hub.jobs.workers is " + workers + "; give a number from 1, usually 5 to 20");
    }
  }
}
