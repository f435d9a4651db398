package routes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hub.TestDatabase;
import hub.reddit.ReplayServer.Reply;
import hub.sources.Collected;
import hub.sources.NewText;
import hub.sources.SourceTrouble.SourceBusy;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The flow that reads a feed. */
class FeedFlowTest {
  private static final String WORD = "practice-feed";
  private static final String FEED =
      """
      <feed xmlns="http://www.w3.org/2005/Atom"><title>Blog</title>
        <entry><id>tag:1</id><title>Rota by hand</title><published>2026-11-01T10:00:00Z</published>
          <author><name>nurse</name></author><content type="html">&lt;p&gt;We swap shifts on paper.&lt;/p&gt;</content></entry>
        <entry><id>tag:2</id><title>Second</title><published>2026-11-02T10:00:00Z</published>
          <author><name>vet</name></author><content>Another one</content></entry>
      </feed>
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

  private static ForumRig rig() {
    return new ForumRig(
        database, List.of(WORD), "file:src/main/resources/routes/practice-feed.camel.yaml");
  }

  @Test
  void keepsEntriesAsPostsAndConfirmsThemInTheirThread() {
    try (ForumRig rig = rig()) {
      rig.server.answer(asked -> Reply.json(200, FEED));

      Collected posts = rig.posts(WORD, "shift swaps");
      Collected thread = rig.thread(posts.ids().getFirst(), 60);

      List<NewText> texts = rig.texts(posts);
      assertThat(texts).extracting(NewText::title).containsExactly("Rota by hand", "Second");
      assertThat(texts.getFirst().body()).isEqualTo("We swap shifts on paper.");
      assertThat(texts.getFirst().author()).isEqualTo("nurse");
      assertThat(thread.ids()).isEmpty();
      assertThat(thread.complete()).isTrue();
    }
  }

  @Test
  void waitsWhereTheAnswerIsNoFeed() {
    try (ForumRig rig = rig()) {
      rig.server.answer(asked -> Reply.json(200, "<!DOCTYPE html><html></html>"));

      assertThatThrownBy(() -> rig.posts(WORD, "shift swaps"))
          .isInstanceOf(SourceBusy.class)
          .hasMessageContaining("something else than a feed");
    }
  }
}
