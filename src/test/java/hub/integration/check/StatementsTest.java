package hub.integration.check;

import static org.assertj.core.api.Assertions.assertThat;

import hub.integration.FlowKind;
import hub.integration.FlowText;
import hub.integration.delivery.Example;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What is said of a statement for the database, and where. */
class StatementsTest {
  private static final String BEST = Example.BEST.yaml();
  private static final int FIRST_LINE = lineOf("select rank");
  private static final int ASKED = lineOf("uri: jdbc:views");

  private static int lineOf(String words) {
    List<String> lines = BEST.lines().toList();
    return lines.indexOf(lines.stream().filter(line -> line.contains(words)).findFirst().get()) + 1;
  }

  private static Problem only(String yaml) {
    List<Problem> problems = TestChecks.result("best", yaml).problems();
    assertThat(problems).hasSize(1);
    return problems.getFirst();
  }

  @Test
  void pointsAtTheWordThatIsRefused() {
    Problem problem = only(BEST.replace("from opportunities", "from forum_text"));

    assertThat(problem.line()).isEqualTo(FIRST_LINE + 1);
    assertThat(problem.sentence()).isEqualTo("There is no view forum_text.");
    assertThat(problem.remedy()).contains("opportunities", "charges_by_day");
  }

  @Test
  void pointsAtTheSecondOfTwoEqualWords() {
    Problem problem = only(BEST.replace("limit 5", "limit 5; select 1;"));

    assertThat(problem.line()).isEqualTo(FIRST_LINE + 4);
    assertThat(problem.column()).isEqualTo(BEST.lines().toList().get(FIRST_LINE + 3).length() + 1);
  }

  @Test
  void saysHowParametersAreFilledIn() {
    Problem problem = only(BEST.replace("\"true\"", "\"false\""));

    assertThat(problem.line()).isEqualTo(ASKED);
    assertThat(problem.remedy()).contains("useHeadersAsParameters: \"true\"");
  }

  @Test
  void asksForAConstantDirectlyBefore() {
    Problem problem =
        only(
            BEST.replace(
                "        - to:\n            id: best-ask",
                "        - log:\n            id: best-log\n            message: here\n"
                    + "        - to:\n            id: best-ask"));

    assertThat(problem.line()).isEqualTo(ASKED + 3);
    assertThat(problem.remedy()).contains("setBody", ":?sql_name");
  }

  @Test
  void saysWhatToConfigureWhereThereIsNoRoleForFlows() {
    FlowCheck check =
        new CheckedFlows(
            TestChecks.VALUES_OF_THE_HUB,
            new FlowSchema(),
            new Camel(),
            new Reach(
                new Hosts(List.of()), () -> Optional.of("hub.flows.views.password is not set")));

    Problem problem =
        check.check(new FlowText(FlowKind.RESULT, "best", BEST)).problems().getFirst();

    assertThat(problem.line()).isEqualTo(ASKED);
    assertThat(problem.sentence())
        .isEqualTo(
            "Flows cannot ask the database of this installation: hub.flows.views.password is not"
                + " set.");
    assertThat(problem.remedy()).contains("hub.flows.views.username");
  }

  @Test
  void isNoEndpointOfSources() {
    assertThat(TestChecks.source("best", BEST).problems().stream().map(Problem::sentence))
        .contains("jdbc: is none of the endpoints of a source flow.");
  }
}
