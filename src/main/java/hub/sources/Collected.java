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
 */
public record Collected(List<Long> ids, int added, int repeats, boolean complete, String note) {}
