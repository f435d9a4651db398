package hub.reddit;

import io.github.bucket4j.Bandwidth;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.BucketConfiguration;
import io.github.bucket4j.TimeMeter;
import io.github.bucket4j.distributed.jdbc.PrimaryKeyMapper;
import io.github.bucket4j.distributed.proxy.ProxyManager;
import io.github.bucket4j.postgresql.Bucket4jPostgreSQL;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import javax.sql.DataSource;
import org.springframework.stereotype.Component;

/**
 * The pace: one token bucket an app, kept in PostgreSQL, so that all processes draw from it. A
 * token may be promised ahead, which spreads waiting callers evenly instead of having them all come
 * again at once.
 */
@Component
class Buckets {
  private final ProxyManager<String> buckets;
  private final RedditSettings settings;

  Buckets(DataSource source, RedditSettings settings, Clock clock) {
    this.settings = settings;
    this.buckets =
        Bucket4jPostgreSQL.selectForUpdateBasedBuilder(source)
            .primaryKeyMapper(PrimaryKeyMapper.STRING)
            .table("reddit_bucket")
            .idColumn("app")
            .clientClock(new ClockMeter(clock))
            .build();
  }

  /**
   * Takes a token.
   *
   * @param patience how far ahead one may be promised
   * @return how long to wait for it; empty if that would be longer
   */
  Optional<Duration> take(String app, int perMinute, Duration patience) {
    Bucket bucket = bucket(app, perMinute);
    if (patience.isZero()) {
      return bucket.tryConsume(1) ? Optional.of(Duration.ZERO) : Optional.empty();
    }
    AtomicLong nanos = new AtomicLong();
    boolean taken =
        bucket.asBlocking().tryConsumeUninterruptibly(1, patience.toNanos(), nanos::set);
    return taken ? Optional.of(Duration.ofNanos(nanos.get())) : Optional.empty();
  }

  /** Gives back a token that was not used. */
  void giveBack(String app, int perMinute) {
    bucket(app, perMinute).addTokens(1);
  }

  /** How long until the next token. */
  Duration untilFree(String app, int perMinute) {
    return Duration.ofNanos(
        bucket(app, perMinute).estimateAbilityToConsume(1).getNanosToWaitForRefill());
  }

  /** How many tokens there are; below 0: turns that were promised and are still waited for. */
  long tokens(String app, int perMinute) {
    return bucket(app, perMinute).getAvailableTokens();
  }

  /** Another pace is another bucket. */
  private Bucket bucket(String app, int perMinute) {
    String key = app + ' ' + perMinute + ' ' + settings.burst();
    return buckets.getProxy(key, () -> configuration(perMinute));
  }

  private BucketConfiguration configuration(int perMinute) {
    return BucketConfiguration.builder()
        .addLimit(
            Bandwidth.builder()
                .capacity(settings.burst())
                .refillGreedy(perMinute, Duration.ofMinutes(1))
                .build())
        .build();
  }

  private record ClockMeter(Clock clock) implements TimeMeter {
    @Override
    public long currentTimeNanos() {
      Instant now = clock.instant();
      return TimeUnit.SECONDS.toNanos(now.getEpochSecond()) + now.getNano();
    }

    @Override
    public boolean isWallClockBased() {
      return true;
    }
  }
}
