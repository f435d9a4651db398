package hub.integration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hub.TestDatabase;
import hub.integration.FlowEvent.What;
import hub.integration.Flows.StaleVersion;
import hub.integration.check.Checked;
import hub.integration.check.Problem;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Flows and their versions on a real database. */
class StoredFlowsTest {
  private static TestDatabase database;
  private final TestFlows at = new TestFlows(database);
  private final Flows flows = at.flows;

  @BeforeAll
  static void open() {
    database = TestDatabase.fresh();
  }

  @AfterAll
  static void close() {
    database.close();
  }

  @AfterEach
  void empty() {
    at.empty();
  }

  private Flow made(String name) {
    return flows.create(
        new FlowText(FlowKind.SOURCE, name, "first"), null, TestDatabase.USER, "begin");
  }

  private Flow now(Flow flow) {
    return flows.find(TestDatabase.WORKSPACE, flow.id()).orElseThrow();
  }

  @Test
  void keepsEverySavedTextWithItsAuthor() {
    Flow flow = made("some-forum");

    flows.save(flow.id(), "second", 1, TestDatabase.USER, "why not");

    assertThat(flows.versions(flow.id()))
        .extracting(
            FlowVersion::number, FlowVersion::yaml, FlowVersion::authorName, FlowVersion::message)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple(2, "second", "Mira Okafor", "why not"),
            org.assertj.core.groups.Tuple.tuple(1, "first", "Mira Okafor", "begin"));
  }

  @Test
  void refusesATextThatDoesNotKnowTheNewest() {
    Flow flow = made("some-forum");
    flows.save(flow.id(), "second", 1, TestDatabase.USER, "");

    assertThatThrownBy(() -> flows.save(flow.id(), "other", 1, TestDatabase.USER, ""))
        .isInstanceOfSatisfying(
            StaleVersion.class, stale -> assertThat(stale.newest()).isEqualTo(2));
  }

  @Test
  void refusesANameThatIsTakenOrNone() {
    made("some-forum");

    assertThatThrownBy(() -> made("some-forum"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("some-forum");
    assertThatThrownBy(() -> made("../x")).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void refusesANameThatBeginsAnothersOrIsBegunByIt() {
    made("some-forum");

    assertThatThrownBy(() -> made("some-forum-news"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("some-forum-news")
        .hasMessageContaining("some-forum");
    assertThatThrownBy(() -> made("some")).isInstanceOf(IllegalArgumentException.class);
    assertThat(made("some-forums").name()).isEqualTo("some-forums");
    assertThat(result("some").name()).isEqualTo("some");
  }

  private Flow result(String name) {
    return flows.create(
        new FlowText(FlowKind.RESULT, name, "x"), TestDatabase.WORKSPACE, TestDatabase.USER, "");
  }

  @Test
  void changesNoVersionThatWasSaved() {
    Flow flow = made("some-forum");

    assertThatThrownBy(
            () ->
                database
                    .jdbc()
                    .sql("update flow_version set yaml = 'x' where flow_id = :id")
                    .param("id", flow.id())
                    .update())
        .isInstanceOf(org.springframework.dao.DataAccessException.class);
  }

  @Test
  void publishesWhatPassesTheCheckAndSaysWhatDoesNot() {
    Flow flow = made("some-forum");
    Problem problem = new Problem(1, 1, 2, "syntax", "It is broken.", "Mend it.");
    at.check(text -> new Checked(text, List.of(problem), List.of()));

    assertThat(flows.publish(flow.id(), 1, TestDatabase.USER).problems()).containsExactly(problem);
    assertThat(now(flow).published()).isZero();

    at.check(text -> new Checked(text, List.of(), List.of()));

    assertThat(flows.publish(flow.id(), 1, TestDatabase.USER).passes()).isTrue();
    assertThat(now(flow).published()).isEqualTo(1);
    assertThat(flows.history(flow.id()))
        .extracting(FlowEvent::what, FlowEvent::number, FlowEvent::who)
        .containsExactly(org.assertj.core.groups.Tuple.tuple(What.PUBLISHED, 1, "Mira Okafor"));
  }

  @Test
  void showsAResultFlowToItsWorkspaceAlone() {
    Flow flow = result("tell-us");

    assertThat(flows.results(TestDatabase.WORKSPACE)).extracting(Flow::name).contains("tell-us");
    assertThat(flows.find(java.util.UUID.randomUUID(), flow.id())).isEmpty();
  }

  @Test
  void bringsTheFlowsOfTheJarOnceAndPublishesThem() {
    at.seed();
    at.seed();

    assertThat(flows.sources())
        .extracting(Flow::name, Flow::published, Flow::newest, Flow::state)
        .contains(
            org.assertj.core.groups.Tuple.tuple("hacker-news", 1, 1, Flow.State.ON),
            org.assertj.core.groups.Tuple.tuple("reddit-posts", 1, 1, Flow.State.ON));
    Flow one = flows.sources().getFirst();
    assertThat(flows.version(one.id(), 1).orElseThrow().authorName()).isEqualTo("came with Sluice");
  }

  @Test
  void followsANewerHubUnlessSomebodyPublishedTheirOwn() {
    at.seed();
    Flow followed = at.source("hacker-news");
    Flow own = at.source("reddit-posts");
    flows.save(own.id(), "ours", 1, TestDatabase.USER, "");
    flows.publish(own.id(), 2, TestDatabase.USER);

    at.seed(new FlowText(FlowKind.SOURCE, "hacker-news", "newer"));
    at.seed(new FlowText(FlowKind.SOURCE, "reddit-posts", "newer"));

    assertThat(now(followed)).extracting(Flow::published, Flow::newest).containsExactly(2, 2);
    assertThat(now(own)).extracting(Flow::published, Flow::newest).containsExactly(2, 3);
  }
}
