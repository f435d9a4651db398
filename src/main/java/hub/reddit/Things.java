package hub.reddit;

import hub.sources.NewText;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one answer of Reddit holds, flattened: a tree's comments come parent first.
 *
 * @param texts posts and comments in the order given; one may be there twice
 * @param mores what the answer left out
 * @param after where the next page of a listing begins; null at its end
 * @param problems what could not be read and why, one sentence each, without any text of the answer
 */
record Things(
    List<NewText> texts, List<More> mores, @Nullable String after, List<String> problems) {

  /**
   * Comments that an answer left out.
   *
   * @param parent the fullname of the post or comment they answer
   * @param children their ids without {@code t1_}; empty where the tree got too deep and goes on at
   *     the parent
   */
  record More(String parent, List<String> children) {
    boolean continuesElsewhere() {
      return children.isEmpty();
    }
  }
}
