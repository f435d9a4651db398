package hub.analysis;

import static hub.TestDatabase.USER;
import static hub.TestDatabase.WORKSPACE;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import hub.Mode;
import hub.TestDatabase;
import hub.jobs.Claim;
import hub.jobs.TestQueue;
import hub.llm.Answer;
import hub.llm.BatchLines;
import hub.llm.ResponseCache;
import hub.sources.NewText;
import hub.sources.NewText.Status;
import hub.sources.TestTexts;
import hub.sources.TextsChanged;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What an analysis keeps of a text whose words are gone, or were changed. */
class ErasureTest {
  private static final String WORDS = "Every agency I know pays the invoice after ninety days";
  private static TestDatabase database;

  private final Clock clock = Clock.systemUTC();
  private final Mentions mentions = new Mentions(database.jdbc(), null);
  private final Findings findings = new Findings(database.jdbc(), clock);
  private final Erasure erasure =
      new Erasure(
          new ResponseCache(database.jdbc(), clock),
          new BatchLines(database.jdbc(), clock),
          new ModelWords(database.jdbc()),
          mentions,
          database.jdbc());
  private final TestTexts texts =
      TestTexts.on(
          database,
          clock,
          event -> {
            if (event instanceof TextsChanged changed) {
              erasure.changed(changed);
            } else {
              erasure.erased((hub.sources.TextsErased) event);
            }
          });
  private UUID analysis;
  private UUID opportunity;
  private List<Long> ids;

  @BeforeAll
  static void open() {
    database = TestDatabase.fresh();
  }

  @AfterAll
  static void close() {
    database.close();
  }

  @BeforeEach
  void threeAuthors() {
    database.asOwner().sql("truncate forum_text, analysis cascade").update();
    analysis = UUID.randomUUID();
    opportunity = UUID.randomUUID();
    sql(
        """
        insert into analysis (id, workspace_id, created_by, mode, topic, communities, since, seed, created_at)
        values (:analysis, :workspace, :user, 'sandbox', 'Invoices', '{}', now(), 1, now())
        """);
    sql(
        """
        insert into opportunity (id, workspace_id, analysis_id, title, found_as, problem, who, today, found_at)
        values (:opportunity, :workspace, :analysis, 'Agencies pay late', :words, :words || ', they say', 'Translators',
                'Reminders', now())
        """);
    ids =
        store(
            post("a", WORDS, Status.PRESENT),
            post("b", "Mine took ninety days", Status.PRESENT),
            post("c", "Still unpaid after a quarter", Status.PRESENT));
    for (int i = 0; i < ids.size(); i++) {
      database
          .asOwner()
          .sql(
              """
              with read as (
                insert into analysis_post (analysis_id, text_id, community) values (:analysis, :text, 'freelance')),
              judged as (
                insert into finding (analysis_id, text_id, opportunity_id, problem, who, today, pain, would_pay, doable)
                values (:analysis, :text, :opportunity, :problem, 'Translators', '', 3, 3, 3))
              insert into mention (analysis_id, post_id, text_id, role, starts, ends, author_key, is_comment, community, said_at)
              values (:analysis, :text, :text, 'evidence', 6, 20, :author, false, 'freelance', now())
              """)
          .param("analysis", analysis)
          .param("opportunity", opportunity)
          .param("text", ids.get(i))
          .param("problem", "Problem " + i)
          .param("author", "author" + i)
          .update();
    }
  }

  @Test
  @DisplayName(
      "R3 with fewer than three authors left, an opportunity is a candidate that lost evidence")
  void fallsBackToACandidate() {
    assertThat(findings.authors(opportunity)).isEqualTo(3);
    assertThat(findings.thinned(analysis)).isEmpty();

    store(post("b", "", Status.DELETED));

    assertThat(findings.authors(opportunity)).isEqualTo(2);
    assertThat(findings.authorsIn(analysis)).isEqualTo(Map.of(opportunity, 2));
    assertThat(findings.thinned(analysis)).containsExactly(opportunity);
  }

  @Test
  @DisplayName("R3 overdue words count no more, whether or not the sweep has run")
  void doesNotCountWhatIsOverdue() {
    database
        .asOwner()
        .sql(
            "update forum_text set confirmed_at = now() - interval '3 days', expires_at = now() -"
                + " interval '1 day'")
        .update();

    assertThat(findings.authors(opportunity)).isZero();
    assertThat(findings.thinned(analysis)).containsExactly(opportunity);
  }

