package hub.sandbox.reddit;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** Turns what is said below a post into a tree: who answers whom, when, and with how many votes. */
final class ThreadComposer {
  private static final int DEEPEST = 12;
  private static final double THREADS_THAT_ARE_A_LONG_TALK = 0.12;

  private final SplittableRandom dice;
  private final Ids ids;
  private final long latest;

  /**
   * @param latest no comment is newer than this second
   */
  ThreadComposer(SplittableRandom dice, Ids ids, long latest) {
    this.dice = dice;
    this.ids = ids;
    this.latest = latest;
  }

  /** The comments at the top, each with its replies. */
  List<Comment> compose(String post, long created, List<CommentWriter.Said> said) {
    boolean longTalk = dice.nextDouble() < THREADS_THAT_ARE_A_LONG_TALK;
    List<Comment> all = new ArrayList<>();
    List<Comment> top = new ArrayList<>();
    long time = created;
    for (CommentWriter.Said each : said) {
      time = Math.min(latest, time + 60 + (long) (dice.nextDouble() * dice.nextDouble() * 14_000));
      Comment parent = each.byModerator() ? null : parent(all, longTalk, each.bySubmitter());
      Comment comment = comment(post, parent, time, each);
      all.add(comment);
      (parent == null ? top : parent.replies()).add(comment);
    }
    return top;
  }

  private @Nullable Comment parent(List<Comment> all, boolean longTalk, boolean reply) {
    if (all.isEmpty() || (!reply && !longTalk && dice.nextDouble() < 0.5)) {
      return null;
    }
    Comment last = all.getLast();
    Comment parent =
        longTalk && dice.nextDouble() < 0.85 ? last : all.get(dice.nextInt(all.size()));
    return parent.depth() >= DEEPEST || parent.byModerator() ? null : parent;
  }

  private Comment comment(
      String post, @Nullable Comment parent, long time, CommentWriter.Said said) {
    int liked = (int) (1 + 40 * dice.nextDouble() * dice.nextDouble() * dice.nextDouble());
    int votes = dice.nextInt(12) == 0 ? liked - 4 : liked;
    return new Comment(
        ids.next(),
        parent == null ? post : parent.fullname(),
        parent == null ? 0 : parent.depth() + 1,
        said.author(),
        said.text(),
        time,
        votes,
        said.status(),
        said.bySubmitter(),
        said.byModerator(),
        new ArrayList<>());
  }
}
