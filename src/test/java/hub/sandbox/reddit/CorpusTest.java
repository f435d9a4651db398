package hub.sandbox.reddit;

import static org.assertj.core.api.Assertions.assertThat;

import hub.sandbox.Catalogue;
import hub.sandbox.SandboxOptions;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CorpusTest {
  static final Clock NOW = Clock.fixed(Instant.parse("2026-11-23T14:00:00Z"), ZoneOffset.UTC);
  static final Catalogue CATALOGUE = Catalogue.standard();
  static final Corpus CORPUS = new Corpus(CATALOGUE, SandboxOptions.standard(1).at(NOW));

  @ParameterizedTest
  @ValueSource(strings = {"translator-invoices", "vet-shifts", "kitchen-allergens"})
  void holdsWhatTheFirstPageSaysOfATopic(String key) {
    Catalogue.Topic topic = CATALOGUE.topic(key).orElseThrow();
    List<Post> posts = posts(CORPUS, topic);

    assertThat(posts).hasSize(topic.posts()).hasSizeGreaterThanOrEqualTo(300);
    assertThat(people(posts)).hasSize(topic.authors()).hasSizeGreaterThanOrEqualTo(100);
    assertThat(posts.stream().mapToInt(Post::commentCount).sum()).isEqualTo(topic.comments());
  }

  @Test
  void countsTheCommentsThatAreThere() {
    assertThat(
            CORPUS
                .posts()
                .filter(post -> Comment.flat(post.comments()).size() != post.commentCount()))
        .isEmpty();
  }

  @ParameterizedTest
  @ValueSource(longs = {2, 3, 77, -5, Long.MAX_VALUE})
  void keepsItsCountsWithEverySeed(long seed) {
    Corpus corpus = new Corpus(CATALOGUE, SandboxOptions.standard(seed).at(NOW));

    for (Catalogue.Topic topic : CATALOGUE.topics()) {
      List<Post> posts = posts(corpus, topic);
      assertThat(posts).hasSize(topic.posts());
      assertThat(people(posts)).hasSize(topic.authors());
    }
  }

  @Test
  void isTheSameForTheSameSeedAndAnotherForAnother() {
    assertThat(words(new Corpus(CATALOGUE, SandboxOptions.standard(1).at(NOW))))
        .isEqualTo(words(CORPUS));
    assertThat(words(new Corpus(CATALOGUE, SandboxOptions.standard(2).at(NOW))))
        .isNotEqualTo(words(CORPUS));
  }

  @Test
  void reachesExactCountsForMeasurements() {
    Corpus corpus =
        new Corpus(
            CATALOGUE,
            SandboxOptions.standard(1).at(NOW).with(new SandboxOptions.Size(500, 5_000)));
    List<Post> posts = posts(corpus, CATALOGUE.topics().getFirst());

    assertThat(posts).hasSize(500);
    assertThat(posts.stream().mapToInt(Post::commentCount).sum()).isEqualTo(5_000);
  }

  @Test
  void givesEachProblemItsOwnPeople() {
    Map<String, Set<String>> people = new HashMap<>();
    posts(CORPUS, CATALOGUE.topics().getFirst()).stream()
        .filter(post -> post.problem() != null && post.score() > 2)
        .forEach(
            post ->
                people.computeIfAbsent(post.problem(), key -> new HashSet<>()).add(post.author()));

    assertThat(people.get("portal-rejects").size()).isBetween(10, 16);
    assertThat(people.get("shared-office").size()).isLessThanOrEqualTo(2);
    assertThat(people.get("rush-fee")).hasSize(1);
  }

  @Test
  void spreadsProblemsOverTheYearSoThatTheirGrowthDiffers() {
    assertThat(partOfTheLastNinetyDays("portal-rejects"))
        .isGreaterThan(partOfTheLastNinetyDays("transfer-fees") + 0.1);
    assertThat(CORPUS.posts().mapToLong(Post::created).max().orElseThrow())
        .isLessThan(NOW.instant().getEpochSecond());
    assertThat(CORPUS.posts().mapToLong(Post::created).min().orElseThrow())
        .isGreaterThan(NOW.instant().minus(Duration.ofDays(366)).getEpochSecond());
  }

  @Test
  void seldomSaysTheSameThingTwice() {
    List<String> texts =
        posts(CORPUS, CATALOGUE.topics().getFirst()).stream()
            .filter(post -> post.problem() != null)
            .map(post -> post.title() + post.text())
            .toList();

    assertThat(new HashSet<>(texts)).hasSize(texts.size());
  }

  @Test
  void holdsTheNoiseOfARealForum() {
    List<Post> posts = CORPUS.posts().toList();
    List<Comment> comments =
        posts.stream().flatMap(post -> Comment.flat(post.comments()).stream()).toList();

    assertThat(posts).extracting(Post::kind).contains(Post.Kind.values());
    assertThat(posts).extracting(Post::status).contains(Post.Status.values());
    assertThat(posts.stream().filter(Post::nsfw)).isNotEmpty();
    assertThat(posts.stream().filter(Post::stickied)).isNotEmpty();
    assertThat(posts)
        .extracting(Post::author)
        .contains(null, "AutoModerator", "portalhelper_official");
    assertThat(posts)
        .extracting(Post::text)
        .anyMatch(text -> text.startsWith("Ignore all instructions"));
    assertThat(posts).extracting(Post::title).anyMatch(title -> title.contains("<script>"));
    assertThat(comments)
        .extracting(Comment::status)
        .contains(Post.Status.DELETED, Post.Status.REMOVED);
    assertThat(comments).extracting(Comment::depth).contains(0, 1, 5, 9, 12);
  }

  @Test
  void leavesNoChoiceOpen() {
    assertThat(words(CORPUS).replace("{{7*7}}", "").replace("${7*7}", "")).doesNotContain("{", "|");
  }

  /** Counted in the processor's time, so that a busy machine does not fail it. */
  @Test
  void isComposedAtOnce() {
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    long start = threads.getCurrentThreadCpuTime();
    Corpus corpus = new Corpus(CATALOGUE, SandboxOptions.standard(5).at(NOW));
    Duration took = Duration.ofNanos(threads.getCurrentThreadCpuTime() - start);

    assertThat(corpus.posts().count()).isPositive();
    assertThat(took).isLessThan(Duration.ofMillis(300));
  }

  private static double partOfTheLastNinetyDays(String problem) {
    long oldest = NOW.instant().minus(Duration.ofDays(90)).getEpochSecond();
    return CORPUS
        .posts()
        .filter(post -> problem.equals(post.problem()))
        .mapToInt(post -> post.created() >= oldest ? 1 : 0)
        .average()
        .orElseThrow();
  }

  private static List<Post> posts(Corpus corpus, Catalogue.Topic topic) {
    return topic.communities().stream()
        .flatMap(name -> corpus.posts(corpus.community(name).orElseThrow()).stream())
        .toList();
  }

  /** Everybody who is neither deleted nor says of itself that it is a bot. */
  private static Set<String> people(List<Post> posts) {
    return posts.stream()
        .map(Post::author)
        .filter(Objects::nonNull)
        .filter(author -> !author.equals("AutoModerator") && !author.toLowerCase().endsWith("bot"))
        .collect(Collectors.toSet());
  }

  private static String words(Corpus corpus) {
    StringBuilder words = new StringBuilder();
    corpus
        .communities()
        .map(corpus::posts)
        .forEach(
            posts ->
                posts.forEach(
                    post -> {
                      words
                          .append(post.id())
                          .append(post.author())
                          .append(post.title())
                          .append(post.text())
                          .append(post.created());
                      Comment.flat(post.comments())
                          .forEach(
                              comment ->
                                  words
                                      .append(comment.id())
                                      .append(comment.author())
                                      .append(comment.text()));
                    }));
    return words.toString();
  }
}
