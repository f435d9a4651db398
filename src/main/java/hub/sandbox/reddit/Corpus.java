package hub.sandbox.reddit;

import hub.sandbox.Catalogue;
import hub.sandbox.SandboxOptions;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Everything that the sandbox's Reddit holds, composed once. The same seed and size give the same
 * posts, people and comments; only their dates follow the day on which it is composed.
 */
public final class Corpus {
  private static final long FIRST_POST = 2_300_000_000L;
  private static final long FIRST_COMMENT = 50_000_000_000L;
  private static final long FIRST_DAY = 1_325_376_000L;

  private final Map<String, Community> communities = new HashMap<>();
  private final Map<String, List<Post>> posts = new HashMap<>();
  private final Map<String, Post> byId = new HashMap<>();
  private final Map<String, Post> postOfComment = new HashMap<>();
  private final Map<String, Comment> comments = new HashMap<>();

  /** Composes what this seed and size give. */
  public Corpus(Catalogue catalogue, SandboxOptions options) {
    Script.Voices voices = Script.voices();
    long today =
        options
            .clock()
            .instant()
            .atZone(ZoneOffset.UTC)
            .toLocalDate()
            .atStartOfDay(ZoneOffset.UTC)
            .toEpochSecond();
    for (int index = 0; index < catalogue.topics().size(); index++) {
      Catalogue.Topic topic = catalogue.topics().get(index);
      TopicComposer composer = new TopicComposer(topic, voices, options.seed(), options.size());
      composer
          .compose(
              settle(topic),
              new Ids(FIRST_POST, index, options.seed()),
              new Ids(FIRST_COMMENT, index, options.seed()),
              today)
          .forEach(this::add);
    }
    posts
        .values()
        .forEach(each -> each.sort((one, other) -> Long.compare(other.created(), one.created())));
    close("PrivateTranslators", "private", catalogue);
    close("QuarantinedKitchens", "quarantined", catalogue);
    close("GatedClinics", "gated", catalogue);
  }

  private List<Community> settle(Catalogue.Topic topic) {
    return topic.everywhere().stream()
        .map(name -> found(name, topic.key(), topic.title(), null))
        .toList();
  }

  private void close(String name, String why, Catalogue catalogue) {
    found(name, catalogue.topics().getFirst().key(), "Not for everybody.", why);
  }

  private Community found(String name, String topic, String description, @Nullable String closed) {
    int number = Math.floorMod(name.hashCode(), 1_000_000);
    Community community =
        new Community(
            name,
            Integer.toString(1_700_000 + number, 36),
            topic,
            description,
            4_000 + number % 190_000,
            FIRST_DAY + number * 300L,
            closed);
    communities.put(key(name), community);
    posts.put(key(name), new ArrayList<>());
    return community;
  }

  private void add(Post post) {
    posts.getOrDefault(key(post.community().name()), new ArrayList<>()).add(post);
    byId.put(post.id(), post);
    for (Comment comment : Comment.flat(post.comments())) {
      comments.put(comment.id(), comment);
      postOfComment.put(comment.id(), post);
    }
  }

  Optional<Community> community(String name) {
    return Optional.ofNullable(communities.get(key(name)));
  }

  Stream<Community> communities() {
    return communities.values().stream();
  }

  /** A community's posts, newest first. */
  List<Post> posts(Community community) {
    return posts.getOrDefault(key(community.name()), List.of());
  }

  /** Every post of an open community, in no order that means anything. */
  public Stream<Post> posts() {
    return byId.values().stream();
  }

  Optional<Post> post(String id) {
    return Optional.ofNullable(byId.get(id));
  }

  Optional<Comment> comment(String id) {
    return Optional.ofNullable(comments.get(id));
  }

  /** The post below which this comment stands. */
  Optional<Post> postOf(Comment comment) {
    return Optional.ofNullable(postOfComment.get(comment.id()));
  }

  private static String key(String name) {
    return name.toLowerCase(Locale.ROOT);
  }
}
