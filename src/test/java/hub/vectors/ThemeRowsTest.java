package hub.vectors;

import static hub.TestDatabase.USER;
import static hub.TestDatabase.WORKSPACE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import hub.Mode;
import hub.TestDatabase;
import hub.budget.Budgets;
import hub.budget.Instance;
import hub.llm.Answer;
import hub.llm.Asking;
import hub.llm.ModelAccess;
import hub.llm.ModelConnection;
import hub.llm.ModelUnavailable;
import hub.llm.Question;
import hub.llm.StandingBudgets;
import hub.llm.TestEmbeddings;
import hub.sources.TestTexts;
import hub.sources.TextsErased;
import hub.vectors.ThemeView.Theme;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

class ThemeRowsTest {
  private static final List<String> LATE =
      List.of(
          "Agencies pay invoices late",
          "Clients settle bills months overdue",
          "Freelancers chase unpaid invoices",
          "Large customers pay after ninety days");
  private static final List<String> BEES =
      List.of(
          "Hive inspections are noted on bricks",
          "Beekeepers lose track of varroa treatments",
          "No records of queens in the apiary",
          "Bee colony notes get lost between seasons");

  private final TestDatabase database = TestDatabase.fresh();
  private final Themes themes =
      new Themes(
          new ThemeRows(database.jdbc(), Clock.systemUTC()),
          TestEmbeddings.inJar(),
          ModelAccess.fixed(new ModelConnection(Mode.SANDBOX, "", "", "judge", "embed", null)),
          names(Mode.SANDBOX, question -> fail("Nobody is asked where there is no key")),
          new TransactionTemplate(new JdbcTransactionManager(database.dataSource())));
  private long texts;

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void groupsOverAnalysesAndKeepsIdsFromRunToRun() {
    UUID first = analysis();
    LATE.forEach(title -> opportunity(first, title));
    BEES.forEach(title -> opportunity(first, title));
    assertThat(themes.view(WORKSPACE).themes()).isEmpty();

    themes.regroup();
    List<Theme> before = themes.view(WORKSPACE).themes();
    UUID second = analysis();
    opportunity(second, LATE.getFirst());
    themes.regroup();
    List<Theme> after = themes.view(WORKSPACE).themes();

    assertThat(before).hasSize(2).allMatch(each -> each.movement().equals("new"));
    assertThat(after)
        .extracting(Theme::id)
        .containsExactlyInAnyOrderElementsOf(before.stream().map(Theme::id).toList());
    Theme late = after.stream().filter(each -> each.analyses() == 2).findFirst().orElseThrow();
    assertThat(late.found()).hasSize(4);
    assertThat(late.found())
        .filteredOn(each -> each.analyses() == 2)
        .extracting(ThemeView.Opportunity::title)
        .containsExactly(LATE.getFirst());
    assertThat(late.movement()).isEqualTo("steady");
  }

  @Test
  void looksAtTheNewestWhereThereAreMany() {
    UUID analysis = analysis();
    opportunity(analysis, LATE.getFirst());
    database
        .asOwner()
        .sql(
            """
            with many as (
              insert into opportunity (id, workspace_id, analysis_id, title, found_as, problem, who, today, found_at)
              select gen_random_uuid(), :workspace, :analysis, 'Newer ' || n, '', '', '', '', now() + n * interval '1 second'
                from generate_series(1, :most) n
              returning id)
            insert into finding (analysis_id, text_id, opportunity_id, problem, who, today, pain, would_pay, doable, room)
            select :analysis, 1000 + row_number() over (), id, '', '', '', 1, 1, 1, 1 from many
            """)
        .param("workspace", WORKSPACE)
        .param("analysis", analysis)
        .param("most", ThemeRows.MOST)
        .update();

    List<ThemeRows.Problem> problems =
        new ThemeRows(database.jdbc(), Clock.systemUTC())
            .problems(new Space(WORKSPACE, Mode.SANDBOX));

    assertThat(problems).hasSize(ThemeRows.MOST);
    assertThat(problems.getFirst().title()).as("the oldest is left out").isEqualTo("Newer 1");
    assertThat(problems.getLast().title()).isEqualTo("Newer " + ThemeRows.MOST);
  }

