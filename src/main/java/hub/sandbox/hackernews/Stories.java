package hub.sandbox.hackernews;

import hub.sandbox.Catalogue;
import hub.sandbox.SandboxOptions;
import hub.sandbox.reddit.Comment;
import hub.sandbox.reddit.Corpus;
import hub.sandbox.reddit.Post;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The stories that the sandbox's Hacker News holds: other people of the same topics, so that an
 * analysis of both forums finds problems which both know. Composed once; the same seed gives the
 * same.
 */
final class Stories {
  /** Another seed than Reddit's, or both would say the same. */
  private static final long OTHER_PEOPLE = 7_919;

  private static final SandboxOptions.Size OF_A_TOPIC = new SandboxOptions.Size(70, 420);
  private static final long FIRST = 40_000_000;

  private final List<Item> stories;
  private final Map<Long, Item> byId = new HashMap<>();
  private long last = FIRST;

  Stories(Catalogue catalogue, SandboxOptions options) {
    SandboxOptions others = options.with(OF_A_TOPIC).seeded(options.seed() + OTHER_PEOPLE);
    stories =
        new Corpus(catalogue, others)
            .posts()
            .filter(Stories::fits)
            .sorted(Comparator.comparingLong(Post::created).thenComparing(Post::id))
            .map(this::story)
            .toList();
  }

  /** Newest last. */
  List<Item> all() {
    return stories;
  }

  Optional<Item> item(long id) {
    return Optional.ofNullable(byId.get(id));
  }

  private static boolean fits(Post post) {
    return post.status() == Post.Status.PRESENT
        && post.kind() == Post.Kind.TEXT
        && post.author() != null
        && !post.stickied();
  }

  private Item story(Post post) {
    long id = next();
    return known(
        new Item(
            id,
            null,
            id,
            post.author(),
            post.title().endsWith("?") ? "Ask HN: " + post.title() : post.title(),
            post.text(),
            post.created(),
            Math.max(1, post.score() / 3),
            below(post.comments(), id, id),
            Comment.flat(post.comments()).size(),
            post));
  }

  private List<Item> below(List<Comment> comments, long parent, long story) {
    List<Item> items = new ArrayList<>();
    for (Comment comment : comments) {
      long id = next();
      boolean there = comment.status() == Post.Status.PRESENT;
      items.add(
          known(
              new Item(
                  id,
                  parent,
                  story,
                  there ? comment.author() : null,
                  null,
                  there ? comment.text() : null,
                  comment.created(),
                  null,
                  below(comment.replies(), id, story),
                  0,
                  null)));
    }
    return items;
  }

  private Item known(Item item) {
    byId.put(item.id(), item);
    return item;
  }

  private long next() {
    last += 3 + last % 17;
    return last;
  }
}
