package routes;

import static hub.TestDatabase.WORKSPACE;
import static org.assertj.core.api.Assertions.assertThat;

import hub.Mode;
import hub.TestDatabase;
import hub.reddit.Recording;
import hub.reddit.ReplayServer.Reply;
import hub.sources.NewText;
import hub.sources.Text;
import hub.sources.Texts;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Stored texts are asked for again at their source, through the real routes. */
class RecheckTest {
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
  void asksForNothingThatWasConfirmedToday() {
    rig.storedPost("t3_a");
    rig.now = rig.now.plus(Duration.ofHours(23));

    recheck();

    assertThat(rig.server.asked()).isEmpty();
  }

  @Test
  @DisplayName("R3 a hundred names a request; what Reddit still shows is kept another 48 hours")
  void confirmsAHundredAtATime() {
    List<NewText> posts = IntStream.range(0, 250).mapToObj(i -> post("t3_p" + i)).toList();
    rig.reddit.texts().store(WORKSPACE, Mode.LIVE, "reddit-posts", posts);
    rig.server.answer(asked -> Reply.json(200, listing(asked.query())));
    rig.now = rig.now.plus(Duration.ofHours(25));

    recheck();

    assertThat(rig.server.asked()).hasSize(3).allMatch(asked -> asked.path().equals("/api/info"));
    assertThat(rig.server.asked())
        .allMatch(asked -> asked.query().split("id=")[1].split(",").length <= 100);
    assertThat(rig.stored("erased_at is null and expires_at > timestamptz '2026-11-26 08:00Z'"))
        .isEqualTo(250);
  }

  @Test
  @DisplayName(
      "R3 recorded: what its author deleted loses its words, what Reddit does not know expires")
  void takesTheWordsOfWhatWasDeleted() {
    Texts texts = rig.reddit.texts();
    List<Long> ids =
        texts
            .store(
                WORKSPACE,
                Mode.LIVE,
                "reddit-thread",
                List.of(comment("t1_d1616q2", "t3_4b1tfm"), comment("t1_0", "t3_4b1tfm")))
            .ids();
    rig.server.answer(asked -> Reply.of(Recording.named("comment-info-deleted")));
    rig.now = rig.now.plus(Duration.ofHours(25));

    recheck();

    List<Text> after = texts.byIds(WORKSPACE, ids);
    assertThat(after.getFirst().erased()).isTrue();
    assertThat(after.getFirst().text().status()).isEqualTo(NewText.Status.DELETED);
    assertThat(rig.reddit.texts.told).containsExactly(ids.getFirst());
    assertThat(after.getLast().erased()).as("unknown to Reddit, not yet overdue").isFalse();
    assertThat(rig.server.asked()).as("asked for once, not again and again").hasSize(1);
    rig.now = rig.now.plus(Duration.ofHours(24));
    assertThat(texts.byIds(WORKSPACE, ids).getLast().erased()).isTrue();
  }

  @Test
  void asksAgainLaterForWhatRedditDidNotTellOf() {
    rig.storedPost("t3_a");
    rig.server.answer(asked -> Reply.of(Recording.named("comment-info-unknown")));
    rig.now = rig.now.plus(Duration.ofHours(25));

    recheck();
    recheck();
    assertThat(rig.server.asked()).hasSize(1);
    rig.now = rig.now.plus(Duration.ofHours(5));
    recheck();

    assertThat(rig.server.asked()).hasSize(2);
  }

  @Test
  void asksNobodyForWhatCameInAFile() {
    rig.reddit.texts().store(WORKSPACE, Mode.LIVE, Texts.UPLOAD, List.of(post("t3_a")));
    rig.now = rig.now.plus(Duration.ofHours(30));

    recheck();

    assertThat(rig.server.asked()).isEmpty();
  }

  @Test
  void waitsWhileRedditIsBusy() {
    long id = rig.storedPost("t3_a");
    rig.server.answer(asked -> Reply.json(503, "{}"));
    rig.now = rig.now.plus(Duration.ofHours(25));

    recheck();

    assertThat(rig.reddit.texts().byIds(WORKSPACE, List.of(id)).getFirst().erased()).isFalse();
    rig.server.answer(asked -> Reply.json(200, listing(asked.query())));
    rig.now = rig.now.plus(Duration.ofHours(5));
    recheck();
    assertThat(rig.stored("expires_at > timestamptz '2026-11-26 12:00Z'")).isEqualTo(1);
  }

  private void recheck() {
    rig.ask("direct:recheck-sources", "", Object.class);
  }

  /** As Reddit lists posts of these names. */
  private static String listing(String query) {
    List<String> things = new ArrayList<>();
    for (String name : query.substring(query.indexOf("id=") + 3).split("&")[0].split(",")) {
      things.add(
          """
          {"kind": "t3", "data": {"name": "%s", "id": "%s", "title": "A post", "selftext": "Words",
           "author": "TestUser", "subreddit": "TestSubreddit", "created_utc": 1763880000, "score": 2,
           "num_comments": 0}}\
          """
              .formatted(name, name.substring(3)));
    }
    return "{\"kind\": \"Listing\", \"data\": {\"after\": null, \"children\": ["
        + String.join(",", things)
        + "]}}";
  }

  private static NewText post(String name) {
    return text(name, name, null, "A post");
  }

  private static NewText comment(String name, String post) {
    return text(name, post, post, null);
  }

  private static NewText text(String name, String thread, String parent, String title) {
    return new NewText(
        "reddit",
        name,
        thread,
        parent,
        "TestSubreddit",
        "TestUser",
        title,
        "Words",
        RedditRig.NOW,
        1,
        0,
        null,
        NewText.Status.PRESENT,
        Set.of());
  }
}