  @Test
  @DisplayName("R3 what the model wrote in the words of a deleted post is said in another's words")
  void rewordsWhatHeldItsWords() {
    store(post("a", "", Status.DELETED));

    assertThat(wording())
        .containsEntry("title", "Agencies pay late")
        .containsEntry("found_as", "Problem 1")
        .containsEntry("problem", "Problem 1")
        .containsEntry("who", "Translators");
    store(post("b", "", Status.DELETED), post("c", "", Status.DELETED));
    assertThat(wording()).containsEntry("title", "Agencies pay late");
  }

  @Test
  void movesQuotesWithTheWordsThatTheirAuthorChanged() {
    store(post("a", "Edited: " + WORDS, Status.PRESENT), post("b", "I was paid", Status.PRESENT));

    assertThat(
            database
                .asOwner()
                .sql(
                    "select starts || '-' || ends from mention where analysis_id = :id order by"
                        + " text_id")
                .param("id", analysis)
                .query(String.class)
                .list())
        .as("moved, untouched; the one between is gone")
        .containsExactly("14-27", "6-20");
  }

  @Test
  @DisplayName("R3 a level rests on the quotes that the model saw, when one is erased meanwhile")
  void numbersQuotesByWhatWasAsked() throws Exception {
    TestQueue jobs = TestQueue.on(database, clock);
    AnalysisRows rows = new AnalysisRows(database.jdbc());
    Ranking ranking =
        new Ranking(
            rows,
            new JobPlan(jobs.queue, clock),
            new Prompts(),
            findings,
            new Readings(database.jdbc(), texts.texts),
            null,
            new EventStore(database.jdbc(), clock, event -> {}),
            new AnalysisSettings(20, 4, 30, 60, 30, 4, 8));
    ranking.plan(rows.get(analysis), Ranking.Reading.FIRST);
    Claim claim = jobs.claim();
    JsonNode asked = new ObjectMapper().readTree(ranking.question(claim).data());
    JsonNode second = asked.at("/opportunities/0/quotes/1");

    store(post("c", "", Status.DELETED));
    ObjectNode read = JsonNodeFactory.instance.objectNode();
    ObjectNode item = read.putArray("items").addObject().put("id", "o1");
    item.putObject("pain").put("level", 3).put("why", "").putArray("quotes").add(second.get("id"));
    ranking.apply(
        rows.get(analysis),
        claim,
        new Answer.Answered(read, UUID.randomUUID(), BigDecimal.ZERO, BigDecimal.ZERO, false),
        "a model");

    assertThat(
            database
                .asOwner()
                .sql(
                    """
                    select m.text_id from reading r join mention m on m.id = any(r.mentions)
                     where r.opportunity_id = :id and r.criterion = 'pain'
                    """)
                .param("id", opportunity)
                .query(Long.class)
                .list())
        .isEqualTo(List.of(ids.get(1)));
  }

  private Map<String, Object> wording() {
    return database
        .asOwner()
        .sql("select title, found_as, problem, who from opportunity where id = :id")
        .param("id", opportunity)
        .query()
        .singleRow();
  }

  private List<Long> store(NewText... given) {
    return texts.texts.store(WORKSPACE, Mode.SANDBOX, "reddit-posts", List.of(given)).ids();
  }

  private static NewText post(String name, String body, Status status) {
    return new NewText(
        "reddit",
        "t3_" + name,
        "t3_" + name,
        null,
        "freelance",
        status == Status.PRESENT ? "author_" + name : null,
        "",
        body,
        Instant.parse("2026-11-20T08:00:00Z"),
        1,
        0,
        null,
        status,
        Set.of());
  }

  private void sql(String sql) {
    List<String> used =
        new ArrayList<>(List.of("analysis", "opportunity", "workspace", "user", "words"));
    used.removeIf(name -> !sql.contains(":" + name));
    var statement = database.asOwner().sql(sql);
    Map<String, Object> values =
        Map.of(
            "analysis", analysis,
            "opportunity", opportunity,
            "workspace", WORKSPACE,
            "user", USER,
            "words", WORDS);
    for (String name : used) {
      statement = statement.param(name, values.get(name));
    }
    statement.update();
  }
}
