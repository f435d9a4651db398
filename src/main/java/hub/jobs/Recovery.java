package hub.jobs;

/** Puts right what an attempt left behind whose process died, before the job runs again. */
@FunctionalInterface
public interface Recovery {
  void recover(Claim lapsed);

  /** Whether this knows that job; of several, the first in order is asked. */
  default boolean isFor(Claim claim) {
    return true;
  }
}
