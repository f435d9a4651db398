package hub.integration.check;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

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
