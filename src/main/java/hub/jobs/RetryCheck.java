package hub.jobs;

/** A room's say on whether a job that was given up may be tried anew. */
@FunctionalInterface
public interface RetryCheck {
  /** Why not, in words; empty if it may, or if the job is not this room's. */
  String trouble(DeadLetter letter);
}
