package hub.integration.process;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import hub.TestDatabase;
import hub.TestHub;
import hub.analysis.view.AnalysisReader;
import hub.analysis.view.Opportunity;
import hub.analysis.view.OpportunityView;
import hub.analysis.view.Score;
import hub.analysis.view.Tier;
import hub.analysis.view.Weights;
import hub.integration.Flow;
import hub.integration.FlowKind;
import hub.integration.FlowText;
import hub.integration.Flows;
import hub.integration.check.FlowCheck;
import hub.integration.delivery.Example;
import hub.integration.process.RunningFlows.Outcome;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Flows that ask the database, from a real process over the real wire: what they are told is what
 * the pages show of their own workspace.
 */
class FlowViewsTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final UUID OURS = TestDatabase.WORKSPACE;
  private static final UUID THEIRS = UUID.fromString("00000000-0000-7000-8000-0000000000b1");

  private static final Receiver RECEIVER = new Receiver();
  private static TestHub hub;
  private static UUID analysis;

  @BeforeAll
  static void start() {
    hub =
        TestHub.start(
            Map.of("hub.flows.views.password", "any", "hub.flows.child.hosts", RECEIVER.address()));
    theirAnalysis();
    analysis = hub.analysed(OURS, TestDatabase.USER, "Invoices of translators");
  }

  @AfterAll
  static void stop() {
    hub.close();
    RECEIVER.close();
  }

  private static void theirAnalysis() {
    for (String sql :
        List.of(
            "insert into workspace (id, name) values (:id, 'Heron Works')",
            """
            insert into app_user (id, workspace_id, email, name, role)
            values (:id, :id, 'heron@example.org', 'Heron', 'owner')
            """,
            """
            insert into analysis (id, workspace_id, created_by, mode, topic, communities, since, seed, created_at)
            values (:id, :id, :id, 'sandbox', 'a secret of Heron', '{translator}', now(), 1, now())
            """,
            """
            insert into opportunity (id, workspace_id, analysis_id, title, found_as, problem, who, today, found_at)
            values (:id, :id, :id, 'a secret of Heron', '', '', '', '', now())
            """,
            """
            insert into finding (analysis_id, text_id, opportunity_id, problem, who, today, pain, would_pay, doable)
            values (:id, 1, :id, '', '', '', 2, 2, 2)
            """)) {
      hub.database().asOwner().sql(sql).param("id", THEIRS).update();
    }
  }

  private static Flow published(UUID workspace, String name, String yaml) {
    Flows flows = hub.bean(Flows.class);
    FlowText text = new FlowText(FlowKind.RESULT, name, yaml);
    assertThat(hub.bean(FlowCheck.class).check(text).problems())
        .allMatch(problem -> problem.sentence().contains("127.0.0.1"));
    Flow flow = flows.create(text, workspace, TestDatabase.USER, "");
    flows.publish(flow.id(), 1, TestDatabase.USER);
    flows.turn(flow.id(), Flow.State.ON, TestDatabase.USER);
    return flow;
  }

  /** What the flow was answered, as its receiver gets it. */
  private static JsonNode asked(UUID workspace, String name, String statement) throws IOException {
    Flow flow = published(workspace, name, asking(name, statement));
    Outcome outcome = give(workspace, flow, "{\"id\": \"%s\"}".formatted(analysis));
    assertThat(outcome.failure()).isEmpty();
    return JSON.readTree(RECEIVER.requests().getLast().body());
  }

  private static Outcome give(UUID workspace, Flow flow, String body) {
    return hub.bean(RunningFlows.class)
        .give(
            workspace,
            flow.id(),
            "direct:flow-%s-analysis".formatted(flow.name()),
            body,
            Map.of("event", "analysis"),
            null);
  }

  private static String asking(String name, String statement) {
    return """
    - route:
        id: %1$s-analysis
        from:
          uri: direct:flow-%1$s-analysis
          steps:
            - setHeader:
                id: %1$s-of
                name: sql_analysis
                expression:
                  simple:
                    expression: "${body[id]}"
            - setBody:
                id: %1$s-statement
                expression:
                  constant:
                    expression: "%2$s"
            - to:
                id: %1$s-ask
                uri: jdbc:views
                parameters:
                  useHeadersAsParameters: "true"
            - marshal:
                id: %1$s-json
                json: {}
            - to:
                id: %1$s-send
                uri: http://%3$s/
    """
        .formatted(name, statement, RECEIVER.address());
  }

  @Test
  void tellsWhatThePagesShow() throws Exception {
    AnalysisReader reader = hub.bean(AnalysisReader.class);
    List<String> shown = new ArrayList<>();
    for (Opportunity each : reader.results(OURS, analysis).orElseThrow().opportunities()) {
      OpportunityView view = reader.opportunity(OURS, analysis, each.id()).orElseThrow();
      Score score = Score.of(each.facts(), Weights.STANDARD);
      shown.add(
          "%s %s %d %d %s %d %d %s"
              .formatted(
                  each.id(),
                  each.title(),
                  view.rank(),
                  score.total(),
                  Tier.of(score.total()).key(),
                  each.facts().authors(),
                  each.facts().threads(),
                  String.join(", ", each.communities())));
    }

    JsonNode rows =
        asked(OURS, "all", "select * from opportunities where analysis_id = :?sql_analysis");

    List<String> told = new ArrayList<>();
    for (JsonNode row : rows) {
      if (!row.path("candidate").asBoolean()) {
        told.add(
            "%s %s %d %d %s %d %d %s"
                .formatted(
                    row.path("id").asText(),
                    row.path("title").asText(),
                    row.path("rank").asInt(),
                    row.path("score").asInt(),
                    row.path("tier").asText(),
                    row.path("authors").asInt(),
                    row.path("threads").asInt(),
                    row.path("communities").asText()));
      }
      assertThat(Instant.parse(row.path("found_at").asText())).isBefore(Instant.now());
    }
    assertThat(shown).hasSizeGreaterThan(1);
    assertThat(told).containsExactlyInAnyOrderElementsOf(shown);
  }

  @Test
  void neverTellsAnotherWorkspacesRows() throws Exception {
    String everything = "select topic, title from opportunities order by found_at";

    JsonNode ours = asked(OURS, "ours", everything);
    JsonNode theirs = asked(THEIRS, "theirs", everything);
    JsonNode oursByTheirs =
        asked(THEIRS, "curious", "select * from opportunities where analysis_id = :?sql_analysis");

    assertThat(ours).isNotEmpty().noneMatch(row -> row.toString().contains("Heron"));
    assertThat(theirs).hasSize(1).allMatch(row -> row.toString().contains("a secret of Heron"));
    assertThat(oursByTheirs).isEmpty();
  }

  @Test
  void takesNoWordOfAMessageForAWordOfAStatement() {
    Flow flow =
        published(
            OURS, "typed", asking("typed", "select id from analyses where id = :?sql_analysis"));

    Outcome outcome = give(OURS, flow, "{\"id\": \"' or true; delete from opportunities --\"}");

    assertThat(outcome.failure())
        .isEqualTo("Step typed-ask: The database refused the statement, state 22P02");
  }

  @Test
  void saysWhatIsWrongWithAStatement() {
    Flow flow = published(OURS, "slip", asking("slip", "select titel from opportunities"));

    assertThat(give(OURS, flow, "{}").failure())
        .isEqualTo(
            "Step slip-ask: The database refused the statement: ERROR: column \"titel\" does not"
                + " exist");
  }

  @Test
  void sendsTheBestAsItsExampleSays() throws Exception {
    Flow flow =
        published(
            OURS,
            "weekly",
            Example.BEST
                .yaml("weekly")
                .replace("https://example.com/", "http://" + RECEIVER.address() + "/"));

    Outcome outcome =
        give(OURS, flow, "{\"id\": \"%s\", \"topic\": \"translation\"}".formatted(analysis));

    assertThat(outcome.failure()).isEmpty();
    Receiver.Request request = RECEIVER.requests().getLast();
    assertThat(request.headers()).doesNotContainKey("sql_analysis");
    JsonNode told = JSON.readTree(request.body());
    assertThat(told.path("topic").asText()).isEqualTo("translation");
    assertThat(told.path("best")).hasSizeBetween(2, 5);
    assertThat(told.path("best").path(0).path("rank").asInt()).isEqualTo(1);
  }

  @Test
  void tellsAThousandRowsAtMost() throws Exception {
    JsonNode rows =
        asked(
            OURS,
            "many",
            "select q.id from quotes q cross join quotes r cross join quotes s limit 5000");

    assertThat(rows).hasSize(1_000);
  }
}
