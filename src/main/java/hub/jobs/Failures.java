package hub.jobs;

/** Decides what a job's failure means: parks it, ends it, or leaves it to the queue's retry. */
@FunctionalInterface
public interface Failures {
  /** Handles the failure completely, its effect on the job included. */
  void handle(Claim claim, Exception failure);

  /** Whether this decides about that job; of several, the first in order does. */
  default boolean isFor(Claim claim) {
    return true;
  }
}
