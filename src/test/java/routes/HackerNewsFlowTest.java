package routes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import hub.TestDatabase;
import hub.reddit.ReplayServer.Asked;
import hub.reddit.ReplayServer.Reply;
import hub.sources.Collected;
import hub.sources.NewText;
import hub.sources.NewText.Status;
import hub.sources.SourceTrouble.CommunityClosed;
import hub.sources.SourceTrouble.SourceBusy;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.builder.AdviceWith;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The real flow for Hacker News, before a server that answers in that forum's format. */
class HackerNewsFlowTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String WORD = "hacker-news";
  private static final long CREATED = ForumRig.NOW.getEpochSecond() - 86_400;
  private static TestDatabase database;
  private ForumRig rig;

  @BeforeAll
  static void open() {
    database = TestDatabase.fresh();
  }

  @AfterAll
  static void close() {
    database.close();
  }

  @BeforeEach
  void start() {
    rig = new ForumRig(database, List.of(WORD), "classpath:routes/hacker-news.camel.yaml");
  }

  @AfterEach
  void stop() {
    rig.close();
  }

  @Test
  void keepsStoriesThatSaySomethingInTheOrderInWhichTheyWereFound() {
    rig.server.answer(
        asked ->
            asked.query().contains("page=0")
                    && asked.query().startsWith("tags=ask_hn")
                    && asked.path().endsWith("/search")
                ? page(
                    1,
                    story(11, "First"),
                    story(12, null),
                    story(13, "<p>Third &amp; last<p>Says &lt;b&gt; here"))
                : page(1));

    Collected collected = rig.posts(WORD, "late invoices");

    assertThat(collected.complete()).isTrue();
    List<NewText> texts = rig.texts(collected);
    assertThat(texts).extracting(NewText::name).containsExactly("11", "13");
    NewText last = texts.getLast();
    assertThat(last.body()).isEqualTo("Third & last\n\nSays <b> here");
    assertThat(last.title()).isEqualTo("Ask HN: Story 13?");
    assertThat(last.author()).isEqualTo("writer_13");
    assertThat(last.source()).isEqualTo(WORD);
    assertThat(last.community()).isEqualTo(WORD);
    assertThat(last.createdAt().getEpochSecond()).isEqualTo(CREATED);
    assertThat(last.score()).isEqualTo(7);
    assertThat(last.comments()).isEqualTo(3);
    assertThat(last.link()).isEqualTo("https://news.ycombinator.com/item?id=13");
  }

  @Test
  void asksForEachPageThereIsAndNoMoreThanItShould() {
    rig.server.answer(asked -> page(asked.path().endsWith("search_by_date") ? 9 : 2));

    rig.posts(WORD, "late & unpaid invoices");

    assertThat(rig.server.asked())
        .extracting(asked -> asked.path() + " " + asked.query().replaceFirst(".*&page=", "page "))
        .containsExactly(
            "/api/v1/search page 0",
            "/api/v1/search page 1",
            "/api/v1/search page 0",
            "/api/v1/search page 1",
            "/api/v1/search_by_date page 0",
            "/api/v1/search_by_date page 1",
            "/api/v1/search_by_date page 2");
    assertThat(rig.server.asked())
        .allSatisfy(
            asked ->
                assertThat(asked.query())
                    .contains("query=late+&+unpaid+invoices", "created_at_i>1"));
  }

  @Test
  void readsAThreadWithItsDeletedCommentsLevelByLevel() {
    ObjectNode deleted = item(31, 21, null, null);
    deleted.withArray("children").add(item(41, 31, "d", "<p>Below a deleted one"));
    ObjectNode first = item(21, 9, "a", "<p>On the story");
    first.withArray("children").add(deleted);
    ObjectNode tree = item(9, null, "asker", "<p>Newest words");
    tree.put("title", "Ask HN: Anything?").put("type", "story");
    tree.withArray("children").add(first).add(item(22, 9, "b", "<p>Also on the story"));
    rig.server.answer(asked -> json(tree));
    long post = rig.storedPost(WORD, "9");

    Collected all = rig.thread(post, 60);
    Collected some = rig.thread(post, 2);

    assertThat(rig.texts(all)).extracting(NewText::name).containsExactly("21", "22", "31", "41");
    assertThat(rig.texts(all).get(2).status()).isEqualTo(Status.DELETED);
    assertThat(rig.texts(all)).extracting(NewText::parent).containsExactly("9", "9", "21", "31");
    assertThat(rig.texts(all)).extracting(NewText::thread).containsOnly("9");
    assertThat(all.complete()).isTrue();
    assertThat(rig.texts(some)).extracting(NewText::name).containsExactly("21", "22");
    assertThat(some.note()).isEqualTo("the first 2 of Hacker News");
    assertThat(
            rig.forums.texts.byIds(TestDatabase.WORKSPACE, List.of(post)).getFirst().text().body())
        .as("the post's own newest words")
        .isEqualTo("Newest words");
    assertThat(rig.server.asked()).extracting(Asked::path).containsOnly("/api/v1/items/9");
  }

  @Test
  void readsAThreadOfTwoHundredLevels() {
    ObjectNode tree = item(1, null, "asker", "Story");
    ObjectNode lowest = tree;
    for (int level = 2; level <= 200; level++) {
      ObjectNode below = item(level, level - 1, "w" + level, "Level " + level);
      lowest.withArray("children").add(below);
      lowest = below;
    }
    rig.server.answer(asked -> json(tree));

    assertThat(rig.thread(rig.storedPost(WORD, "1"), 1_000).ids()).hasSize(199);
  }

  @Test
  void saysThatAThreadIsGone() {
    rig.server.answer(asked -> Reply.json(404, "{\"status\":404,\"error\":\"Not Found\"}"));

    Collected gone = rig.thread(rig.storedPost(WORD, "9"), 60);

    assertThat(gone.ids()).isEmpty();
    assertThat(gone.note()).isEqualTo("Hacker News no longer has the thread");
  }

  @Test
  void countsWhatItCannotReadAndKeepsTheRest() {
    ObjectNode timeless = story(14, "No time");
    timeless.put("created_at_i", "soon");
    ObjectNode nameless = story(15, "No id");
    nameless.remove("objectID");
    ObjectNode odd = story(16, "Odd");
    odd.putArray("points").add(1);
    odd.putNull("author");
    rig.server.answer(asked -> page(1, timeless, nameless, odd, story(17, "Good")));

    Collected collected = rig.posts(WORD, "anything");

    assertThat(rig.texts(collected)).extracting(NewText::name).containsExactly("16", "17");
    assertThat(rig.texts(collected).getFirst().score()).isZero();
    assertThat(collected.complete()).isFalse();
    assertThat(collected.note())
        .isEqualTo("6 of Hacker News could not be read (created is no time)");
  }

  @Test
  void waitsForItAsLongAsItsPatienceLastsAndThenGoesOnWithoutIt() {
    rig.server.answer(asked -> Reply.json(429, "slow down").with("Retry-After", "17"));
    assertThatThrownBy(() -> rig.posts(WORD, "anything"))
        .isInstanceOfSatisfying(
            SourceBusy.class,
            busy -> assertThat(busy.retryAfter()).isEqualTo(Duration.ofSeconds(17)))
        .hasMessage("Hacker News answered 429");

    rig.server.answer(asked -> Reply.json(503, ""));
    assertThatThrownBy(() -> rig.posts(WORD, "anything")).isInstanceOf(SourceBusy.class);

    rig.now = ForumRig.NOW.plus(Duration.ofMinutes(11));
    assertThatThrownBy(() -> rig.posts(WORD, "anything"))
        .isInstanceOf(CommunityClosed.class)
        .hasMessage(
            "Hacker News answered 503, as it has for 11 minutes. It is left out here; start again"
                + " later to include it.");

    rig.server.answer(asked -> page(1, story(11, "Back")));
    assertThat(rig.posts(WORD, "anything").ids()).hasSize(1);
    rig.server.answer(asked -> Reply.json(503, ""));
    assertThatThrownBy(() -> rig.posts(WORD, "anything"))
        .as("patient again")
        .isInstanceOf(SourceBusy.class);
  }

  @Test
  void givesUpAThreadThatFailsWhileOthersAreAnswered() {
    rig.server.answer(
        asked ->
            asked.path().endsWith("/9") ? Reply.json(500, "{}") : json(item(8, null, "a", "Fine")));
    long broken = rig.storedPost(WORD, "9");
    long fine = rig.storedPost(WORD, "8");
    assertThatThrownBy(() -> rig.thread(broken, 60)).isInstanceOf(SourceBusy.class);

    rig.now = ForumRig.NOW.plus(Duration.ofMinutes(10));
    assertThat(rig.thread(fine, 60).complete()).isTrue();

    assertThatThrownBy(() -> rig.thread(broken, 60)).isInstanceOf(CommunityClosed.class);
    rig.now = ForumRig.NOW.plus(Duration.ofHours(3));
    assertThatThrownBy(() -> rig.thread(broken, 60))
        .as("long ago says nothing")
        .isInstanceOf(SourceBusy.class);
  }

  @Test
  void refusesAThreadOfMoreLevelsThanAnybodyWrites() {
    rig.server.answer(
        asked -> Reply.json(200, "{\"children\": [".repeat(1_000) + "]}".repeat(1_000)));

    assertThatThrownBy(() -> rig.thread(rig.storedPost(WORD, "9"), 60))
        .isInstanceOf(CommunityClosed.class)
        .hasMessage("Hacker News answered with more levels than are read");
  }

  @Test
  void waitsWhenItGivesAPageOrNothingAtAll() {
    rig.server.answer(asked -> html("<html>Maintenance</html>"));
    assertThatThrownBy(() -> rig.posts(WORD, "anything"))
        .isInstanceOf(SourceBusy.class)
        .hasMessage("Hacker News gave something else than JSON");

    rig.server.close();
    assertThatThrownBy(() -> rig.posts(WORD, "anything"))
        .isInstanceOf(SourceBusy.class)
        .hasMessageStartingWith("Hacker News did not answer (");
  }

  @Test
  void asksNothingWhileItRests() {
    rig.server.answer(asked -> Reply.json(503, ""));
    for (int i = 0; i < 12; i++) {
      assertThatThrownBy(() -> rig.posts(WORD, "anything")).isInstanceOf(SourceBusy.class);
    }

    assertThat(rig.server.asked()).hasSize(10);
    assertThatThrownBy(() -> rig.posts(WORD, "anything"))
        .hasMessage("Hacker News rests after several failures");
  }

  @Test
  void leavesItOutWhenItRefusesOrAnswersInAnotherForm() {
    rig.server.answer(asked -> Reply.json(403, "{}"));
    assertThatThrownBy(() -> rig.posts(WORD, "anything"))
        .isInstanceOf(CommunityClosed.class)
        .hasMessageContaining("answered 403")
        .hasMessageContaining("hub.sources.hacker-news.address");

    rig.server.answer(
        asked -> Reply.json(302, "").with("Location", "http://127.0.0.1:1/elsewhere"));
    assertThatThrownBy(() -> rig.posts(WORD, "anything")).hasMessageContaining("redirect");

    for (String other : List.of("{}", "[]", "{\"results\": []}", "{\"hits\": null}")) {
      rig.server.answer(asked -> Reply.json(200, other));
      assertThatThrownBy(() -> rig.posts(WORD, "anything"))
          .as(other)
          .isInstanceOf(CommunityClosed.class)
          .hasMessageContaining("Look at the flow hacker-news.");
    }
  }

  @Test
  void keepsWhatItReadBeforeTheFormChanged() {
    rig.server.answer(
        asked ->
            asked.query().contains("page=0") ? page(2, story(11, "Read")) : Reply.json(200, "{}"));

    Collected collected = rig.posts(WORD, "anything");

    assertThat(collected.ids()).hasSize(1);
    assertThat(collected.note()).contains("a form that its flow does not know");
  }

  @Test
  void hasStepsThatATestCanReplaceByTheirIds() throws Exception {
    AdviceWith.adviceWith(
        rig.camel,
        "hacker-news-ask",
        flow ->
            flow.weaveById("hacker-news-asked")
                .replace()
                .process(HackerNewsFlowTest::answerFromHere));

    Collected collected = rig.posts(WORD, "anything");

    assertThat(rig.texts(collected)).extracting(NewText::name).containsExactly("99");
    assertThat(rig.server.asked()).isEmpty();
  }

  private static void answerFromHere(Exchange exchange) {
    Map<?, ?> hit = JSON.convertValue(story(99, "Replaced"), Map.class);
    exchange.getMessage().setBody(Map.of("hits", List.of(hit), "nbPages", 1));
  }

  @Test
  @DisplayName("H2 No header of a forum's answer steers the next request")
  void isSteeredByNoHeaderOfAnAnswer() {
    rig.server.answer(
        asked ->
            page(1, story(11, "One"))
                .with("CamelHttpUri", "http://127.0.0.1:1/")
                .with("camelhttppath", "/x"));

    assertThat(rig.posts(WORD, "anything").ids()).hasSize(1);
    assertThat(rig.server.asked()).allMatch(asked -> asked.path().startsWith("/api/v1/search"));
  }

  private static ObjectNode story(long id, @org.jspecify.annotations.Nullable String html) {
    ObjectNode story =
        JSON.createObjectNode()
            .put("objectID", String.valueOf(id))
            .put("title", "Ask HN: Story " + id + "?")
            .put("author", "writer_" + id)
            .put("story_text", html)
            .put("points", 7)
            .put("num_comments", 3)
            .put("created_at_i", CREATED)
            .put("story_id", id);
    story.putArray("_tags").add("story").add("story_" + id);
    return story;
  }

  private static ObjectNode item(
      long id,
      @org.jspecify.annotations.Nullable Integer parent,
      @org.jspecify.annotations.Nullable String author,
      @org.jspecify.annotations.Nullable String html) {
    ObjectNode item =
        JSON.createObjectNode()
            .put("id", id)
            .put("type", "comment")
            .put("parent_id", parent)
            .put("author", author)
            .put("text", html)
            .put("created_at_i", CREATED);
    item.putNull("title").putNull("points").putArray("children");
    return item;
  }

  private static Reply page(int pages, ObjectNode... stories) {
    ObjectNode page = JSON.createObjectNode().put("nbPages", pages);
    ArrayNode hits = page.putArray("hits");
    List.of(stories).forEach(hits::add);
    return json(page);
  }

  private static Reply json(ObjectNode body) {
    return Reply.json(200, body.toString());
  }

  private static Reply html(String body) {
    return new Reply(
        200, Map.of("Content-Type", "text/html"), body.getBytes(StandardCharsets.UTF_8));
  }
}
