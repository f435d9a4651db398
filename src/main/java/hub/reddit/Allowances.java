package hub.reddit;

import hub.reddit.RedditAccess.App;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Reads what each Reddit app may still ask, for pages, metrics and forecasts. */
@Component
public class Allowances {
  private final RedditAccounts accounts;
  private final Buckets buckets;
  private final Windows windows;
  private final Clock clock;

  Allowances(RedditAccounts accounts, Buckets buckets, Windows windows, Clock clock) {
    this.accounts = accounts;
    this.buckets = buckets;
    this.windows = windows;
    this.clock = clock;
  }

  /** One line an app; empty if Reddit was not asked yet, or there is no limit. */
  public List<Allowance> all() {
    return accounts
        .known()
        .filter(access -> access.requestsPerMinute() > 0)
        .map(access -> access.apps().stream().map(app -> of(access, app)).toList())
        .orElse(List.of());
  }

  /** What all apps together may ask a minute; 0 if there is no limit. */
  public int perMinute() {
    return accounts
        .known()
        .map(access -> access.requestsPerMinute() * access.apps().size())
        .orElse(0);
  }

  private Allowance of(RedditAccess access, App app) {
    String key = Turns.key(access, app);
    int perMinute = access.requestsPerMinute();
    Instant now = clock.instant();
    Optional<Windows.Window> window =
        windows.find(key).filter(known -> known.endsAt().isAfter(now));
    Duration pace = buckets.untilFree(key, perMinute);
    Duration reddit = windows.untilFree(key);
    return new Allowance(
        app.clientId().substring(0, Math.min(12, app.clientId().length())),
        buckets.tokens(key, perMinute),
        window.map(known -> known.asked(now)).orElse(0),
        perMinute * (int) Windows.LENGTH.toMinutes(),
        window.map(Windows.Window::endsAt).orElse(null),
        pace.compareTo(reddit) > 0 ? pace : reddit);
  }
}
