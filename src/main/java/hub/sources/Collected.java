package hub.sources;

import java.util.List;

/**
 * What one journey of collection brought.
 *
 * @param ids the stored texts' ids, each once, in the order in which the source gave them
 * @param added how many were not stored before
 * @param repeats how many the source gave more than once
 * @param complete false where the source ended before its end: "incomplete" on the page
 * @param note why it is incomplete, in words for the log; empty when complete
 * @param by the flow that read it and its version, {@code reddit-posts v7}; empty where no flow did
 */
public record Collected(
    List<Long> ids, int added, int repeats, boolean complete, String note, String by) {

  /** Read by no flow, or not yet known by which. */
  public Collected(List<Long> ids, int added, int repeats, boolean complete, String note) {
    this(ids, added, repeats, complete, note, "");
  }

  /** The same, and which flow read it. */
  public Collected readBy(String flow) {
    return new Collected(ids, added, repeats, complete, note, flow);
  }
}
