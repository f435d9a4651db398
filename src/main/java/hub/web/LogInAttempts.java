package hub.web;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.springframework.stereotype.Component;

/**
 * Slows down guessing: after a few failures from one network address, for one account or for any,
 * no password from there is looked at until a quarter of an hour has passed.
 *
 * <p>Counted by network address, so that a stranger cannot lock the owner out. What is remembered
 * is bounded: the oldest entries go first.
 */
@Component
class LogInAttempts {
  static final int FAILURES_PER_ACCOUNT = 5;
  static final int FAILURES_PER_ADDRESS = 20;
  static final Duration PAUSE = Duration.ofMinutes(15);
  private static final int REMEMBERED = 10_000;

  private final Clock clock;
  private final Map<String, Failures> failures =
      new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Failures> eldest) {
          return size() > REMEMBERED;
        }
      };

  LogInAttempts(Clock clock) {
    this.clock = clock;
  }

  synchronized boolean mayTry(String address, String email) {
    return count(address) < FAILURES_PER_ADDRESS
        && count(both(address, email)) < FAILURES_PER_ACCOUNT;
  }

  synchronized void failed(String address, String email) {
    add(address);
    add(both(address, email));
  }

  synchronized void succeeded(String address, String email) {
    failures.remove(both(address, email));
  }

  private int count(String key) {
    Failures seen = failures.get(key);
    return seen == null || seen.until.isBefore(clock.instant()) ? 0 : seen.count;
  }

  private void add(String key) {
    failures.put(key, new Failures(count(key) + 1, clock.instant().plus(PAUSE)));
  }

  private static String both(String address, String email) {
    return address + " " + email.strip().toLowerCase(Locale.ROOT);
  }

  private record Failures(int count, Instant until) {}
}
