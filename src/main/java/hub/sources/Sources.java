package hub.sources;

/** Reads a source now, through its journey; the routes implement it. */
@FunctionalInterface
public interface Sources {
  /**
   * Collects a community's posts on a topic and stores them.
   *
   * @throws SourceTrouble if the source did not give them
   */
  Collected community(CollectCommunity wanted);
}
