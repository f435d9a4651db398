package hub.reddit;

import hub.Sha256;
import hub.reddit.RedditAccess.App;
import hub.sources.SourceTrouble.SourceBusy;
import hub.sources.Stops;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Whose turn it is to ask Reddit.
 *
 * <p>How this works, and why: one token bucket an OAuth app lives in PostgreSQL, so that all
 * processes share it. One statement refills, takes a token and answers how long to wait: a token
 * may be promised ahead, and the bucket then goes below 0, which spreads waiting callers evenly
 * instead of having them all come again at once. Who would have to wait too long parks. Reddit's
 * own count in the {@code x-ratelimit-*} headers corrects ours, as other programs may use the same
 * app.
 */
@Component
public class Turns {
  private static final Duration LONGEST_RESET = Duration.ofMinutes(15);

  private final RedditAccounts accounts;
  private final RedditSettings settings;
  private final Stops stops;
  private final JdbcClient jdbc;
  private final Clock clock;
  private final AtomicInteger next = new AtomicInteger();

  Turns(
      RedditAccounts accounts, RedditSettings settings, Stops stops, JdbcClient jdbc, Clock clock) {
    this.accounts = accounts;
    this.settings = settings;
    this.stops = stops;
    this.jdbc = jdbc;
    this.clock = clock;
  }

  /**
   * Takes the next turn of the app that has one soonest; apps take turns.
   *
   * @throws SourceBusy if the wait would be longer than a journey should wait
   * @throws hub.sources.SourceTrouble.SourceStopped if Reddit refused us and nobody has looked yet
   */
  public RedditCall take(RedditRequest request) {
    RedditAccess access = accounts.of(request.mode());
    stops.check(request.mode(), "reddit");
    if (access.requestsPerMinute() == 0) {
      return new RedditCall(request, access, inTurn(access.apps()).getFirst(), 0, null);
    }
    List<App> apps = inTurn(access.apps());
    return take(request, access, apps, Duration.ZERO)
        .or(() -> take(request, access, apps, patience(request)))
        .orElseThrow(() -> busy(access, apps));
  }

  /** Corrects our count by Reddit's, and stays away for as long as Reddit says. */
  void correct(RedditCall call, RedditAnswer answer) {
    double remaining = answer.number("x-ratelimit-remaining").orElse(Double.MAX_VALUE);
    Duration reset = answer.number("x-ratelimit-reset").map(Turns::seconds).orElse(Duration.ZERO);
    if (call.access().requestsPerMinute() > 0
        && remaining < settings.burst()
        && reset.isPositive()) {
      jdbc.sql(
              """
              update reddit_allowance
                 set tokens = least(tokens, :remaining),
                     not_before = case when :remaining < 1 then greatest(not_before, :reset) else not_before end
               where app = :app
              """)
          .param("remaining", remaining)
          .param("reset", Timestamp.from(clock.instant().plus(reset)))
          .param("app", key(call.access(), call.app()))
          .update();
    }
  }

  /** Asks nothing of this app before the pause has passed. */
  void pause(RedditCall call, Duration pause) {
    jdbc.sql(
            "update reddit_allowance set not_before = greatest(not_before, :until) where app ="
                + " :app")
        .param("until", Timestamp.from(clock.instant().plus(pause)))
        .param("app", key(call.access(), call.app()))
        .update();
  }

  private Optional<RedditCall> take(
      RedditRequest request, RedditAccess access, List<App> apps, Duration patience) {
    for (App app : apps) {
      Optional<Double> left = takeOne(access, app, patience);
      if (left.isPresent()) {
        long wait = (long) Math.ceil(Math.max(0, -left.get()) / rate(access) * 1000);
        return Optional.of(new RedditCall(request, access, app, wait, null));
      }
    }
    return Optional.empty();
  }

  private Optional<Double> takeOne(RedditAccess access, App app, Duration patience) {
    return jdbc.sql(
            """
            insert into reddit_allowance as a (app, tokens, counted_at, not_before)
            values (:app, :burst::float8 - 1, :now, :now)
                on conflict (app) do update
               set tokens = least(:burst, a.tokens + greatest(0, extract(epoch from :now - a.counted_at)) * :rate) - 1,
                   counted_at = greatest(a.counted_at, :now)
             where least(:burst, a.tokens + greatest(0, extract(epoch from :now - a.counted_at)) * :rate) - 1 >= -:ahead
               and a.not_before <= :now
            returning tokens
            """)
        .param("app", key(access, app))
        .param("burst", (double) settings.burst())
        .param("rate", rate(access))
        .param("ahead", patience.toMillis() / 1000.0 * rate(access))
        .param("now", Timestamp.from(clock.instant()))
        .query(Double.class)
        .optional();
  }

  private SourceBusy busy(RedditAccess access, List<App> apps) {
    double seconds =
        apps.stream().mapToDouble(app -> secondsUntilFree(access, app)).min().orElse(1);
    Duration wait = Duration.ofMillis((long) Math.ceil(Math.max(1, seconds) * 1000));
    return new SourceBusy(
        wait,
        "Reddit's allowance of " + access.requestsPerMinute() + " requests a minute is used up");
  }

  private double secondsUntilFree(RedditAccess access, App app) {
    return jdbc.sql(
            """
            select greatest(extract(epoch from not_before - :now),
                            -tokens / :rate - extract(epoch from :now - counted_at), 0)
              from reddit_allowance
             where app = :app
            """)
        .param("app", key(access, app))
        .param("rate", rate(access))
        .param("now", Timestamp.from(clock.instant()))
        .query(Double.class)
        .optional()
        .orElse(0.0);
  }

  private Duration patience(RedditRequest request) {
    return request.underWay() ? settings.longestWaitUnderWay() : settings.longestWait();
  }

  private List<App> inTurn(List<App> apps) {
    int first = Math.floorMod(next.getAndIncrement(), apps.size());
    return IntStream.range(0, apps.size())
        .mapToObj(i -> apps.get((first + i) % apps.size()))
        .toList();
  }

  private static double rate(RedditAccess access) {
    return access.requestsPerMinute() / 60.0;
  }

  private static Duration seconds(double seconds) {
    return Duration.ofMillis((long) (Math.min(seconds, LONGEST_RESET.toSeconds()) * 1000));
  }

  private static String key(RedditAccess access, App app) {
    return access.mode().word() + ' ' + Sha256.hex(app.clientId(), 8);
  }
}
