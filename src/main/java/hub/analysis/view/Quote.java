package hub.analysis.view;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Words of a person that were found again in the named post or comment.
 *
 * @param id our number of the quote; its place in the thread is named by it
 * @param postId our number of the post whose thread it is in
 * @param comment whether it is in a comment
 * @param words the source's own text with the cues marked; null once expired or removed
 * @param author the account's name; null once expired or removed
 * @param community without {@code r/}
 */
public record Quote(
    long id,
    long postId,
    boolean comment,
    @Nullable MarkedText words,
    @Nullable String author,
    String community,
    Instant at) {}
