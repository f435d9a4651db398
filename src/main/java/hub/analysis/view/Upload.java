package hub.analysis.view;

import java.util.UUID;

/**
 * A file that was read.
 *
 * @param note what was left out and why, in words; empty if nothing was
 */
public record Upload(UUID id, String fileName, int posts, int comments, String note) {}
