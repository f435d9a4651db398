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
 * @param place where the words stand, also once they have expired
 */
public record Quote(
    long id,
    long postId,
    boolean comment,
    @Nullable MarkedText words,
    @Nullable String author,
    String community,
    Instant at,
    Place place) {

  /**
   * A place in a post or comment. Counted in UTF-16 units; in a post from the start of its title,
   * which its body follows after two line ends.
   *
   * @param textId our number of the post or comment
   * @param starts the first unit
   * @param ends one after the last
   */
  public record Place(long textId, int starts, int ends) {}
}
