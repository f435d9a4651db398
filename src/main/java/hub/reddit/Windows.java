package hub.reddit;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * What Reddit counts: ten minutes' worth of requests an app, then it begins anew. We count with it,
 * and its answers correct us: other programs may use the same app, and only Reddit knows when its
 * ten minutes began.
 */
@Repository
class Windows {
  static final Duration LENGTH = Duration.ofMinutes(10);

  /** Reddit tells whole seconds. */
  private static final Duration ROUNDED = Duration.ofSeconds(1);

  /**
   * An answer so near the end may be overtaken by the next ten minutes, and say nothing of them.
   */
  private static final double LAST_SECONDS = 2;

  private final JdbcClient jdbc;
  private final Clock clock;

  Windows(JdbcClient jdbc, Clock clock) {
    this.jdbc = jdbc;
    this.clock = clock;
  }

  /**
   * Counts a request that is sent after this wait; false if it must not be. One in a hundred stays
   * unasked: answers overtake each other, so Reddit's count is known only roughly.
   */
  boolean count(String app, int perMinute, Duration wait) {
    int most = perMinute * (int) LENGTH.toMinutes();
    Instant at = clock.instant().plus(wait);
    return jdbc.sql(
                """
                insert into reddit_window as w (app, most, remaining, ends_at, not_before)
                values (:app, :most, :most - 1, :next, :at)
                on conflict (app) do update
                   set most = :most,
                       remaining = case when w.ends_at <= :at then :most else w.remaining end - 1,
                       ends_at = case when w.ends_at <= :at then :next else w.ends_at end
                 where w.not_before <= :at and (w.ends_at <= :at or w.remaining > :most / 100)
                """)
            .param("app", app)
            .param("most", most)
            .param("at", Timestamp.from(at))
            .param("next", Timestamp.from(at.plus(LENGTH)))
            .update()
        == 1;
  }

  /**
   * Corrects our count by what Reddit says remains until it begins anew. Answers overtake each
   * other, so the least counts; but where the end is another one, Reddit has begun anew before we
   * did, and its count replaces ours.
   */
  void correct(String app, double remaining, double resetSeconds) {
    if (resetSeconds < LAST_SECONDS && remaining >= 1) {
      return;
    }
    Duration reset = Duration.ofMillis((long) (Math.min(resetSeconds, LENGTH.toSeconds()) * 1000));
    jdbc.sql(
            """
            update reddit_window
               set remaining = case when :ends > ends_at + interval '1 minute' then least(most, :remaining)
                                    else least(remaining, :remaining) end,
                   ends_at = :ends
             where app = :app
            """)
        .param("app", app)
        .param("remaining", (int) Math.min(remaining, Integer.MAX_VALUE))
        .param("ends", Timestamp.from(clock.instant().plus(reset).plus(ROUNDED)))
        .update();
  }

  /** Asks nothing of this app before the pause has passed. */
  void pause(String app, Duration pause) {
    jdbc.sql(
            """
            update reddit_window set not_before = greatest(not_before, :until) where app = :app
            """)
        .param("until", Timestamp.from(clock.instant().plus(pause)))
        .param("app", app)
        .update();
  }

  /** How long until Reddit lets us ask again. */
  Duration untilFree(String app) {
    Instant now = clock.instant();
    return find(app)
        .map(window -> Duration.between(now, window.freeAt(now)))
        .filter(Duration::isPositive)
        .orElse(Duration.ZERO);
  }

  /** What stands about an app; empty if it was never asked. */
  Optional<Window> find(String app) {
    return jdbc.sql(
            "select most, remaining, ends_at, not_before from reddit_window where app = :app")
        .param("app", app)
        .query(
            (row, number) ->
                new Window(
                    row.getInt("most"),
                    row.getInt("remaining"),
                    row.getTimestamp("ends_at").toInstant(),
                    row.getTimestamp("not_before").toInstant()))
        .optional();
  }

  /** Reddit's ten minutes as we know them. */
  record Window(int most, int remaining, Instant endsAt, Instant notBefore) {

    /** How many requests were made in them. */
    int asked(Instant now) {
      return endsAt.isAfter(now) ? most - remaining : 0;
    }

    Instant freeAt(Instant now) {
      Instant begins = endsAt.isAfter(now) && remaining <= most / 100 ? endsAt : now;
      return notBefore.isAfter(begins) ? notBefore : begins;
    }
  }
}
