package hub.jobs;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How work is done.
 *
 * @param workers how many jobs this process runs at once
 * @param lease how long a process may be silent before its jobs go on elsewhere
 * @param attempts how often a job is tried before it is dead; crashes count, parking does not
 * @param firstDelay the wait after the first failure; doubles with each, with jitter
 * @param idlePoll how often, at most, an idle process looks for work that nobody woke it for
 * @param longestWait what is promised to the lowest priority of each lane while the work is less
 *     than what can be done
 * @param kept how long the row of an ended job is kept after its analysis has ended
 * @param connections how many database connections all processes together may open
 */
@ConfigurationProperties("hub.jobs")
public record JobSettings(
    @DefaultValue Workers workers,
    @DefaultValue("30s") Duration lease,
    @DefaultValue("5") int attempts,
    @DefaultValue("1s") Duration firstDelay,
    @DefaultValue("5s") Duration idlePoll,
    @DefaultValue LongestWait longestWait,
    @DefaultValue("30d") Duration kept,
    @DefaultValue("100") int connections) {

  /** A job yields for this part of its promise; the rest is for those before it to end. */
  private static final double YIELDS = 2.0 / 3;

  /**
   * @param least kept when there is nothing to do, from 1
   * @param most never more
   */
  public record Workers(@DefaultValue("5") int least, @DefaultValue("20") int most) {
    public Workers {
      if (least < 1 || most < least) {
        throw new IllegalArgumentException(
            "hub.jobs.workers.least is %d and .most is %d; give numbers from 1, usually 5 and 20"
                .formatted(least, most));
      }
    }
  }

  /** One promise a lane. */
  public record LongestWait(
      @DefaultValue("15m") Duration interactive,
      @DefaultValue("1h") Duration scheduled,
      @DefaultValue("12h") Duration economy) {

    private Map<Lane, Duration> byLane() {
      return Map.of(
          Lane.INTERACTIVE, interactive, Lane.SCHEDULED, scheduled, Lane.ECONOMY, economy);
    }
  }

  /** What is promised to the lowest priority of a lane. */
  public Duration promised(Lane lane) {
    return java.util.Objects.requireNonNull(longestWait.byLane().get(lane));
  }

  /**
   * When a job that may run from an instant on stops yielding; the higher its priority, the sooner.
   */
  Instant due(Lane lane, int priority, Instant runAt) {
    double yields = promised(lane).toMillis() * YIELDS * (100 - priority) / 100;
    return runAt.plusMillis((long) yields);
  }
}
