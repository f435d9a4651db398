package hub.outages;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How a vendor's circuit breaker stands, over all processes: the worst counts.
 *
 * @param since since when it is not closed; null if it is
 * @param probeAt when a call may try again; null if all may
 * @param processes how many processes hold calls back
 */
public record Outage(
    Guarded vendor,
    State state,
    @Nullable Instant since,
    @Nullable Instant probeAt,
    int processes) {

  /** What a breaker does with calls. */
  public enum State {
    /** Lets all pass. */
    CLOSED,
    /** Lets few pass, to see whether the vendor is back. */
    HALF_OPEN,
    /** Lets none pass. */
    OPEN
  }
}
