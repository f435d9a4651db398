package hub.reddit;

import hub.Sha256;
import hub.reddit.RedditAccess.App;
import hub.sources.SourceTrouble.SourceBusy;
import hub.sources.Stops;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.springframework.stereotype.Component;

/**
 * Whose turn it is to ask Reddit.
 *
 * <p>How this works, and why: each OAuth app has a pace ({@link Buckets}), which spreads requests
 * over the minutes, and Reddit's own count of ten minutes ({@link Windows}), which no pace may
 * exceed. Both live in PostgreSQL, for all processes together. Apps take turns. Who would have to
 * wait too long parks, and burns no attempt.
 */
@Component
public class Turns {
  private static final Duration SHORTEST = Duration.ofSeconds(1);

  private final RedditAccounts accounts;
  private final RedditSettings settings;
  private final Stops stops;
  private final Buckets buckets;
  private final Windows windows;
  private final AtomicInteger next = new AtomicInteger();

  Turns(
      RedditAccounts accounts,
      RedditSettings settings,
      Stops stops,
      Buckets buckets,
      Windows windows) {
    this.accounts = accounts;
    this.settings = settings;
    this.stops = stops;
    this.buckets = buckets;
    this.windows = windows;
  }

  /**
   * Takes the next turn of an app that has one; apps take turns.
   *
   * @throws SourceBusy if the wait would be longer than a journey should wait
   * @throws hub.sources.SourceTrouble.SourceStopped if Reddit refused us and nobody has looked yet
   */
  public RedditCall take(RedditRequest request) {
    RedditAccess access = accounts.of(request.mode());
    stops.check(request.mode(), "reddit");
    List<App> apps = inTurn(welcome(access));
    if (access.requestsPerMinute() == 0) {
      return new RedditCall(request, access, apps.getFirst(), 0, null);
    }
    return take(request, access, apps, Duration.ZERO)
        .or(() -> take(request, access, apps, patience(request)))
        .orElseThrow(() -> busy(access, apps));
  }

  /** An app that Reddit does not know leaves the work to the others. */
  private List<App> welcome(RedditAccess access) {
    Set<String> stopped = stops.all().keySet();
    List<App> apps =
        access.apps().stream()
            .filter(app -> !stopped.contains(access.mode().word() + ' ' + source(app.clientId())))
            .toList();
    if (apps.isEmpty()) {
      stops.check(access.mode(), source(access.apps().getFirst().clientId()));
    }
    return apps;
  }

  /** The name under which one app alone is stopped. */
  static String source(String clientId) {
    return "reddit " + Sha256.hex(clientId, 8);
  }

  /** Corrects our count by Reddit's: numbers that may be missing, fractions, or nonsense. */
  void correct(RedditCall call, RedditAnswer answer) {
    Optional<Double> remaining = answer.number("x-ratelimit-remaining");
    Optional<Double> reset = answer.number("x-ratelimit-reset");
    if (call.access().requestsPerMinute() > 0 && remaining.isPresent() && reset.isPresent()) {
      windows.correct(key(call.access(), call.app()), remaining.get(), reset.get());
    }
  }

  /** Asks nothing of this app before the pause has passed. */
  void pause(RedditCall call, Duration pause) {
    windows.pause(key(call.access(), call.app()), pause);
  }

  /** What stands for an app's allowance in both tables: never the client id itself. */
  static String key(RedditAccess access, App app) {
    return access.mode().word() + ' ' + Sha256.hex(app.clientId(), 8);
  }

  private Optional<RedditCall> take(
      RedditRequest request, RedditAccess access, List<App> apps, Duration patience) {
    return apps.stream()
        .flatMap(
            app ->
                take(access, app, patience)
                    .map(wait -> new RedditCall(request, access, app, millis(wait), null))
                    .stream())
        .findFirst();
  }

  private Optional<Duration> take(RedditAccess access, App app, Duration patience) {
    String key = key(access, app);
    int perMinute = access.requestsPerMinute();
    Optional<Duration> wait = buckets.take(key, perMinute, patience);
    if (wait.isPresent() && !windows.count(key, perMinute, wait.get())) {
      buckets.giveBack(key, perMinute);
      return Optional.empty();
    }
    return wait;
  }

  private SourceBusy busy(RedditAccess access, List<App> apps) {
    Duration free =
        apps.stream().map(app -> untilFree(access, app)).min(Duration::compareTo).orElse(SHORTEST);
    return new SourceBusy(
        free.compareTo(SHORTEST) < 0 ? SHORTEST : free,
        "Reddit's limit of " + access.requestsPerMinute() + " requests a minute");
  }

  private Duration untilFree(RedditAccess access, App app) {
    String key = key(access, app);
    Duration pace = buckets.untilFree(key, access.requestsPerMinute());
    Duration window = windows.untilFree(key);
    return pace.compareTo(window) > 0 ? pace : window;
  }

  private Duration patience(RedditRequest request) {
    return switch (request.haste()) {
      case WHEN_FREE -> Duration.ZERO;
      case SOON -> settings.longestWait();
      case UNDER_WAY -> settings.longestWaitUnderWay();
    };
  }

  private List<App> inTurn(List<App> apps) {
    int first = Math.floorMod(next.getAndIncrement(), apps.size());
    return IntStream.range(0, apps.size())
        .mapToObj(i -> apps.get((first + i) % apps.size()))
        .toList();
  }

  private static long millis(Duration wait) {
    return wait.plusNanos(999_999).toMillis();
  }
}
