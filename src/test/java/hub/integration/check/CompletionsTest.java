package hub.integration.check;

import static org.assertj.core.api.Assertions.assertThat;

import hub.integration.FlowKind;
import hub.integration.FlowText;
import hub.integration.check.Completion.Option;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is offered while a flow is half written; the bar stands for the cursor. */
class CompletionsTest {

  @Test
  void offersSteps() {
    assertThat(
            offered(
                """
                - route:
                    from:
                      uri: direct:flow-crm-opportunity
                      steps:
                        - fil|
                """))
        .containsExactly("filter");
  }

  @Test
  void offersWhatAStepMayHave() {
    assertThat(
            offered(
                """
                - route:
                    from:
                      steps:
                        - split:
                            id: crm-x
                            st|
                """))
        .containsExactly("steps", "stopOnException", "streaming");
  }

  @Test
  void offersOptionsOfTheEndpointAndTheirValues() {
    String send =
        """
        - route:
            from:
              steps:
                - to:
                    id: crm-send
                    uri: https://example.com/hook
                    parameters:
        """;
    assertThat(offered(send + " ".repeat(14) + "http|")).containsExactly("httpMethod");
    assertThat(offered(send + " ".repeat(14) + "httpMethod: P|"))
        .containsExactly("PATCH", "POST", "PUT");
  }

  @Test
  void offersAddressesFunctionsAndPlaceholders() {
    assertThat(offered("- route:\n    from:\n      steps:\n        - to:\n            uri: sm|"))
        .containsExactly("smtp:", "smtps:");
    assertThat(offered("        - log:\n            message: see ${upp|"))
        .containsExactly("uppercase");
    assertThat(offered("        - log:\n            message: \"{{flow.inbox.s|"))
        .containsExactly("flow.inbox.settles");
    assertThat(offered("|")).containsExactly("route");
  }

  @Test
  void saysWhereTheBegunWordBegins() {
    assertThat(at("- route:\n    rout|").from()).isEqualTo(5);
  }

  private static List<String> offered(String written) {
    return at(written).options().stream().map(Option::label).toList();
  }

  private static Completion at(String written) {
    String before = written.substring(0, written.indexOf('|'));
    int line = (int) before.chars().filter(one -> one == '\n').count() + 1;
    int column = before.length() - before.lastIndexOf('\n');
    return TestChecks.COMPLETIONS.at(
        new FlowText(FlowKind.RESULT, "crm", written.replace("|", "")), line, column);
  }
}
