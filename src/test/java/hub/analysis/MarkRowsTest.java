package hub.analysis;

import static hub.TestDatabase.USER;
import static hub.TestDatabase.WORKSPACE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import hub.TestDatabase;
import hub.analysis.view.Mark;
import hub.analysis.view.Mark.Verdict;
import hub.budget.SettableClock;
import java.time.Duration;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class MarkRowsTest {
  private static final Mark USEFUL = new Mark(Verdict.USEFUL, "A client asked", true, false);

  private static TestDatabase database;

  private final SettableClock clock = new SettableClock();
  private final MarkRows marks = new MarkRows(database.jdbc(), clock);
  private UUID analysis;
  private UUID opportunity;

  @BeforeAll
  static void open() {
    database = TestDatabase.fresh();
  }

  @AfterAll
  static void close() {
    database.close();
  }

  @BeforeEach
  void addOpportunity() {
    analysis = UUID.randomUUID();
    database
        .jdbc()
        .sql(
            """
            insert into analysis (id, workspace_id, created_by, mode, topic, communities, since, seed, created_at)
            values (:id, :workspace, :user, 'sandbox', 'Invoices', '{}', now(), 1, now())
            """)
        .param("id", analysis)
        .param("workspace", WORKSPACE)
        .param("user", USER)
        .update();
    opportunity = opportunity(null);
  }

  private UUID opportunity(@Nullable UUID mergedInto) {
    UUID id = UUID.randomUUID();
    database
        .jdbc()
        .sql(
            """
            insert into opportunity (id, workspace_id, analysis_id, title, found_as, problem, who, today, merged_into, found_at)
            values (:id, :workspace, :analysis, 't', 't', 'p', 'w', '', :into, now())
            """)
        .param("id", id)
        .param("workspace", WORKSPACE)
        .param("analysis", analysis)
        .param("into", mergedInto)
        .update();
    return id;
  }

  @Test
  void keepsTheNewestMarkOfAReader() {
    marks.keep(WORKSPACE, USER, analysis, opportunity, new Mark(null, "", false, true));
    marks.keep(WORKSPACE, USER, analysis, opportunity, USEFUL);

    assertThat(marks.of(WORKSPACE, USER, analysis)).containsExactly(entry(opportunity, USEFUL));
  }

  @Test
  void erasesAMarkWithItsReason() {
    marks.keep(WORKSPACE, USER, analysis, opportunity, USEFUL);

    marks.keep(WORKSPACE, USER, analysis, opportunity, Mark.NONE);

    assertThat(marks.of(WORKSPACE, USER, analysis)).isEmpty();
    assertThat(stored()).isZero();
  }

  @Test
  void followsAnOpportunityIntoTheOneItWasMergedWith() {
    UUID merged = opportunity(opportunity);
    marks.keep(WORKSPACE, USER, analysis, opportunity, new Mark(null, "", true, false));
    clock.advance(Duration.ofMinutes(1));
    marks.keep(WORKSPACE, USER, analysis, merged, USEFUL);

    assertThat(marks.of(WORKSPACE, USER, analysis)).containsExactly(entry(opportunity, USEFUL));

    marks.keep(WORKSPACE, USER, analysis, opportunity, Mark.NONE);

    assertThat(stored()).isZero();
  }

  @Test
  void knowsInWhichAnalysesAReaderSaidWhatIsUseful() {
    UUID jonas = member("Jonas Weil");
    marks.keep(WORKSPACE, USER, analysis, opportunity, USEFUL);
    marks.keep(WORKSPACE, jonas, analysis, opportunity, new Mark(null, "", true, false));

    assertThat(marks.judgedBy(WORKSPACE, USER, 50)).contains(analysis);
    assertThat(marks.judgedBy(WORKSPACE, jonas, 50)).isEmpty();
    assertThat(marks.judgedBy(UUID.randomUUID(), USER, 50)).isEmpty();
  }

  @Test
  void tellsTheWorkspaceWhatOthersSaid() {
    UUID jonas = member("Jonas Weil");
    marks.keep(WORKSPACE, jonas, analysis, opportunity, USEFUL);
    marks.keep(WORKSPACE, USER, analysis, opportunity, new Mark(null, "", false, true));

    assertThat(marks.others(WORKSPACE, USER, opportunity))
        .singleElement()
        .satisfies(
            said -> {
              assertThat(said.by()).isEqualTo("Jonas Weil");
              assertThat(said.mark()).isEqualTo(USEFUL);
            });
    assertThat(marks.others(WORKSPACE, jonas, opportunity))
        .as("a hidden one says nothing")
        .isEmpty();
    assertThat(marks.of(WORKSPACE, jonas, analysis)).containsExactly(entry(opportunity, USEFUL));
  }

  @Test
  void leavesAnotherWorkspacesOpportunityAlone() {
    marks.keep(UUID.randomUUID(), USER, analysis, opportunity, USEFUL);

    assertThat(stored()).isZero();
  }

  private UUID member(String name) {
    UUID id = UUID.randomUUID();
    database
        .asOwner()
        .sql(
            """
            insert into app_user (id, workspace_id, email, name, role) values (:id, :workspace, :email, :name, 'analyst')
            """)
        .param("id", id)
        .param("workspace", WORKSPACE)
        .param("name", name)
        .param("email", id + "@example.org")
        .update();
    return id;
  }

  private int stored() {
    return database
        .jdbc()
        .sql("select count(*) from mark where opportunity_id = :id")
        .param("id", opportunity)
        .query(Integer.class)
        .single();
  }
}
