package hub.sandbox.reddit;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * A post's comments as a tree. A tree shows its first 60 comments and ten levels: what is left out
 * at a level stands in a {@code more}, what lies deeper behind one without ids ("continue this
 * thread").
 */
final class Threads {
  private static final int MOST_SHOWN = 60;
  private static final int MOST_MORE = 100;
  private static final int LEVELS = 10;

  private final Corpus corpus;

  Threads(Corpus corpus) {
    this.corpus = corpus;
  }

  /**
   * The two listings of {@code /comments}: the post, then its comments or those below one of them.
   */
  ArrayNode thread(Post post, @Nullable String focus, Map<String, String> query) {
    Wire wire = new Wire("1".equals(query.get("raw_json")));
    ObjectNode shownPost = wire.post(post);
    ((ObjectNode) shownPost.get("data")).put("num_duplicates", 0);
    Comparator<Comment> order = order(query.getOrDefault("sort", "confidence"));
    Branch branch = new Branch(wire, post, order, number(query, "limit", MOST_SHOWN));
    ArrayNode both = JsonNodeFactory.instance.arrayNode();
    both.add(Wire.listing(List.of(shownPost), null, 1));
    both.add(
        Wire.listing(
            branch.things(roots(post, focus), focus == null ? post.fullname() : null), null, null));
    return both;
  }

  private List<Comment> roots(Post post, @Nullable String focus) {
    if (focus == null) {
      return post.comments();
    }
    return corpus
        .comment(focus)
        .filter(comment -> corpus.postOf(comment).filter(post::isSame).isPresent())
        .stream()
        .toList();
  }

  /**
   * The answer of {@code morechildren}: these comments and what is below them, flat, at most 100.
   */
  List<ObjectNode> moreChildren(Post post, List<String> ids, Map<String, String> query) {
    Wire wire = new Wire("1".equals(query.get("raw_json")));
    Deque<Comment> open = new ArrayDeque<>();
    ids.stream().distinct().limit(MOST_MORE).forEach(id -> corpus.comment(id).ifPresent(open::add));
    Set<Comment> asked = Collections.newSetFromMap(new IdentityHashMap<>());
    asked.addAll(open);
    Set<String> given = new HashSet<>();
    List<ObjectNode> things = new ArrayList<>();
    while (!open.isEmpty()) {
      Comment next = open.removeFirst();
      if (given.add(next.id())) {
        things.add(wire.comment(next, post, next.depth(), null));
        below(next, asked.contains(next), MOST_MORE - given.size(), open).ifPresent(things::add);
      }
    }
    return things;
  }

  /**
   * Queues a comment's replies, or says that there are more: too deep, or too many for one answer.
   */
  private static Optional<ObjectNode> below(
      Comment comment, boolean asked, int left, Deque<Comment> open) {
    int depth = comment.depth() + 1;
    if (comment.replies().isEmpty()) {
      return Optional.empty();
    }
    if (depth >= LEVELS && !(asked && depth > LEVELS)) {
      return Optional.of(Wire.onward(comment, depth));
    }
    if (left < comment.replies().size() + open.size()) {
      return Optional.of(Wire.more(comment.replies(), comment.fullname(), depth));
    }
    open.addAll(comment.replies());
    return Optional.empty();
  }

  private static Comparator<Comment> order(String sort) {
    Comparator<Comment> pinned = Comparator.comparing((Comment comment) -> !comment.byModerator());
    Comparator<Comment> oldest =
        Comparator.comparingLong(Comment::created).thenComparing(Comment::id);
    return switch (sort) {
      case "new" -> pinned.thenComparing(oldest.reversed());
      case "old" -> pinned.thenComparing(oldest);
      default ->
          pinned
              .thenComparing(Comparator.comparingInt(Comment::score).reversed())
              .thenComparing(oldest);
    };
  }

  static int number(Map<String, String> query, String name, int most) {
    try {
      return Math.clamp(Integer.parseInt(query.getOrDefault(name, String.valueOf(most))), 1, most);
    } catch (NumberFormatException e) {
      return most;
    }
  }

  /** One answer's tree: level by level until the limit is reached. */
  private static final class Branch {
    private final Wire wire;
    private final Post post;
    private final Comparator<Comment> order;
    private final int limit;
    private final Set<String> shown = new HashSet<>();

    private Branch(Wire wire, Post post, Comparator<Comment> order, int limit) {
      this.wire = wire;
      this.post = post;
      this.order = order;
      this.limit = limit;
    }

    private List<ObjectNode> things(List<Comment> roots, @Nullable String parent) {
      choose(roots);
      return level(roots, parent, 0);
    }

    private void choose(List<Comment> roots) {
      List<Comment> level = roots.stream().sorted(order).toList();
      for (int depth = 0; depth < LEVELS && !level.isEmpty() && shown.size() < limit; depth++) {
        level.stream().limit(limit - shown.size()).forEach(comment -> shown.add(comment.id()));
        level =
            level.stream()
                .filter(comment -> shown.contains(comment.id()))
                .flatMap(comment -> comment.replies().stream().sorted(order))
                .toList();
      }
    }

    private List<ObjectNode> level(List<Comment> comments, @Nullable String parent, int depth) {
      List<ObjectNode> things = new ArrayList<>();
      List<Comment> left = new ArrayList<>();
      for (Comment comment : comments.stream().sorted(order).toList()) {
        if (shown.contains(comment.id())) {
          things.add(wire.comment(comment, post, depth, replies(comment, depth + 1)));
        } else {
          left.add(comment);
        }
      }
      if (!left.isEmpty() && parent != null) {
        things.add(Wire.more(left, parent, depth));
      }
      return things;
    }

    private @Nullable ObjectNode replies(Comment comment, int depth) {
      if (comment.replies().isEmpty()) {
        return null;
      }
      if (depth == LEVELS) {
        return Wire.listing(List.of(Wire.onward(comment, depth)), null, null);
      }
      return Wire.listing(level(comment.replies(), comment.fullname(), depth), null, null);
    }
  }
}
