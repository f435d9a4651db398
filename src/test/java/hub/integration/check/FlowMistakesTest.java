package hub.integration.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The mistakes that people make, each told with its place and what would work. */
class FlowMistakesTest {
  private static final String FLOW =
      """
      # Posts on the topic.
      - route:
          id: some-forum-posts
          from:
            uri: direct:flow-some-forum-posts
            steps:
              - setBody:
                  id: some-forum-search
                  expression:
                    simple:
                      expression: search?q=${variable.query}
              - to:
                  id: some-forum-ask
                  uri: direct:flow-ask-forum
              - filter:
                  id: some-forum-asked
                  expression:
                    simple:
                      expression: ${body[flair]} == 'Question'
                  steps:
                    - to:
                        id: some-forum-keep
                        uri: direct:flow-keep-text
      """;

  private static final String TYPED =
      """
      - route:
          id: some-forum-posts
          from:
            uri: direct:flow-some-forum-posts
            steps:
              - throttle:
                  id: some-forum-pace
                  expression:
                    constant:
                      expression: "10"
              - split:
                  id: some-forum-each
                  expression:
                    tokenize:
                      token: ","
                  steps:
                    - log:
                        id: some-forum-log
                        message: one
              - circuitBreaker:
                  id: some-forum-breaker
                  resilience4jConfiguration:
                    id: some-forum-breaks
                  steps:
                    - unmarshal:
                        id: some-forum-read
                        json:
                          id: some-forum-json
              - setBody:
                  id: some-forum-body
                  expression:
                    simple:
                      expression: search
      """;

  @Test
  void findsNothingWrongWithAGoodFlow() {
    Checked checked = TestChecks.source("some-forum", FLOW);

    assertThat(checked.problems()).isEmpty();
    assertThat(checked.routes())
        .containsExactly(new CheckedRoute("some-forum-posts", 2, "direct:flow-some-forum-posts"));
  }

  @Test
  void namesAnEndpointThatNobodyServes() {
    assertTold(
        "direct:flow-keep-text",
        "direct:flow-kep-text",
        23,
        "direct",
        "Nobody serves direct:flow-kep-text.",
        "Did you mean direct:flow-keep-text?");
  }

  @Test
  void namesAStepThatIsNone() {
    assertTold(
        "- filter:", "- fliter:", 15, "schema", "There is no step fliter.", "Did you mean filter?");
  }

  @Test
  void namesAnExpressionThatCannotBeRead() {
    Problem problem = only(FLOW.replace("== 'Question'", "== 'Question"));

    assertThat(problem.line()).isEqualTo(19);
    assertThat(problem.rule()).isEqualTo("simple");
  }

  @Test
  void namesAPlaceholderThatNothingIsConfiguredAs() {
    Problem problem = only(FLOW.replace("'Question'", "'{{flow.hacker-news.page}}'"));

    assertThat(problem.line()).isEqualTo(19);
    assertThat(problem.column()).isEqualTo(48);
    assertThat(problem.endColumn()).isEqualTo(73);
    assertThat(problem.remedy()).isEqualTo("Did you mean flow.hacker-news.pages?");
  }

  @Test
  void namesAnIdThatIsThereTwiceOrNotAtAll() {
    assertTold(
        "id: some-forum-keep",
        "id: some-forum-ask",
        22,
        "id",
        "The id some-forum-ask is on line 13 already.",
        "Give it another.");
    Problem missing = only(FLOW.replace("            id: some-forum-ask\n", ""));
    assertThat(missing.sentence()).isEqualTo("This step has no id.");
    assertThat(missing.line()).isEqualTo(12);
  }

  @Test
  void namesAnOptionThatAnEndpointHasNot() {
    Problem problem =
        TestChecks.result(
                "crm",
                """
                - route:
                    id: crm
                    from:
                      uri: direct:flow-crm-opportunity
                      steps:
                        - to:
                            id: crm-send
                            uri: https://example.com/hook
                            parameters:
                              httpMethd: POST
                """)
            .problems()
            .getFirst();

    assertThat(problem.line()).isEqualTo(10);
    assertThat(problem.column()).isEqualTo(15);
    assertThat(problem.sentence()).isEqualTo("https: has no option httpMethd.");
    assertThat(problem.remedy()).isEqualTo("Did you mean httpMethod?");
  }

