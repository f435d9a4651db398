package hub.sandbox.reddit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * Gives drafts a community, an hour, votes and comments, and lets some be deleted, removed or more
 * than text.
 */
final class Settling {
  private static final long DAY = 86_400;
  private static final double[] SHARES = {0.45, 0.75, 1};

  private final SplittableRandom dice;
  private final ThreadComposer threads;
  private final CommentWriter writer;
  private final Ids ids;
  private final long today;
  private @Nullable Post last;

  Settling(
      SplittableRandom dice, ThreadComposer threads, CommentWriter writer, Ids ids, long today) {
    this.dice = dice;
    this.threads = threads;
    this.writer = writer;
    this.ids = ids;
    this.today = today;
  }

  /** The drafts as posts in these communities, with exactly so many comments together. */
  List<Post> settle(List<Draft> drafts, List<Community> places, int comments) {
    int[] shares = shares(drafts, comments);
    Set<String> authorsKept = new HashSet<>();
    List<Post> posts = new ArrayList<>();
    for (int index = 0; index < drafts.size(); index++) {
      Draft draft = drafts.get(index);
      boolean first = authorsKept.add(draft.author());
      Community place = place(draft, places);
      Post post = post(draft, place, shares[index], first);
      posts.add(post);
      last = post.original() == null && draft.role() == Draft.Role.TALK ? post : last;
    }
    return posts;
  }

  private Community place(Draft draft, List<Community> places) {
    double point = dice.nextDouble();
    int place = 0;
    while (point > SHARES[place] && place < places.size() - 1) {
      place++;
    }
    return places.get(place);
  }

  /** In the author's first post nothing is taken away, so that the number of authors stays. */
  private Post post(Draft draft, Community place, int comments, boolean first) {
    boolean talk = draft.role() == Draft.Role.TALK;
    Post.Status status = talk && !first ? status() : Post.Status.PRESENT;
    Post.Kind kind = talk && status == Post.Status.PRESENT ? kind() : Post.Kind.TEXT;
    Post original = kind == Post.Kind.CROSSPOST ? last : null;
    String id = ids.next();
    long created = today - draft.age() * DAY + hour();
    List<Comment> tree = threads.compose("t3_" + id, created, writer.below(draft, comments));
    return new Post(
        id,
        place,
        status == Post.Status.DELETED ? null : draft.author(),
        original == null ? draft.title() : original.title(),
        original == null ? shown(draft, status, kind) : "",
        created,
        votes(draft),
        kind == Post.Kind.CROSSPOST && original == null ? Post.Kind.TEXT : kind,
        status,
        talk && dice.nextInt(60) == 0,
        draft.role() == Draft.Role.BOT && draft.age() < 8,
        dice.nextInt(14) == 0,
        draft.about() == null ? null : draft.about().key(),
        original,
        tree,
        comments);
  }

  private static String shown(Draft draft, Post.Status status, Post.Kind kind) {
    return switch (status) {
      case DELETED -> "[deleted]";
      case REMOVED -> "[removed]";
      case PRESENT -> kind == Post.Kind.LINK ? "" : draft.text();
    };
  }

  private Post.Status status() {
    int point = dice.nextInt(100);
    return point < 3 ? Post.Status.DELETED : point < 6 ? Post.Status.REMOVED : Post.Status.PRESENT;
  }

  private Post.Kind kind() {
    return switch (dice.nextInt(50)) {
      case 0 -> Post.Kind.GALLERY;
      case 1 -> Post.Kind.POLL;
      case 2 -> Post.Kind.LINK;
      case 3 -> Post.Kind.CROSSPOST;
      case 4, 5 -> Post.Kind.IMAGE;
      default -> Post.Kind.TEXT;
    };
  }

  /** Between seven in the morning and eleven at night. */
  private long hour() {
    return 7 * 3_600 + dice.nextInt(16 * 3_600);
  }

  private int votes(Draft draft) {
    double luck = dice.nextDouble() * dice.nextDouble();
    return switch (draft.role()) {
      case PROBLEM -> (int) (3 + 240 * luck);
      case PROMOTION, COPY -> (int) (3 * luck);
      default -> (int) (1 + 420 * luck * dice.nextDouble());
    };
  }

  /**
   * How many comments each draft gets; the fractions' rest goes round, so that the sum is exact.
   */
  private int[] shares(List<Draft> drafts, int comments) {
    double[] weights = drafts.stream().mapToDouble(this::weight).toArray();
    double sum = Arrays.stream(weights).sum();
    int[] shares = new int[weights.length];
    int given = 0;
    for (int index = 0; index < weights.length; index++) {
      shares[index] = (int) (comments * weights[index] / sum);
      given += shares[index];
    }
    for (int index = 0; given < comments; index = (index + 1) % shares.length, given++) {
      shares[index]++;
    }
    return shares;
  }

  private double weight(Draft draft) {
    return switch (draft.role()) {
      case PROBLEM -> (8 + dice.nextInt(18)) * (dice.nextInt(9) == 0 ? 4 : 1);
      case PROMOTION, BOT, COPY -> dice.nextInt(4);
      default -> dice.nextInt(6) == 0 ? 0 : 1 + dice.nextInt(8);
    };
  }
}
