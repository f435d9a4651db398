package routes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hub.Mode;
import hub.TestDatabase;
import hub.reddit.Recording;
import hub.reddit.ReplayServer;
import hub.reddit.ReplayServer.Reply;
import hub.sources.Collected;
import hub.sources.NewText.Status;
import hub.sources.SourceTrouble.CommunityClosed;
import hub.sources.SourceTrouble.SourceBusy;
import hub.sources.SourceTrouble.SourceStopped;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What Reddit's refusals, pauses and surprises come to, through the real routes. */
class SourceTroubleTest {
  private static final String EMPTY =
      "{\"kind\": \"Listing\", \"data\": {\"children\": [], \"after\": null}}";
  private static TestDatabase database;
  private RedditRig rig;

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
    rig = RedditRig.start(database);
  }

  @AfterEach
  void stop() {
    rig.close();
  }

  @Test
  @DisplayName("R1 A 403 page stops the source, which says why and asks for nothing more")
  void stopsTheSourceAtAPage() {
    rig.server.answer(
        asked ->
            new Reply(
                403,
                Map.of("Content-Type", "text/html"),
                "<html>blocked</html>".getBytes(StandardCharsets.UTF_8)));

    assertThatThrownBy(() -> rig.collectCommunity("kakapo"))
        .isInstanceOf(SourceStopped.class)
        .hasMessageContaining("403")
        .hasMessageContaining("r/kakapo");

    assertThatThrownBy(() -> rig.collectCommunity("java")).isInstanceOf(SourceStopped.class);
    assertThatThrownBy(() -> rig.collectThread(rig.storedPost("t3_a"), 10))
        .isInstanceOf(SourceStopped.class);
    // The community's other listings were asked for side by side, before anybody knew.
    assertThat(rig.server.asked()).allMatch(asked -> asked.path().startsWith("/r/kakapo/"));
  }

  @Test
  void closesACommunityForAnyReasonThatRedditGives() {
    for (String reason : List.of("gold_only", "employees_only", "Some new reason!")) {
      rig.server.answer(
          asked ->
              Reply.json(
                  403,
                  "{\"reason\": \"%s\", \"message\": \"Forbidden\", \"error\": 403}"
                      .formatted(reason)));

      assertThatThrownBy(() -> rig.collectCommunity("kakapo"))
          .isInstanceOf(CommunityClosed.class)
          .hasMessageContaining("r/kakapo is ");
    }
    rig.server.answer(asked -> Reply.json(200, EMPTY));

    assertThat(rig.collectCommunity("java").complete()).isTrue();
  }

  @Test
  void stopsTheSourceWhereAReasonSaysNothing() {
    rig.server.answer(asked -> Reply.json(403, "{\"reason\": \"\", \"error\": 403}"));

    assertThatThrownBy(() -> rig.collectCommunity("kakapo")).isInstanceOf(SourceStopped.class);
  }

  @Test
  void asksAgainOnceAPersonHasLooked() {
    rig.server.answer(asked -> Reply.of(Recording.named("error-403-quarantined")));
    long post = rig.storedPost("t3_a");
    assertThatThrownBy(() -> rig.collectThread(post, 10)).isInstanceOf(SourceStopped.class);

    rig.reddit.stops.resume(Mode.LIVE, "reddit");
    rig.server.answer(asked -> Reply.json(200, EMPTY));

    assertThat(rig.collectCommunity("kakapo").complete()).isTrue();
  }

  @Test
  @DisplayName(
      "R2 A key revoked between two pages: what was stored stays, the source stops and says so")
  void losesNothingWhenAKeyIsRevoked() {
    AtomicInteger answered = new AtomicInteger();
    rig.server
        .answerLogIns(
            asked ->
                answered.get() == 0
                    ? Reply.token("good")
                    : Reply.json(401, "{\"message\": \"Unauthorized\", \"error\": 401}"))
        .answer(
            asked ->
                asked.path().endsWith("/new") && answered.getAndIncrement() == 0
                    ? page(0, "t3_next")
                    : Reply.of(Recording.named("error-401-mid-session")));

    assertThatThrownBy(
            () -> rig.ask("direct:collect-community", community("kakapo"), Collected.class))
        .isInstanceOf(SourceStopped.class)
        .hasMessageContaining("check")
        .hasMessageNotContainingAny("secret-of-app-one", "good");
  }

  @Test
  void logsInAgainOnceWhenATokenStopsWorking() {
    AtomicInteger logIns = new AtomicInteger();
    rig.server
        .answerLogIns(asked -> Reply.token("token-" + logIns.incrementAndGet()))
        .answer(
            asked ->
                asked.header("Authorization").equals("Bearer token-1")
                    ? Reply.of(Recording.named("error-401-mid-session"))
                    : page(0, null));

    Collected collected = rig.collectCommunity("kakapo");

    assertThat(collected.ids()).hasSize(100);
    assertThat(logIns).hasValue(2);
  }

  @Test
  void logsInOnceForManyJourneysWithTheAppsCredentials() {
    rig.server.answer(asked -> Reply.json(200, EMPTY));

    IntStream.range(0, 5).parallel().forEach(i -> rig.collectCommunity("kakapo"));

    assertThat(rig.server.logIns()).hasSize(1);
    assertThat(rig.server.logIns().getFirst().header("Authorization")).startsWith("Basic ");
    assertThat(rig.server.logIns().getFirst().body()).isEqualTo("grant_type=client_credentials");
    assertThat(rig.server.asked())
        .allSatisfy(
            asked -> {
              assertThat(asked.header("User-agent"))
                  .matches("\\w+:[\\w.]+:[\\w.]+ \\(by /u/\\w+\\)");
              assertThat(asked.query()).contains("raw_json=1");
            });
  }

  @Test
  void logsInAgainBeforeATokenEnds() {
    rig.server.answer(asked -> Reply.json(200, EMPTY));
    rig.collectCommunity("kakapo");

    rig.now = RedditRig.NOW.plus(Duration.ofMinutes(59).plusSeconds(30));
    rig.collectCommunity("kakapo");

    assertThat(rig.server.logIns()).hasSize(2);
  }

  @Test
  @DisplayName("H8 No Authorization follows a redirect: it is not followed at all")
  void followsNoRedirect() {
    try (ReplayServer other = new ReplayServer()) {
      rig.server.answer(
          asked -> Reply.json(302, "").with("Location", other.address() + "/r/kakapo/new"));

      assertThatThrownBy(() -> rig.collectCommunity("kakapo")).isInstanceOf(CommunityClosed.class);

      assertThat(other.asked()).isEmpty();
      assertThat(other.logIns()).isEmpty();
    }
  }

  @Test
  @DisplayName("H2 Header names in an answer, in any case, steer nothing")
  void letsNoHeaderOfAnAnswerSteer() {
    try (ReplayServer other = new ReplayServer()) {
      Map<String, String> hostile = new LinkedHashMap<>();
      for (String name :
          List.of(
              "CamelHttpUri",
              "camelhttpuri",
              "CAMELHTTPPATH",
              "CamelHttpQuery",
              "CamelHttpMethod",
              "Authorization",
              "CamelSplitIndex",
              "org.apache.camel.x")) {
        hostile.put(name, other.address().toString());
      }
      rig.server.answer(
          asked ->
              new Reply(
                  200,
                  hostile,
                  page(0, asked.query().contains("after") ? null : "t3_next").body()));

      Collected collected = rig.collectCommunity("kakapo");

      assertThat(collected.ids()).hasSize(100);
      assertThat(other.asked()).isEmpty();
      assertThat(rig.server.asked())
          .allMatch(asked -> asked.path().startsWith("/r/kakapo/") && asked.method().equals("GET"));
      assertThat(rig.server.asked())
          .allMatch(
              asked ->
                  asked.headers().keySet().stream()
                      .noneMatch(name -> name.toLowerCase().contains("camel")));
    }
  }

  @Test
  void tellsHowLongToStayAway() {
    rig.server.answer(asked -> Reply.of(Recording.named("error-429-html")));

    assertThatThrownBy(() -> rig.collectCommunity("kakapo"))
        .isInstanceOfSatisfying(
            SourceBusy.class,
            busy -> assertThat(busy.retryAfter()).isEqualTo(Duration.ofSeconds(4)));
    assertThat(rig.server.asked())
        .as("nothing is sent twice by the client itself")
        .hasSizeLessThanOrEqualTo(3);
  }

  @Test
  void parksWhenRedditDoesNotAnswer() {
    rig.server.close();

    assertThatThrownBy(() -> rig.collectCommunity("kakapo"))
        .isInstanceOf(SourceBusy.class)
        .hasMessageContaining("did not answer");
  }

  @Test
  void restsAfterSeveralFailures() {
    rig.server.answer(asked -> Reply.json(503, ""));
    for (int i = 0; i < 10; i++) {
      assertThatThrownBy(() -> rig.collectCommunity("kakapo")).isInstanceOf(SourceBusy.class);
    }
    int asked = rig.server.asked().size();

    assertThatThrownBy(() -> rig.collectCommunity("kakapo"))
        .isInstanceOf(SourceBusy.class)
        .hasMessageContaining("rests");
    assertThat(rig.server.asked()).hasSize(asked);
  }

  @Test
  @DisplayName(
      "R3 A post that Reddit no longer shows loses its words when its listing is read again")
  void erasesWhatRedditTookBack() {
    rig.server.answer(
        asked ->
            asked.path().endsWith("/new")
                ? listing(post("a", "TestUser", "I regret having written this"), null)
                : Reply.json(200, EMPTY));
    Collected collected = rig.collectCommunity("kakapo");
    rig.server.answer(
        asked ->
            asked.path().endsWith("/new")
                ? listing(post("a", "[deleted]", "[deleted]"), null)
                : Reply.json(200, EMPTY));

    rig.collectCommunity("kakapo");

    var text = rig.reddit.texts().byIds(TestDatabase.WORKSPACE, collected.ids()).getFirst();
    assertThat(text.erased()).isTrue();
    assertThat(text.text().status()).isEqualTo(Status.DELETED);
    assertThat(rig.stored("forum_text::text like '%regret%'")).isZero();
  }

  @Test
  void followsPagesToTheEndThatRedditAllows() {
    rig.server.answer(
        asked ->
            asked.path().endsWith("/search")
                ? pageAfter(asked.query(), 3)
                : Reply.json(200, EMPTY));

    Collected collected = rig.collectCommunity("kakapo");

    assertThat(collected.ids()).hasSize(300);
    assertThat(collected.complete()).isFalse();
    assertThat(collected.note()).contains("search of r/kakapo").contains("300");
  }

  @Test
  void leavesTheRestWhenPostsGetTooOld() {
    rig.server.answer(
        asked ->
            asked.path().endsWith("/new") ? pageAfter(asked.query(), 9) : Reply.json(200, EMPTY));
    var recent =
        new hub.sources.CollectCommunity(
            TestDatabase.WORKSPACE,
            RedditRig.ANALYSIS,
            Mode.LIVE,
            "kakapo",
            "manual work",
            java.time.Instant.ofEpochSecond(1_500_000_000L - 50),
            true);

    Collected collected = rig.ask("direct:collect-community", recent, Collected.class);

    assertThat(collected.ids()).hasSize(51);
    assertThat(rig.server.asked().stream().filter(asked -> asked.path().endsWith("/new")))
        .hasSize(1);
  }

  private static hub.sources.CollectCommunity community(String name) {
    return new hub.sources.CollectCommunity(
        TestDatabase.WORKSPACE,
        RedditRig.ANALYSIS,
        Mode.LIVE,
        name,
        "manual work",
        java.time.Instant.EPOCH,
        true);
  }

  /**
   * The page that a query asks for, of so many; each with a hundred posts, every second older by
   * one second.
   */
  private static Reply pageAfter(String query, int pages) {
    int number =
        query.contains("after=t3_page")
            ? Integer.parseInt(query.replaceAll(".*after=t3_page(\\d).*", "$1"))
            : 0;
    return page(number, number + 1 < pages ? "t3_page" + (number + 1) : null);
  }

  private static Reply page(int number, String after) {
    String posts =
        IntStream.range(number * 100, number * 100 + 100)
            .mapToObj(
                i -> post("p" + i, "TestUser", "A post about manual work", 1_500_000_000L - i))
            .collect(Collectors.joining(","));
    return listing(posts, after);
  }

  private static Reply listing(String posts, String after) {
    String next = after == null ? "null" : "\"" + after + "\"";
    return Reply.json(
        200,
        "{\"kind\": \"Listing\", \"data\": {\"children\": [%s], \"after\": %s}}"
            .formatted(posts, next));
  }

  private static String post(String id, String author, String text) {
    return post(id, author, text, 1_500_000_000L);
  }

  private static String post(String id, String author, String text, long at) {
    return """
    {"kind": "t3", "data": {"name": "t3_%s", "id": "%s", "subreddit": "kakapo", "author": "%s", "title": "A title long enough",
     "selftext": "%s", "is_self": true, "created_utc": %d.0, "score": 1, "num_comments": 0}}\
    """
        .formatted(id, id, author, text, at);
  }
}
