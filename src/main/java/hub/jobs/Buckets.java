package hub.jobs;

import java.time.Duration;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/** Times by their logarithm: each bucket reaches 1.19 times as far as the one before. */
final class Buckets {
  private static final double STEPS_A_DOUBLING = 4;

  private Buckets() {}

  static int of(Duration time) {
    double ms = Math.max(0, time.toNanos() / 1e6);
    return (int) Math.ceil(STEPS_A_DOUBLING * Math.log(ms + 1) / Math.log(2));
  }

  /** The longest time that a bucket holds. */
  static Duration reaches(int bucket) {
    double ms = Math.pow(2, bucket / STEPS_A_DOUBLING) - 1;
    return Duration.ofNanos((long) (ms * 1e6));
  }

  /** The time that a part of all did not exceed; null if there are none. */
  static @Nullable Duration quantile(SortedMap<Integer, Long> counts, double part) {
    long all = counts.values().stream().mapToLong(Long::longValue).sum();
    long seen = 0;
    for (var bucket : counts.entrySet()) {
      seen += bucket.getValue();
      if (seen >= part * all) {
        return reaches(bucket.getKey());
      }
    }
    return null;
  }
}
