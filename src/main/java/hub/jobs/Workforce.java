package hub.jobs;

import java.time.Duration;
import java.time.Instant;

/**
 * How many jobs this process runs at once. It doubles while work still waits after all workers were
 * given some, and shrinks by a quarter at a time when some were idle for a while.
 */
final class Workforce {
  private static final Duration GROW_EVERY = Duration.ofMillis(50);
  private static final Duration SHRINK_EVERY = Duration.ofSeconds(10);

  private final JobSettings.Workers bounds;
  private volatile int size;
  private int peak;
  private Instant changed = Instant.MIN;

  Workforce(JobSettings.Workers bounds) {
    this.bounds = bounds;
    this.size = bounds.least();
  }

  int size() {
    return size;
  }

  /** Looks at the work once all free workers were given some. */
  synchronized void look(int running, int ready, Instant now) {
    peak = Math.max(peak, running);
    if (ready > 0 && running >= size) {
      grow(now);
    } else if (now.isAfter(changed.plus(SHRINK_EVERY))) {
      shrink(now);
    }
  }

  private void grow(Instant now) {
    if (size < bounds.most() && now.isAfter(changed.plus(GROW_EVERY))) {
      size = Math.min(bounds.most(), size * 2);
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
