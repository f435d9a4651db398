package hub.sources;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A stored post or comment. Its words live in an erasable table: after removal or expiry only the
 * facts remain, {@code text.body()} is empty and {@code erased} is true.
 *
 * @param id our own number, the only thing that events, jobs and messages carry
 * @param text what the source gave; author, title and body are erased on removal or expiry
 * @param confirmedAt when the source last confirmed it
 * @param expiresAt when the words are erased unless confirmed again
 * @param collectedBy the flow that collected it, for instance {@code reddit-posts}
 * @param erased whether the words are gone: deleted at the source, removed on request, or overdue
 * @param fingerprint equal for near-copies (same words but for case, punctuation and white space);
 *     null where the text is erased or too short to tell
 */
public record Text(
    long id,
    NewText text,
    Instant confirmedAt,
    Instant expiresAt,
    String collectedBy,
    boolean erased,
    @Nullable Long fingerprint) {

  /** A text whose words are there and of which no near-copy is known. */
  public Text(long id, NewText text, Instant confirmedAt, Instant expiresAt, String collectedBy) {
    this(id, text, confirmedAt, expiresAt, collectedBy, false, null);
  }
}
