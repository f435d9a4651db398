package hub.integration;

import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.LongAdder;

/**
 * Counts what goes through one route of one version. Times go into buckets of an eighth of their
 * power of two, so that counting costs the same however much there is.
 */
public final class RouteCounters {
  private static final int PARTS = 8;
  private static final int BUCKETS = PARTS * 40;

  private final LongAdder begun = new LongAdder();
  private final LongAdder ended = new LongAdder();
  private final LongAdder failures = new LongAdder();
  private final LongAdder faults = new LongAdder();
  private final LongAdder nanos = new LongAdder();
  private final AtomicLongArray buckets = new AtomicLongArray(BUCKETS);

  /** An exchange began. */
  public void begin() {
    begun.increment();
  }

  /**
   * An exchange ended.
   *
   * @param fault whether the flow itself may be to blame
   */
  public void end(long took, boolean failed, boolean fault) {
    ended.increment();
    nanos.add(took);
    buckets.incrementAndGet(bucket(took / 1000));
    if (failed) {
      failures.increment();
    }
    if (fault) {
      faults.increment();
    }
  }

  /** How many exchanges ended. */
  public long ended() {
    return ended.sum();
  }

  /** Of those, how many the flow itself may be to blame for. */
  public long faults() {
    return faults.sum();
  }

  /** What was counted, under a route's name. */
  public RouteTraffic traffic(String route) {
    long done = ended.sum();
    return new RouteTraffic(
        route,
        done,
        failures.sum(),
        (int) Math.max(0, begun.sum() - done),
        done == 0 ? 0 : nanos.sum() / done / 1000,
        p99());
  }

  private long p99() {
    long all = 0;
    for (int bucket = 0; bucket < BUCKETS; bucket++) {
      all += buckets.get(bucket);
    }
    long within = 0;
    for (int bucket = 0; bucket < BUCKETS; bucket++) {
      within += buckets.get(bucket);
      if (all > 0 && within * 100 >= all * 99) {
        return top(bucket);
      }
    }
    return 0;
  }

  private static int bucket(long micros) {
    if (micros < PARTS) {
      return (int) Math.max(0, micros);
    }
    int power = 63 - Long.numberOfLeadingZeros(micros);
    int part = (int) (micros >> (power - 3)) & (PARTS - 1);
    return Math.min(BUCKETS - 1, (power - 2) * PARTS + part);
  }

  /** The longest time in a bucket. */
  private static long top(int bucket) {
    if (bucket < PARTS) {
      return bucket;
    }
    int power = bucket / PARTS + 2;
    long part = bucket % PARTS;
    return (1L << power) + ((part + 1) << (power - 3)) - 1;
  }
}
