package routes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hub.Mode;
import hub.TestDatabase;
import hub.reddit.ReplayServer.Reply;
import hub.sources.CollectCommunity;
import hub.sources.Collected;
import hub.sources.NewText;
import hub.sources.NewText.Status;
import hub.sources.SourceTrouble.CommunityClosed;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * A second forum by a file and an address alone: the example of docs/forums.md, as it stands there.
 */
class AnotherForumTest {
  private static final String WORD = "lemmy-world";
  private static final String POSTS =
      """
      {"type_": "Posts", "comments": [], "communities": [], "users": [], "posts": [
        {"post": {"id": 5, "name": "Rota by hand", "body": "We swap shifts on *paper*.", "published": "2026-11-01T10:00:00.123456Z",
                  "ap_id": "https://lemmy.world/post/5", "deleted": false, "removed": false},
         "creator": {"name": "nurse"}, "community": {"name": "vets"}, "counts": {"score": 12, "comments": 2}},
        {"post": {"id": 6, "name": "Gone", "published": "2026-11-02T10:00:00", "deleted": true},
         "creator": {"name": "x"}, "counts": {}}]}
      """;
  private static final String COMMENTS =
      """
      {"comments": [{"comment": {"id": 77, "content": "Same here, every week.", "path": "0.77", "published": "2026-11-03T10:00:00Z",
                                 "deleted": false}, "creator": {"name": "groom"}, "counts": {"score": 1}}]}
      """;
  private static TestDatabase database;

  @BeforeAll
  static void open() {
    database = TestDatabase.fresh();
  }

  @AfterAll
  static void close() {
    database.close();
  }

  private static ForumRig rig() throws Exception {
    Matcher example =
        Pattern.compile("```yaml\n(.*?)```", Pattern.DOTALL)
            .matcher(Files.readString(Path.of("docs/forums.md")));
    assertThat(example.find()).isTrue();
    Path flow = Files.createTempFile("lemmy-world", ".camel.yaml");
    Files.writeString(flow, example.group(1));
    return new ForumRig(database, List.of(WORD), "file:" + flow);
  }

  @Test
  void isReadByTheExampleAsItStands() throws Exception {
    try (ForumRig rig = rig()) {
      rig.server.answer(
          asked -> Reply.json(200, asked.path().endsWith("/search") ? POSTS : COMMENTS));

      Collected posts = rig.posts(WORD, "shift swaps");
      Collected comments = rig.thread(posts.ids().getFirst(), 60);

      NewText post = rig.texts(posts).getFirst();
      assertThat(post.source()).isEqualTo(WORD);
      assertThat(post.title()).isEqualTo("Rota by hand");
      assertThat(post.body()).isEqualTo("We swap shifts on *paper*.");
      assertThat(post.createdAt()).isEqualTo(Instant.parse("2026-11-01T10:00:00.123456Z"));
      assertThat(post.score()).isEqualTo(12);
      assertThat(post.link()).isEqualTo("https://lemmy.world/post/5");
      assertThat(rig.texts(posts).getLast().status()).isEqualTo(Status.DELETED);
      assertThat(posts.complete()).isTrue();
      NewText comment = rig.texts(comments).getFirst();
      assertThat(comment.parent()).isEqualTo("5");
      assertThat(comment.body()).isEqualTo("Same here, every week.");
      assertThat(rig.server.asked())
          .extracting(asked -> asked.path() + "?" + asked.query())
          .containsExactly(
              "/api/v1/search?type_=Posts&sort=TopYear&limit=50&q=shift+swaps",
              "/api/v1/comment/list?sort=Top&limit=50&post_id=5");
    }
  }

  @Test
  void saysWhichFileIsMissing() {
    try (ForumRig rig = new ForumRig(database, List.of(WORD))) {
      assertThatThrownBy(() -> rig.posts(WORD, "anything"))
          .isInstanceOf(CommunityClosed.class)
          .hasMessage(
              "No flow reads Lemmy World. Make a flow lemmy-world that does; docs/forums.md says"
                  + " how.");
      assertThat(rig.server.asked()).isEmpty();
    }
  }

  @Test
  void isAskedAtTheSandboxUnlessTheAnalysisIsLive() throws Exception {
    try (ForumRig rig = rig()) {
      CollectCommunity sandboxed =
          new CollectCommunity(
              TestDatabase.WORKSPACE,
              ForumRig.ANALYSIS,
              Mode.SANDBOX,
              WORD,
              "shifts",
              Instant.EPOCH,
              true);

      assertThat(rig.forums.journeys.begin(sandboxed).forum().address())
          .isEqualTo("http://127.0.0.1:9/lemmy-world");
      assertThat(rig.forums.journeys.begin(sandboxed).forum().mode()).isEqualTo(Mode.SANDBOX);
      assertThat(rig.server.asked()).isEmpty();
    }
  }
}
