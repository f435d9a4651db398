package routes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import hub.Mode;
import hub.TestDatabase;
import hub.reddit.Haste;
import hub.reddit.Recording;
import hub.reddit.RedditRequest;
import hub.reddit.ReplayServer.Reply;
import hub.reddit.ThingsOf;
import hub.sources.Collected;
import hub.sources.NewText;
import hub.sources.SourceTrouble;
import hub.sources.SourceTrouble.CommunityClosed;
import hub.sources.SourceTrouble.SourceBusy;
import hub.sources.SourceTrouble.SourceStopped;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every recorded exchange of the contracts, read by the real client and routes over real HTTP. What
 * is expected is told from the recording itself, so that recordings that come later are tested too.
 */
class RecordedExchangesTest {
  private static TestDatabase database;

  @BeforeAll
  static void open() {
    database = TestDatabase.fresh();
  }

  @AfterAll
  static void close() {
    database.close();
  }

  static Stream<Recording> all() {
    return Stream.concat(Recording.all("reddit", ""), Recording.all("reported", "reddit-"));
  }

  static Stream<Recording> logIns() {
    return all().filter(Recording::isToken);
  }

  static Stream<Recording> others() {
    return all().filter(recording -> !recording.isToken());
  }

  static Stream<Recording> listings() {
    return others()
        .filter(
            recording ->
                recording.status() == 200
                    && recording.json().path("kind").asText().equals("Listing")
                    && !recording.names("t3").isEmpty()
                    && recording.names("t1").isEmpty());
  }

  static Stream<Recording> threads() {
    return others()
        .filter(
            recording ->
                recording.json().isArray()
                    && recording.path().contains("/comments/")
                    && recording.json().size() == 2);
  }

  @ParameterizedTest
  @MethodSource("logIns")
  void readsEveryLogIn(Recording recording) {
    try (RedditRig rig = RedditRig.start(database)) {
      rig.server.answerLogIns(asked -> Reply.of(recording)).answer(asked -> Reply.json(200, "{}"));

      Throwable trouble = catchThrowable(() -> ask(rig, "/r/kakapo/new", "GET"));

      assertThat(typeOf(trouble)).isEqualTo(expectedOfLogIn(recording));
      assertThat(rig.server.asked()).hasSize(trouble == null ? 1 : 0);
    }
  }

  @ParameterizedTest
  @MethodSource("others")
  void tellsWhatEveryAnswerMeans(Recording recording) {
    try (RedditRig rig = RedditRig.start(database)) {
      rig.server.answer(asked -> Reply.of(recording));

      Throwable trouble =
          catchThrowable(
              () ->
                  assertThat(ask(rig, recording.path(), recording.method()))
                      .isEqualTo(
                          recording.status() == 404 ? NullNode.getInstance() : recording.json()));

      assertThat(typeOf(trouble)).isEqualTo(expected(recording));
      assertThat(rig.server.asked()).hasSize(recording.status() == 401 ? 2 : 1);
    }
  }

  @ParameterizedTest
  @MethodSource("others")
  void readsEveryPostAndCommentThatAnAnswerHolds(Recording recording) {
    boolean escaped = !recording.request().path("url").asText().contains("raw_json=1");
    ThingsOf read = ThingsOf.read(recording, escaped);

    long given = recording.occurrences("t3").count() + recording.occurrences("t1").count();
    assertThat(read.texts()).hasSize((int) given);
    assertThat(read.problems()).isEmpty();
    assertThat(read.texts()).allSatisfy(RecordedExchangesTest::isWhole);
    assertThat(read.texts())
        .filteredOn(text -> escaped && text.body().contains("&amp;"))
        .as("unescaped once, a text about &amp; stays one")
        .allMatch(text -> rawTexts(recording).contains(escapedOnce(text.body())));
  }

  @ParameterizedTest
  @MethodSource("listings")
  void storesTheKeptPostsOfEveryListing(Recording recording) {
    try (RedditRig rig = RedditRig.start(database)) {
      rig.server.answer(asked -> Reply.of(recording));

      Collected collected = rig.collectCommunity("TestSubreddit");

      Set<String> shown = recording.names("t3");
      ThingsOf read = ThingsOf.read(recording, false);
      long dropped =
          read.texts().stream()
              .filter(RecordedExchangesTest::isDropped)
              .map(NewText::name)
              .distinct()
              .count();
      assertThat(collected.ids()).hasSize(shown.size() - (int) dropped).doesNotHaveDuplicates();
      assertThat(collected.added()).isEqualTo(collected.ids().size());
      assertThat(rig.stored("parent is null")).isEqualTo(collected.ids().size());
    }
  }

