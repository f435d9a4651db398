package hub.integration.run;

import org.jspecify.annotations.Nullable;

/** Whether a version does about as well as the one before it. */
final class Health {
  /** So many exchanges must have ended before anything is said of a version. */
  private static final long ENOUGH = 5;

  /** By so many of a hundred a new version may fail more often. */
  private static final long TOLERATED = 25;

  private Health() {}

  /** Why a version should not serve; null while nothing speaks against it. */
  static @Nullable String trouble(Generation now, @Nullable Generation before) {
    long ended = now.ended();
    long failed = share(now.faults(), ended);
    long usual = before == null ? 0 : share(before.faults(), before.ended());
    if (ended < ENOUGH || failed <= usual + TOLERATED) {
      return null;
    }
    return "%d of its first %d exchanges failed; of version %s, %d of 100 did"
        .formatted(now.faults(), ended, before == null ? "before" : before.version(), usual);
  }

  private static long share(long part, long whole) {
    return whole == 0 ? 0 : part * 100 / whole;
  }
}