  @Test
  @DisplayName("R3 a theme called in the words of an erased text is called as a member is")
  void callsAThemeAnew() {
    UUID analysis = analysis();
    LATE.forEach(title -> opportunity(analysis, title));
    BEES.forEach(title -> opportunity(analysis, title));
    themes.regroup();
    String title = themes.view(WORKSPACE).themes().getFirst().title();
    database
        .asOwner()
        .sql("update opportunity set title = 'Said otherwise' where title = :title")
        .param("title", title)
        .update();
    long text =
        TestTexts.on(database, Clock.systemUTC())
            .texts
            .store(WORKSPACE, Mode.SANDBOX, "reddit-posts", List.of(TestVectors.post("a", title)))
            .ids()
            .getFirst();

    themes.erased(
        new TextsErased(TextsErased.Why.AT_SOURCE, List.of(new TextsErased.Gone(text, title))));

    assertThat(themes.view(WORKSPACE).themes())
        .hasSize(2)
        .extracting(Theme::title)
        .doesNotContain(title);
  }

  @Test
  void namesAThemeByTheModelFromItsMembersAndAsksOnceForTheSame() {
    List<Question> asked = new ArrayList<>();
    ThemeNames names =
        names(
            Mode.LIVE,
            question -> {
              asked.add(question);
              return new Answer.Answered(
                  JsonNodeFactory.instance
                      .objectNode()
                      .put("name", "  Late\npayment of small firms "),
                  UUID.randomUUID(),
                  BigDecimal.ZERO,
                  BigDecimal.ZERO,
                  false);
            });
    Space live = new Space(WORKSPACE, Mode.LIVE);
    List<ThemeRows.Problem> members = LATE.stream().map(ThemeRowsTest::problem).toList();

    Optional<String> name = names.of(live, members);
    Optional<String> again = names.of(live, members.reversed());

    assertThat(name).hasValue("Late payment of small firms");
    assertThat(again).isEqualTo(name);
    assertThat(asked).hasSize(2);
    assertThat(asked.getFirst().data())
        .as("the members in any order are the same question, which a recorded answer serves")
        .isEqualTo(asked.getLast().data())
        .contains(LATE);
    assertThat(asked.getFirst().stage()).isEqualTo(Question.THEMES);
    assertThat(
            database
                .asOwner()
                .sql("select limit_usd from budget where id = :id")
                .param("id", asked.getFirst().analysisId())
                .query(BigDecimal.class)
                .single())
        .isEqualByComparingTo("1");
  }

  @Test
  void callsAThemeAsBeforeWhenTheModelDoesNotAnswer() {
    List<ThemeRows.Problem> members = LATE.stream().map(ThemeRowsTest::problem).toList();
    Space live = new Space(WORKSPACE, Mode.LIVE);

    assertThat(
            names(
                    Mode.LIVE,
                    question -> {
                      throw new ModelUnavailable(
                          ModelUnavailable.Why.BREAKER_OPEN, Duration.ofSeconds(1), "away");
                    })
                .of(live, members))
        .isEmpty();
    assertThat(
            names(
                    Mode.LIVE,
                    question ->
                        new Answer.DoesNotFit(BigDecimal.ONE, BigDecimal.ZERO, BigDecimal.ZERO))
                .of(live, members))
        .isEmpty();
  }

  private static ThemeRows.Problem problem(String title) {
    return new ThemeRows.Problem(
        UUID.randomUUID(), UUID.randomUUID(), title, title, "People", Instant.EPOCH);
  }

  private ThemeNames names(Mode mode, Asking model) {
    Clock clock = Clock.systemUTC();
    return new ThemeNames(
        model,
        ModelAccess.fixed(new ModelConnection(mode, "", "", "judge", "embed", null)),
        new StandingBudgets(new Budgets(database.jdbc(), clock, Instance.fresh()), clock),
        TestVectors.settings(Path.of("target")),
        database.jdbc());
  }

  private UUID analysis() {
    UUID id = UUID.randomUUID();
    database
        .asOwner()
        .sql(
            """
            insert into analysis (id, workspace_id, created_by, mode, topic, communities, since, seed, created_at)
            values (:id, :workspace, :by, 'sandbox', 'A topic', '{}', now(), 1, now())
            """)
        .param("id", id)
        .param("workspace", WORKSPACE)
        .param("by", USER)
        .update();
    return id;
  }

  private void opportunity(UUID analysis, String title) {
    UUID id = UUID.randomUUID();
    database
        .asOwner()
        .sql(
            """
            insert into opportunity (id, workspace_id, analysis_id, title, found_as, problem, who, today, found_at)
            values (:id, :workspace, :analysis, :title, :title, :title, 'People', '', now())
            """)
        .param("id", id)
        .param("workspace", WORKSPACE)
        .param("analysis", analysis)
        .param("title", title)
        .update();
    database
        .asOwner()
        .sql(
            """
            insert into finding (analysis_id, text_id, opportunity_id, problem, who, today, pain, would_pay, doable)
            values (:analysis, :text, :id, '', '', '', 1, 1, 1)
            """)
        .param("analysis", analysis)
        .param("text", ++texts)
        .param("id", id)
        .update();
  }
}
