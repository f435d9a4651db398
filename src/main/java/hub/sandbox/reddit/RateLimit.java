package hub.sandbox.reddit;

import hub.sandbox.Call;
import hub.sandbox.Fault;
import java.time.Clock;

/** Reddit's limit of one app: 100 requests a minute, counted over ten minutes. */
final class RateLimit {
  static final int MOST = 1_000;
  private static final long WINDOW = 600;

  private final Clock clock;
  private final boolean enforced;
  private long window;
  private int used;

  RateLimit(Clock clock, boolean enforced) {
    this.clock = clock;
    this.enforced = enforced;
  }

  /**
   * Counts a request and tells the caller in the headers.
   *
   * @return seconds to wait; 0 if the request may pass
   */
  synchronized int count(Call call) {
    long now = clock.instant().getEpochSecond();
    if (now / WINDOW != window) {
      window = now / WINDOW;
      used = 0;
    }
    int reset = (int) (WINDOW - now % WINDOW);
    if (enforced && used >= MOST) {
      return reset;
    }
    used++;
    call.answerHeader("x-ratelimit-used", String.valueOf(used));
    call.answerHeader("x-ratelimit-remaining", Math.max(0, MOST - used) + ".0");
    long early = call.fault("skewed-reset").map(Fault::millis).orElse(0L) / 1_000;
    call.answerHeader("x-ratelimit-reset", String.valueOf(Math.max(0, reset - early)));
    return 0;
  }
}
