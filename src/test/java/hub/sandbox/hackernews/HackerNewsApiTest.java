package hub.sandbox.hackernews;

import static org.assertj.core.api.Assertions.assertThat;

import hub.sandbox.Catalogue;
import hub.sandbox.Fault;
import hub.sandbox.SandboxOptions;
import hub.sandbox.SandboxServer;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Holds the sandbox's answers against the fields that answers of hn.algolia.com have. */
class HackerNewsApiTest {
  private static final String TOPIC = "query=Invoicing+for+freelance+translators";

  /** Every field of a hit for a story with words and without a link; no other hit has all. */
  private static final Set<String> HIT =
      Set.of(
          "_highlightResult",
          "_tags",
          "author",
          "children",
          "created_at",
          "created_at_i",
          "num_comments",
          "objectID",
          "points",
          "story_id",
          "story_text",
          "title",
          "updated_at");

  private static final Set<String> ITEM =
      Set.of(
          "author",
          "children",
          "created_at",
          "created_at_i",
          "id",
          "options",
          "parent_id",
          "points",
          "story_id",
          "text",
          "title",
          "type",
          "url");

  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static SandboxServer sandbox;

  @BeforeAll
  static void start() {
    SandboxOptions options = SandboxOptions.standard(1);
    sandbox =
        SandboxServer.start(options, List.of(new HackerNewsApi(options, Catalogue.standard())));
  }

  @AfterAll
  static void stop() {
    sandbox.close();
  }

  @AfterEach
  void heal() {
    sandbox.faults().clear();
  }

  @Test
  void findsStoriesOfATopicWithTheFieldsOfAHit() throws Exception {
    JsonNode page = json("/search?" + TOPIC + "&tags=story&hitsPerPage=100");

    List<JsonNode> hits = list(page.path("hits"));
    assertThat(hits).hasSizeGreaterThan(40);
    assertThat(hits).allSatisfy(hit -> assertThat(names(hit)).isEqualTo(HIT));
    assertThat(names(page))
        .contains("nbHits", "nbPages", "page", "hitsPerPage", "query", "exhaustive", "params");
    JsonNode first = hits.getFirst();
    assertThat(first.path("objectID").isString()).isTrue();
    assertThat(first.path("created_at_i").isIntegralNumber()).isTrue();
    assertThat(first.path("_tags").toString())
        .contains("\"story_" + first.path("objectID").asString());
    assertThat(hits).anyMatch(hit -> hit.path("title").asString().startsWith("Ask HN: "));
    assertThat(hits).anyMatch(hit -> hit.path("story_text").asString().contains("<p>"));
    assertThat(hits).noneMatch(hit -> hit.path("story_text").asString().contains("'"));
  }

  @Test
  void findsNothingOnWhatNobodyWroteAbout() throws Exception {
    assertThat(json("/search?query=quantum+chromodynamics&tags=story").path("nbHits").asInt())
        .isZero();
  }

  @Test
  void turnsPagesAndObeysTagsDatesAndOrder() throws Exception {
    JsonNode first = json("/search_by_date?" + TOPIC + "&tags=ask_hn&hitsPerPage=5");
    JsonNode second = json("/search_by_date?" + TOPIC + "&tags=ask_hn&hitsPerPage=5&page=1");
    List<Long> times = new ArrayList<>();
    list(first.path("hits")).forEach(hit -> times.add(hit.path("created_at_i").asLong()));
    list(second.path("hits")).forEach(hit -> times.add(hit.path("created_at_i").asLong()));

    assertThat(times)
        .hasSizeGreaterThan(5)
        .isSortedAccordingTo((one, two) -> Long.compare(two, one));
    assertThat(first.path("nbPages").asInt()).isEqualTo((first.path("nbHits").asInt() + 4) / 5);
    JsonNode later =
        json("/search?" + TOPIC + "&tags=ask_hn&numericFilters=created_at_i%3E" + times.get(3));
    assertThat(later.path("nbHits").asInt()).isEqualTo(3);
  }

  @Test
  void givesAStoryWithItsTreeAndItsDeletedComments() throws Exception {
    List<JsonNode> items = new ArrayList<>();
    for (JsonNode hit :
        list(json("/search?" + TOPIC + "&tags=story&hitsPerPage=100").path("hits"))) {
      JsonNode story = json("/items/" + hit.path("objectID").asString());
      assertThat(story.path("title").asString()).isEqualTo(hit.path("title").asString());
      int before = items.size();
      collect(story, items);
      assertThat(items.size() - before - 1).isEqualTo(hit.path("num_comments").asInt());
    }

    assertThat(items).allSatisfy(item -> assertThat(names(item)).isEqualTo(ITEM));
    assertThat(items).extracting(item -> item.path("id").asLong()).doesNotHaveDuplicates();
    assertThat(items)
        .filteredOn(item -> item.path("author").isNull())
        .as("deleted")
        .isNotEmpty()
        .allMatch(item -> item.path("text").isNull() && item.path("story_id").isNull());
  }

  @Test
  void doesNotKnowOtherItemsOrAddresses() throws Exception {
    assertThat(get("/items/1").statusCode()).isEqualTo(404);
    assertThat(get("/users/pg").statusCode()).isEqualTo(404);
  }

  @Test
  void goesWrongOnDemand() throws Exception {
    sandbox.faults().add(Fault.of("hacker-news", "rate-limited").retryAfter(7).times(1));
    HttpResponse<String> limited = get("/search");
    assertThat(limited.statusCode()).isEqualTo(429);
    assertThat(limited.headers().firstValue("Retry-After")).contains("7");

    sandbox.faults().add(Fault.of("hacker-news", "server-error").times(1));
    assertThat(get("/search").statusCode()).isEqualTo(503);

    sandbox.faults().add(Fault.of("hacker-news", "forbidden").times(1));
    assertThat(get("/search").statusCode()).isEqualTo(403);

    sandbox.faults().add(Fault.of("hacker-news", "malformed").times(1));
    assertThat(get("/search?" + TOPIC).body()).doesNotEndWith("}");

    sandbox.faults().add(Fault.of("hacker-news", "other-shape").times(1));
    assertThat(get("/search").body()).doesNotContain("hits");
  }

  private static void collect(JsonNode item, List<JsonNode> items) {
    items.add(item);
    item.path("children").forEach(child -> collect(child, items));
  }

  private static List<JsonNode> list(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false).toList();
  }

  private static Set<String> names(JsonNode node) {
    return new TreeSet<>(node.propertyNames());
  }

  private static JsonNode json(String target) throws Exception {
    HttpResponse<String> answer = get(target);
    assertThat(answer.statusCode()).isEqualTo(200);
    return JsonMapper.shared().readTree(answer.body());
  }

  private static HttpResponse<String> get(String target) throws Exception {
    URI uri = URI.create(sandbox.url() + "/hacker-news" + target);
    return HTTP.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString());
  }
}
