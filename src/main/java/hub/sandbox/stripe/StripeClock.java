package hub.sandbox.stripe;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** The sandbox's time, which can be put forward. */
final class StripeClock {
  private final Clock clock;
  private volatile Duration ahead = Duration.ZERO;

  StripeClock(Clock clock) {
    this.clock = clock;
  }

  /** In Stripe's account: goes on with the clock and jumps when told to. */
  long now() {
    return clock.instant().plus(ahead).getEpochSecond();
  }

  /** The time on the receivers' clocks, by which webhooks are signed. */
  Instant receivers() {
    return clock.instant();
  }

  void advance(Duration by) {
    ahead = ahead.plus(by);
  }
}
