package hub.sandbox.reddit;

import static org.assertj.core.api.Assertions.assertThat;

import hub.Contracts;
import hub.sandbox.Catalogue;
import hub.sandbox.Fault;
import hub.sandbox.SandboxOptions;
import hub.sandbox.SandboxServer;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Holds the sandbox's answers against recorded answers of Reddit: the same fields, the same types.
 */
class RedditFormatTest {
  static Path recordings;
  static SandboxServer sandbox;
  static RedditClient reddit;

  @BeforeAll
  static void start() throws Exception {
    recordings = Contracts.dir().resolve("reddit");
    SandboxOptions options = SandboxOptions.standard(1);
    sandbox = SandboxServer.start(options, List.of(new RedditApi(options, Catalogue.standard())));
    reddit = new RedditClient(sandbox).logIn();
  }

  @AfterAll
  static void stop() {
    if (sandbox != null) {
      reddit.close();
      sandbox.close();
    }
  }

  @Test
  void writesPostsLikeReddit() throws Exception {
    Shape recorded = Shape.of(recordedThings("t3"));
    Shape recent = Shape.of(of("t3", recorded("listing-popular-hot-2026")));
    Shape ours = Shape.of(everyPost());

    assertThat(ours.beyond(recorded)).isEmpty();
    assertThat(ours.fields()).containsAll(always(recent, "link_flair_template_id"));
  }

  @Test
  void writesCommentsLikeReddit() throws Exception {
    Shape recorded = Shape.of(recordedThings("t1"));
    Shape ours = Shape.of(of("t1", someThreads()));

    assertThat(ours.beyond(recorded)).isEmpty();
    assertThat(ours.fields())
        .containsAll(Shape.of(of("t1", recorded("thread-stickied-2025"))).always());
  }

  @Test
  void writesWhatIsLeftOutLikeReddit() throws Exception {
    Shape recorded = Shape.of(of("more", recorded("thread-limit-1")));
    Shape ours = Shape.of(of("more", someThreads()));

    assertThat(ours.beyond(recorded)).isEmpty();
    assertThat(ours.always()).isEqualTo(recorded.always());
  }

  @Test
  void writesTheEndOfALongTalkLikeReddit() throws Exception {
    JsonNode recorded = of("more", recorded("thread-deep-chain")).getFirst();
    JsonNode ours =
        of("more", someThreads()).stream()
            .filter(more -> more.path("children").isEmpty())
            .findFirst()
            .orElseThrow();

    for (String field : List.of("id", "name", "count", "depth", "children")) {
      assertThat(ours.get(field)).as(field).isEqualTo(recorded.get(field));
    }
  }

  @Test
  void writesAnEmptyListOfRepliesAsAnEmptyText() throws Exception {
    assertThat(of("t1", someThreads()).stream().map(comment -> comment.path("replies")))
        .allMatch(replies -> replies.isObject() || replies.asString("no text").isEmpty());
  }

  @Test
  void writesListingsLikeReddit() throws Exception {
    JsonNode recorded = recorded("listing-popular-hot-2026").path("data");
    JsonNode ours = reddit.json("/r/VetTech/hot?limit=100").path("data");

    assertThat(Shape.of(List.of(ours)).fields()).isEqualTo(Shape.of(List.of(recorded)).fields());
    assertThat(ours.path("dist").asInt()).isEqualTo(100);
  }

  @Test
  void writesCommunitiesLikeReddit() throws Exception {
    Shape recorded = Shape.of(recordedThings("t5"));
    Shape ours = Shape.of(List.of(reddit.json("/r/VetTech/about").path("data")));

    assertThat(ours.beyond(recorded)).isEmpty();
    assertThat(ours.fields())
        .isEqualTo(Shape.of(List.of(recorded("about-subreddit-2023").path("data"))).fields());
  }

  @Test
  void writesMoreChildrenLikeReddit() throws Exception {
    JsonNode recorded = recorded("morechildren-with-more");
    JsonNode ours = reddit.moreChildren("t3_0", "0");

    assertThat(Shape.of(List.of(ours.path("json"))).fields())
        .isEqualTo(Shape.of(List.of(recorded.path("json"))).fields());
    assertThat(ours.at("/json/data/things").isArray()).isTrue();
  }

  @Test
  void writesTokensAndRefusalsLikeReddit() throws Exception {
    JsonNode token = json(reddit.token("client_credentials"));

    assertThat(
            Shape.of(List.of(token))
                .beyond(Shape.of(List.of(recorded("token-client-credentials-2023")))))
        .isEmpty();
    assertThat(json(reddit.token("password")))
        .isEqualTo(recorded("token-error-unauthorized-client"));
    assertThat(json(reddit.get("/nothing/here"))).isEqualTo(recorded("error-404"));
    assertThat(reddit.get("/r/PRAW_gbchyuppzp/new").body())
        .isEqualTo(file("error-302-missing-subreddit").at("/response/body_text").asString());
    sandbox.faults().add(Fault.of("reddit", "expired-token").times(1));
    assertThat(json(reddit.get("/r/VetTech/new"))).isEqualTo(recorded("error-401-invalid-token"));
    reddit.logIn();
  }

  private static Set<String> always(Shape shape, String... seldom) {
    Set<String> always = new TreeSet<>(shape.always());
    List.of(seldom).forEach(always::remove);
    return always;
  }

  private static List<JsonNode> everyPost() throws Exception {
    List<JsonNode> posts = new ArrayList<>();
    for (String community :
        List.of(
            "TranslationStudies",
            "VetTech",
            "Veterinary",
            "vetmed",
            "KitchenConfidential",
            "Chefit")) {
      for (String order : List.of("new", "top?t=year")) {
        String query = order.contains("?") ? "&limit=100" : "?limit=100";
        posts.addAll(of("t3", reddit.json("/r/" + community + "/" + order + query)));
      }
    }
    return posts;
  }

  private static JsonNode someThreads() throws Exception {
    var threads = JsonMapper.shared().createArrayNode();
    for (JsonNode post : of("t3", reddit.json("/r/VetTech/new?limit=60"))) {
      threads.add(reddit.json("/comments/" + post.path("id").asString()));
    }
    return threads;
  }

  private static List<JsonNode> recordedThings(String kind) throws Exception {
    List<JsonNode> things = new ArrayList<>();
    try (var files = Files.list(recordings)) {
      for (Path file : files.filter(each -> each.toString().endsWith(".json")).toList()) {
        things.addAll(of(kind, JsonMapper.shared().readTree(file).at("/response/body")));
      }
    }
    return things;
  }

  /** The data of every thing of this kind, however deep it lies. */
  private static List<JsonNode> of(String kind, JsonNode node) {
    List<JsonNode> found = new ArrayList<>();
    if (node.path("kind").asString("").equals(kind)) {
      found.add(node.path("data"));
    }
    for (JsonNode child : node) {
      found.addAll(of(kind, child));
    }
    return found;
  }

  private static JsonNode recorded(String name) {
    return file(name).at("/response/body");
  }

  private static JsonNode file(String name) {
    return JsonMapper.shared().readTree(recordings.resolve(name + ".json"));
  }

  private static JsonNode json(HttpResponse<String> answer) {
    return JsonMapper.shared().readTree(answer.body());
  }
}
