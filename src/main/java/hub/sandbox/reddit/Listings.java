package hub.sandbox.reddit;

import hub.sandbox.Catalogue;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * Listings and searches, page by page. Like Reddit's, a listing ends after 1,000 posts and a search
 * after 250, with no {@code after}, whatever there would be.
 */
final class Listings {
  private static final int MOST_LISTED = 1_000;
  private static final int MOST_FOUND = 250;
  private static final int MOST_ON_A_PAGE = 100;
  private static final int USUAL_ON_A_PAGE = 25;

  private final Corpus corpus;
  private final Catalogue catalogue;
  private final Clock clock;

  Listings(Corpus corpus, Catalogue catalogue, Clock clock) {
    this.corpus = corpus;
    this.catalogue = catalogue;
    this.clock = clock;
  }

  /** A community's posts in this order: {@code new}, {@code hot}, {@code top} or {@code rising}. */
  ObjectNode listing(Community community, String sort, Map<String, String> query) {
    List<Post> posts =
        within(
            corpus.posts(community), sort.equals("top") ? query.getOrDefault("t", "day") : "all");
    return page(posts.stream().sorted(order(sort)).limit(MOST_LISTED).toList(), query);
  }

  /** What a search finds; in one community if it is given. */
  ObjectNode search(@Nullable Community community, Map<String, String> query) {
    Stream<Post> posts = community == null ? corpus.posts() : corpus.posts(community).stream();
    Relevance relevance = new Relevance(catalogue, query.getOrDefault("q", ""));
    List<Post> found = new ArrayList<>();
    within(posts.toList(), query.getOrDefault("t", "all")).stream()
        .filter(relevance::matches)
        .forEach(found::add);
    String sort = query.getOrDefault("sort", "relevance");
    found.sort(sort.equals("relevance") ? relevance.order() : order(sort));
    return page(found.subList(0, Math.min(MOST_FOUND, found.size())), query);
  }

  private List<Post> within(List<Post> posts, String span) {
    Duration age =
        switch (span) {
          case "hour" -> Duration.ofHours(1);
          case "day" -> Duration.ofDays(1);
          case "week" -> Duration.ofDays(7);
          case "month" -> Duration.ofDays(31);
          case "year" -> Duration.ofDays(366);
          default -> Duration.ofDays(100_000);
        };
    long oldest = clock.instant().minus(age).getEpochSecond();
    return posts.stream().filter(post -> post.created() >= oldest).toList();
  }

  private Comparator<Post> order(String sort) {
    Comparator<Post> newest =
        Comparator.comparingLong(Post::created).reversed().thenComparing(Post::id);
    Comparator<Post> hottest =
        Comparator.comparingDouble(this::heat).reversed().thenComparing(newest);
    return switch (sort) {
      case "top", "comments" ->
          Comparator.comparingInt(Post::score).reversed().thenComparing(newest);
      case "hot" -> Comparator.comparing(Post::stickied).reversed().thenComparing(hottest);
      case "rising" -> hottest;
      default -> newest;
    };
  }

  private double heat(Post post) {
    return Math.log10(Math.max(1, post.score())) + post.created() / 45_000.0;
  }

  private static ObjectNode page(List<Post> posts, Map<String, String> query) {
    List<Post> page = new ArrayList<>();
    int limit = limit(query);
    boolean more = false;
    String before = query.get("before");
    boolean started = !query.containsKey("after") || query.get("after").isEmpty();
    for (Post post : posts) {
      if (before != null && post.fullname().equals(before)) {
        break;
      }
      if (started && page.size() == limit) {
        more = true;
        break;
      }
      if (started) {
        page.add(post);
      }
      started = started || post.fullname().equals(query.get("after"));
    }
    Wire wire = new Wire("1".equals(query.get("raw_json")));
    List<ObjectNode> children = page.stream().map(wire::post).toList();
    return Wire.listing(children, more ? page.getLast().fullname() : null, page.size());
  }

  private static int limit(Map<String, String> query) {
    try {
      int asked = Integer.parseInt(query.getOrDefault("limit", String.valueOf(USUAL_ON_A_PAGE)));
      return Math.clamp(asked, 1, MOST_ON_A_PAGE);
    } catch (NumberFormatException e) {
      return USUAL_ON_A_PAGE;
    }
  }
}
