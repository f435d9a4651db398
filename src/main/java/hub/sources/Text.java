package hub.sources;

import java.time.Instant;

/**
 * A stored post or comment. Its words live in an erasable table: after removal or expiry only the
 * facts remain and {@code text.body()} is empty.
 *
 * @param id our own number, the only thing that events, jobs and messages carry
 * @param text what the source gave; author, title and body are erased on removal or expiry
 * @param confirmedAt when the source last confirmed it
 * @param expiresAt when the words are erased unless confirmed again
 * @param collectedBy the flow that collected it, for instance {@code reddit-listings}
 */
public record Text(
    long id, NewText text, Instant confirmedAt, Instant expiresAt, String collectedBy) {}