  @Test
  void namesAValueThatAnOptionCannotHave() {
    Problem problem =
        TestChecks.source(
                "tick",
                """
                - route:
                    id: tick
                    from:
                      uri: timer:tick
                      parameters:
                        fixedRate: perhaps
                      steps:
                        - stop:
                            id: tick-stop
                """)
            .problems()
            .getFirst();

    assertThat(problem.line()).isEqualTo(6);
    assertThat(problem.sentence()).isEqualTo("fixedRate cannot be perhaps.");
    assertThat(problem.remedy()).isEqualTo("Give true or false.");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "split/parallelProcessing: maybe|true or false",
        "split/parallelProcessing: \"maybe\"|true or false",
        "split/stopOnException: 1|true or false",
        "split/shareUnitOfWork: '{{flow.hacker-news.pages}}'|true or false",
        "split/disabled: 'perhaps'|true or false",
        "throttle/timePeriodMillis: soon|a duration",
        "throttle/timePeriodMillis: '-1'|a duration",
        "throttle/timePeriodMillis: '{{flow.inbox.folder}}'|a duration",
        "throttle/rejectExecution: maybe|true or false",
        "throttle/mode: Sometimes|one of TotalRequests, ConcurrentRequests",
        "log/loggingLevel: LOUD|one of TRACE",
        "log/loggingLevel: '{{flow.inbox.folder}}'|one of TRACE",
        "resilience4jConfiguration/slidingWindowType: SIDEWAYS|one of TIME_BASED",
        "resilience4jConfiguration/slidingWindowSize: 2.5|a whole number",
        "resilience4jConfiguration/failureRateThreshold: high|a number",
        "resilience4jConfiguration/waitDurationInOpenState: a while|a duration",
        "resilience4jConfiguration/timeoutEnabled: maybe|true or false",
        "json/prettyPrint: maybe|true or false",
        "tokenize/skipFirst: maybe|true or false",
        "simple/trim: maybe|true or false",
      })
  void namesAValueOfTheWrongKind(String written, String remedy) {
    String owner = written.split("/")[0];
    String line = written.split("/")[1];
    List<String> lines = new ArrayList<>(TYPED.lines().toList());
    int at = 1;
    while (!lines.get(at - 1).endsWith(owner + ":")) {
      at++;
    }
    String indent = " ".repeat(lines.get(at).indexOf(lines.get(at).strip()));
    lines.add(at, indent + line);

    Problem problem = only(String.join("\n", lines) + "\n");

    assertThat(problem.line()).isEqualTo(at + 1);
    assertThat(problem.column()).isEqualTo(indent.length() + line.indexOf(": ") + 3);
    assertThat(problem.sentence()).startsWith(line.split(":")[0]);
    assertThat(problem.remedy()).contains(remedy);
  }

  @Test
  void takesValuesOfTheRightKindAlsoFromTheConfiguration() {
    String right =
        TYPED
            .replace(
                "- throttle:",
                "- throttle:\n            timePeriodMillis: \"{{flow.inbox.settles}}\"")
            .replace("- split:", "- split:\n            parallelProcessing: true");

    assertThat(TestChecks.source("some-forum", TYPED).problems()).isEmpty();
    assertThat(TestChecks.source("some-forum", right).problems()).isEmpty();
  }

  @Test
  void namesATabAndAnUnclosedQuote() {
    Problem tab = only("- route:\n\tid: x\n");
    assertThat(tab.rule()).isEqualTo("syntax");
    assertThat(tab.line()).isEqualTo(2);

    Problem quote = only("- route:\n    id: \"x\n");
    assertThat(quote.rule()).isEqualTo("syntax");
  }

  @Test
  void neverThrowsWhateverIsWritten() {
    for (int length = 0; length < FLOW.length(); length += 7) {
      TestChecks.source("some-forum", FLOW.substring(0, length));
    }
    for (String odd :
        new String[] {
          "", "\u0000", "a", "- ", "- 1", "{}", "[[[", "- route: x", "- route:\n    from: 1"
        }) {
      assertThat(TestChecks.source("some-forum", odd).passes()).as(odd).isFalse();
    }
  }

  private static void assertTold(
      String right, String wrong, int line, String rule, String sentence, String remedy) {
    Problem problem = only(FLOW.replace(right, wrong));
    assertThat(problem.line()).isEqualTo(line);
    assertThat(problem.rule()).isEqualTo(rule);
    assertThat(problem.sentence()).isEqualTo(sentence);
    assertThat(problem.remedy()).isEqualTo(remedy);
  }

  private static Problem only(String yaml) {
    assertThat(TestChecks.source("some-forum", yaml).problems()).hasSize(1);
    return TestChecks.source("some-forum", yaml).problems().getFirst();
  }
}
