package hub.jobs;

/**
 * Does what a claimed job asks; the routes implement it. Throws whatever went wrong: the queue
 * decides on retry.
 */
@FunctionalInterface
public interface Work {
  void run(Claim claim) throws Exception;
}