  @ParameterizedTest
  @CsvSource({
    "listing-popular-hot-2026, 60, 53, 0",
    "listing-askreddit-hot-102, 102, 100, 0",
    "listing-askreddit-top, 40, 40, 0",
    "listing-askreddit-rising, 30, 30, 0",
    "listing-front-best-2018, 20, 16, 0",
    "listing-all-new-before, 4, 4, 0",
    "listing-no-raw-json, 25, 17, 0",
    "listing-search, 6, 6, 0",
    "listing-search-restricted, 12, 10, 0",
  })
  void storesWhatIsKnownOfTheRecordedListings(String id, int shown, int stored, int gone) {
    try (RedditRig rig = RedditRig.start(database)) {
      Recording recording = Recording.named(id);
      rig.server.answer(asked -> Reply.of(recording));

      rig.collectCommunity("TestSubreddit");

      assertThat(recording.names("t3")).hasSize(shown);
      assertThat(rig.stored("parent is null")).isEqualTo(stored);
      assertThat(rig.stored("status <> 'present' and erased_at is not null")).isEqualTo(gone);
    }
  }

  @ParameterizedTest
  @MethodSource("threads")
  void storesEveryCommentOfEveryThread(Recording recording) {
    try (RedditRig rig = RedditRig.start(database)) {
      rig.server.answer(
          asked ->
              asked.path().contains("morechildren") || asked.path().contains("/_/")
                  ? Reply.json(200, "{\"json\": {\"errors\": [], \"data\": {\"things\": []}}}")
                  : Reply.of(recording));

      Collected collected =
          rig.collectThread(rig.storedPost(recording.names("t3").iterator().next()), 100_000);

      assertThat(collected.ids()).hasSize(recording.names("t1").size());
      assertThat(rig.stored("parent is not null")).isEqualTo(recording.names("t1").size());
    }
  }

  private static Set<String> rawTexts(Recording recording) {
    return Stream.of("selftext", "body")
        .flatMap(field -> recording.json().findValuesAsText(field).stream())
        .collect(Collectors.toSet());
  }

  private static String escapedOnce(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }

  private static JsonNode ask(RedditRig rig, String path, String method) {
    Map<String, String> form = method.equals("GET") ? null : Map.of("api_type", "json");
    return rig.ask(
        "direct:ask-reddit",
        new RedditRequest(Mode.LIVE, path, Map.of(), form, "TestSubreddit", Haste.SOON),
        JsonNode.class);
  }

  private static Class<?> typeOf(Throwable trouble) {
    return trouble == null ? null : trouble.getClass();
  }

  private static Class<? extends SourceTrouble> expectedOfLogIn(Recording recording) {
    if (recording.json().has("access_token")) {
      return null;
    }
    return recording.status() == 429 || recording.status() >= 500
        ? SourceBusy.class
        : SourceStopped.class;
  }

  private static Class<? extends SourceTrouble> expected(Recording recording) {
    return switch (recording.status()) {
      case 200 -> expectedOfData(recording);
      case 401 -> SourceStopped.class;
      case 403 ->
          recording.json().path("reason").asText("").isBlank()
              ? SourceStopped.class
              : CommunityClosed.class;
      case 404 -> recording.path().startsWith("/comments/") ? null : CommunityClosed.class;
      case 429 -> SourceBusy.class;
      default -> recording.status() >= 500 ? SourceBusy.class : CommunityClosed.class;
    };
  }

  private static Class<? extends SourceTrouble> expectedOfData(Recording recording) {
    if (!recording.json().isContainerNode()) {
      return SourceBusy.class;
    }
    JsonNode errors = recording.json().path("json").path("errors");
    if (errors.isEmpty()) {
      return null;
    }
    return errors.at("/0/0").asText("").equals("RATELIMIT")
        ? SourceBusy.class
        : CommunityClosed.class;
  }

  private static boolean isDropped(NewText post) {
    boolean notice =
        post.traits().contains("stickied")
            || post.traits().contains("promoted")
            || post.traits().contains("bot");
    return post.status() == NewText.Status.PRESENT && (notice || post.length() < 20);
  }

  private static void isWhole(NewText text) {
    assertThat(text.name()).matches("t[13]_[a-z0-9]+");
    assertThat(text.thread()).startsWith("t3_");
    assertThat(text.title() == null).isNotEqualTo(text.isPost());
    assertThat(text.createdAt()).isBefore("2030-01-01T00:00:00Z").isAfter("2005-01-01T00:00:00Z");
    if (text.status() != NewText.Status.PRESENT) {
      assertThat(text.body()).isEmpty();
    }
  }
}
