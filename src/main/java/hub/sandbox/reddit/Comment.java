package hub.sandbox.reddit;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One comment of the corpus, with its replies.
 *
 * @param id without {@code t1_}
 * @param parent the fullname of what it answers
 * @param depth 0 for an answer to the post
 * @param author null when deleted
 * @param created seconds since 1970
 * @param replies filled while the thread is composed
 */
public record Comment(
    String id,
    String parent,
    int depth,
    @Nullable String author,
    String text,
    long created,
    int score,
    Post.Status status,
    boolean bySubmitter,
    boolean byModerator,
    List<Comment> replies) {

  String fullname() {
    return "t1_" + id;
  }

  /** This comment and all below it. */
  int size() {
    int size = 1;
    for (Comment reply : replies) {
      size += reply.size();
    }
    return size;
  }

  /** Adds this comment and all below it, each before its replies. */
  void collect(List<Comment> all) {
    all.add(this);
    replies.forEach(reply -> reply.collect(all));
  }

  /** All comments of these trees, each before its replies. */
  public static List<Comment> flat(List<Comment> trees) {
    List<Comment> all = new ArrayList<>();
    trees.forEach(tree -> tree.collect(all));
    return all;
  }
}
