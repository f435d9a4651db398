package hub.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import hub.Mode;
import hub.TestDatabase;
import hub.TestHub;
import hub.analysis.view.AnalysisCommands;
import hub.analysis.view.AnalysisReader;
import hub.analysis.view.AnalysisState;
import hub.analysis.view.LogLine;
import hub.analysis.view.Refused;
import hub.analysis.view.ThreadView;
import hub.analysis.view.Wish;
import hub.sandbox.Fault;
import hub.sandbox.Sandbox;
import hub.sources.Stops;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** An analysis that reads two forums, and what becomes of it when one of them does not answer. */
class MixedSourcesTest {
  private static final TestHub HUB =
      TestHub.start(Map.of("hub.sources.hacker-news.patience", "1ms"));
  private final AnalysisCommands commands = HUB.bean(AnalysisCommands.class);
  private final AnalysisReader reader = HUB.bean(AnalysisReader.class);

  @AfterAll
  static void stop() {
    HUB.close();
  }

  @AfterEach
  void heal() {
    HUB.bean(Sandbox.class).faults().clear();
    HUB.bean(Stops.class).resume(Mode.SANDBOX, "reddit");
  }

  private static Wish wish(String... communities) {
    return new Wish(
        Wish.OWN,
        "Invoicing for freelance translators",
        List.of(communities),
        12,
        new BigDecimal("6.00"),
        List.of());
  }

  /** Starts an analysis of these communities and returns its id once it is done. */
  private UUID analysed(String... communities) {
    UUID id = commands.start(TestDatabase.WORKSPACE, TestDatabase.USER, wish(communities));
    await()
        .atMost(Duration.ofMinutes(5))
        .pollInterval(Duration.ofMillis(200))
        .until(() -> reader.live(TestDatabase.WORKSPACE, id).orElseThrow().state().ended());
    assertThat(reader.results(TestDatabase.WORKSPACE, id).orElseThrow().state())
        .isEqualTo(AnalysisState.DONE);
    return id;
  }

  private List<String> log(UUID id) {
    return reader.log(TestDatabase.WORKSPACE, id, 0, 100_000).stream().map(LogLine::text).toList();
  }

  private List<Map<String, Object>> rows(String sql, UUID id) {
    return HUB.database().jdbc().sql(sql).param("id", id).query().listOfRows();
  }

  @Test
  void findsProblemsOnWhichBothForumsAgree() {
    Wish wish = wish("translator", "Hacker-News");
    assertThat(commands.estimate(TestDatabase.WORKSPACE, wish).posts())
        .as("both are counted before the start")
        .isGreaterThan(commands.estimate(TestDatabase.WORKSPACE, wish("translator")).posts() + 20);

    UUID id = analysed("translator", "Hacker-News");

    assertThat(log(id))
        .anyMatch(
            line -> line.matches("Collected \\d+ posts of r/translator, by reddit-posts v1.*"))
        .anyMatch(line -> line.matches("Collected \\d+ posts of Hacker News, by hacker-news v1.*"));
    assertThat(
            rows(
                """
                select distinct t.source, m.is_comment from mention m join forum_text t on t.id = m.text_id
                 where m.analysis_id = :id
                """,
                id))
        .as("posts and comments of both passed all four stages")
        .containsExactlyInAnyOrder(
            Map.of("source", "reddit", "is_comment", false),
            Map.of("source", "reddit", "is_comment", true),
            Map.of("source", "hacker-news", "is_comment", false),
            Map.of("source", "hacker-news", "is_comment", true));
    assertThat(reader.results(TestDatabase.WORKSPACE, id).orElseThrow().opportunities())
        .as("an opportunity from both")
        .anyMatch(one -> one.communities().containsAll(List.of("translator", "hacker-news")));
    showsAThread(id);
  }

  private void showsAThread(UUID id) {
    long post =
        (Long)
            rows(
                    """
                    select p.id from forum_text p join forum_text c on c.thread = p.name and c.source = p.source
                      join mention m on m.text_id = c.id and m.is_comment
                     where m.analysis_id = :id and p.source = 'hacker-news' and p.parent is null limit 1
                    """,
                    id)
                .getFirst()
                .get("id");

    ThreadView thread = reader.thread(TestDatabase.WORKSPACE, id, post).orElseThrow();

    assertThat(thread.community()).isEqualTo("hacker-news");
    assertThat(thread.quotes()).isNotEmpty();
    assertThat(thread.comments()).isNotEmpty().anyMatch(comment -> comment.depth() > 0);
    assertThat(thread.original()).as("no link out of the sandbox").isNull();
    assertThat(thread.collectedBy()).isEqualTo("hacker-news-thread");
    assertThat(thread.expiresAt()).isNotNull();
  }

  @Test
  void goesOnWithoutAForumThatIsDown() {
    HUB.bean(Sandbox.class).faults().add(Fault.of("hacker-news", "rate-limited").retryAfter(1));

    UUID id = analysed("freelance", "hacker-news");

    assertThat(log(id))
        .anyMatch(line -> line.matches("Collected \\d+ posts of r/freelance.*"))
        .anyMatch(line -> line.startsWith("Hacker News can’t be read: Hacker News answered 429"));
  }

  @Test
  void goesOnWithoutRedditWhenThatRefuses() {
    HUB.bean(Sandbox.class).faults().add(Fault.of("reddit", "forbidden"));

    UUID id = analysed("hacker-news", "TranslationStudies", "translator");

    assertThat(log(id))
        .anyMatch(
            line ->
                line.startsWith("The source stopped, nothing more is asked: Reddit answered 403"))
        .anyMatch(line -> line.matches("Collected \\d+ posts of Hacker News.*"));
  }

  @Test
  void saysWhatIsWrongWithAnAnswerInAnotherForm() {
    HUB.bean(Sandbox.class).faults().add(Fault.of("hacker-news", "other-shape"));

    UUID id = analysed("freelance", "hacker-news");

    assertThat(log(id))
        .anyMatch(
            line ->
                line.startsWith("Hacker News can’t be read: Hacker News answered in a form")
                    && line.contains("Look at the flow hacker-news."));
  }

  @Test
  void refusesAForumThatNobodyConfigured() {
    assertThatThrownBy(
            () ->
                commands.start(
                    TestDatabase.WORKSPACE, TestDatabase.USER, wish("freelance", "another-forum")))
        .isInstanceOf(Refused.class)
        .hasMessageContaining("another-forum")
        .hasMessageContaining("hacker-news");
  }
}
