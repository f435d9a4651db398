package hub.jobs;

import java.time.Duration;
import java.time.Instant;

/**
 * How many jobs this process runs at once. It doubles while work still waits after all workers were
 * given some, and shrinks by a quarter at a time when some were idle for a while. Pages come before
 * jobs: while threads of this process wait for a processor, a quarter of the workers rests, and
 * comes back one by one.
 */
final class Workforce {
  private static final Duration GROW_EVERY = Duration.ofMillis(50);
  private static final Duration SHRINK_EVERY = Duration.ofSeconds(10);

  /** A page is made in a dozen turns on a processor: whoever reads it notices longer waits. */
  private static final Duration LATE = Duration.ofMillis(4);

  private static final Duration REST_EVERY = Duration.ofMillis(100);
  private static final Duration BACK_EVERY = Duration.ofMillis(500);
  private static final Duration CAREFUL = Duration.ofSeconds(10);

  private final JobSettings.Workers bounds;
  private volatile int size;
  private int peak;
  private Instant changed = Instant.MIN;
  private Instant late = Instant.MIN;

  Workforce(JobSettings.Workers bounds) {
    this.bounds = bounds;
    this.size = bounds.least();
  }

  int size() {
    return size;
  }

  /**
   * Looks at the work once all free workers were given some, but for the last: it stays free of
   * those that are over their share, who must not wait for workers that only rest.
   */
  synchronized void look(int running, int ready, Instant now) {
    peak = Math.max(peak, running);
    if (ready > 0 && running >= size - 1) {
      grow(now);
    } else if (now.isAfter(changed.plus(SHRINK_EVERY))) {
      shrink(now);
    }
  }

  /** A thread that asked to be woken got a processor this much later. */
  synchronized void woke(Duration after, Instant now) {
    if (after.compareTo(LATE) > 0) {
      late = now;
      if (size > bounds.least() && now.isAfter(changed.plus(REST_EVERY))) {
        size = Math.max(bounds.least(), size - Math.max(1, size / 4));
        change(now);
      }
    }
  }

  private void grow(Instant now) {
    boolean careful = now.isBefore(late.plus(CAREFUL));
    if (size < bounds.most() && now.isAfter(changed.plus(careful ? BACK_EVERY : GROW_EVERY))) {
      size = Math.min(bounds.most(), careful ? size + 1 : size * 2);
      change(now);
    }
  }

  private void shrink(Instant now) {
    int fewer = Math.max(bounds.least(), Math.max(peak, size - size / 4));
    size = Math.min(size, fewer);
    change(now);
  }

  private void change(Instant now) {
    changed = now;
    peak = 0;
  }
}
