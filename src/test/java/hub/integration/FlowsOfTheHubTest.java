package hub.integration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import hub.Mode;
import hub.TestDatabase;
import hub.TestHub;
import hub.audit.AuditTrail;
import hub.integration.FlowEvent.What;
import hub.sources.CollectCommunity;
import hub.sources.Collected;
import hub.sources.Sources;
import hub.sources.Texts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole hub with its own flows, and a mounted folder beside them. */
class FlowsOfTheHubTest {
  @TempDir static Path folder;
  private static TestHub hub;
  private static Flows flows;

  @BeforeAll
  static void start() throws IOException {
    Files.writeString(folder.resolve("lemmy-world.camel.yaml"), example());
    Files.writeString(
        folder.resolve("half-written.camel.yaml"), "- route:\n    id: x\n   from: y\n");
    hub =
        TestHub.start(
            Map.of(
                "hub.flows.folder",
                folder.toString(),
                "hub.sources.forums",
                "hacker-news,practice-feed"));
    flows = hub.bean(Flows.class);
  }

  @AfterAll
  static void stop() {
    hub.close();
  }

  private static String example() throws IOException {
    Matcher example =
        Pattern.compile("```yaml\n(.*?)```", Pattern.DOTALL)
            .matcher(Files.readString(Path.of("docs/forums.md")));
    assertThat(example.find()).isTrue();
    return example.group(1);
  }

  private static Flow flow(String name) {
    return flows.sources().stream()
        .filter(each -> each.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private static FlowNode node(String name) {
    return flows.nodes(flow(name).id()).getFirst();
  }

  private static Collected stories() {
    return collected("hacker-news");
  }

  private static Collected collected(String forum) {
    return hub.bean(Sources.class)
        .community(
            new CollectCommunity(
                TestDatabase.WORKSPACE,
                UUID.randomUUID(),
                Mode.SANDBOX,
                forum,
                "Invoicing for freelance translators",
                Instant.EPOCH,
                true));
  }

  @Test
  void servesWhatCameWithItAndWhatLiesInTheFolder() {
    for (String name : new String[] {"dump-inbox", "hacker-news", "reddit-posts", "lemmy-world"}) {
      assertThat(node(name).state()).as(name).isEqualTo(FlowNode.State.SERVES);
      assertThat(node(name).version()).as(name).isEqualTo(1);
    }
    assertThat(flows.version(flow("lemmy-world").id(), 1).orElseThrow().authorName())
        .isEqualTo("from the folder");
  }

  @Test
  void readsTheSandboxsFeed() {
    assertThat(collected("practice-feed").ids()).hasSizeGreaterThan(50);
  }

  @Test
  void startsAlthoughAFileOfTheFolderIsNoFlow() {
    Flow broken = flow("half-written");

    assertThat(broken.published()).isZero();
    assertThat(flows.history(broken.id()).getFirst().what()).isEqualTo(What.REFUSED);
    assertThat(
            hub.bean(AuditTrail.class)
                .newest(
                    TestDatabase.WORKSPACE,
                    new AuditTrail.Filter(null, "flow", null, null),
                    Long.MAX_VALUE,
                    10))
        .anyMatch(entry -> entry.act().equals("Published a flow from the folder"));
  }

  @Test
  void readsAForumByTheVersionThatWasPublishedWithoutARestart() {
    int all = stories().ids().size();
    Flow flow = flow("hacker-news");
    String yaml = flows.version(flow.id(), 1).orElseThrow().yaml();

    String asks = yaml.replaceFirst("\\s+search\\?tags=story\\s+search_by_date\\?tags=ask_hn", "");
    assertThat(asks).isNotEqualTo(yaml);
    FlowVersion saved = flows.save(flow.id(), asks, 1, TestDatabase.USER, "Questions only");
    assertThat(flows.publish(flow.id(), saved.number(), TestDatabase.USER).problems()).isEmpty();

    assertThat(stories().ids()).hasSizeLessThan(all).isNotEmpty();

    flows.publish(flow.id(), 1, TestDatabase.USER);
    assertThat(stories().ids()).hasSize(all);
  }

  @Test
  @DisplayName("R3 recordings of a source are gone with the first of its texts")
  void recordsWhatEnteredUntilATextIsRemoved() {
    Collected read = stories();
    Flow flow = flow("hacker-news");
    Recordings recordings = hub.bean(Recordings.class);
    await().atMost(Duration.ofSeconds(20)).until(() -> !recordings.list(flow.id()).isEmpty());

    Recording recording = recordings.list(flow.id()).getFirst();
    assertThat(recording.from()).isEqualTo("direct:flow-hacker-news-posts");
    assertThat(recording.message().variables()).containsKey("query");

    hub.bean(Texts.class).erase(TestDatabase.WORKSPACE, read.ids().subList(0, 1));

    assertThat(recordings.list(flow.id())).isEmpty();
  }

  @Test
  void showsAConflictWhereAFileAndAPageChangedTheSameFlow() throws IOException {
    Flow flow = flow("lemmy-world");
    flows.save(flow.id(), example() + "# ours\n", 1, TestDatabase.USER, "");

    Files.writeString(folder.resolve("lemmy-world.camel.yaml"), example() + "# theirs\n");

    await().atMost(Duration.ofSeconds(30)).until(() -> flow("lemmy-world").newest() == 3);
    await().until(() -> !flows.history(flow.id()).getFirst().why().isEmpty());
    assertThat(flow("lemmy-world").published()).isEqualTo(1);
    assertThat(flows.history(flow.id()).getFirst().why())
        .contains("Version 2 was saved on the page");
  }
}
