package hub.integration.trial;

import static org.assertj.core.api.Assertions.assertThat;

import hub.TestFolder;
import hub.integration.FlowKind;
import hub.integration.FlowText;
import hub.integration.child.Trap;
import hub.integration.delivery.Example;
import hub.integration.process.TestProcesses;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.env.MockEnvironment;

class ChildDryRunTest {
  private static final TrialMessage EVENT =
      new TrialMessage(
          "{\"title\": \"Invoicing takes evenings\", \"score\": 71}",
          "JSON",
          Map.of("event-id", "evt_1", "CamelHttpUri", "http://example.org/"),
          Map.of());

  private static ChildDryRun patient(String... hosts) {
    return new ChildDryRun(
        TestProcesses.settings(Duration.ofMinutes(1), hosts),
        TestProcesses.CLASS_PATH,
        new MockEnvironment().withProperty("flow.hacker-news.pages", "3"));
  }

  private static FlowText flow(String name, String yaml) {
    return new FlowText(FlowKind.RESULT, name, yaml);
  }

  @Test
  void showsEachStepAndSendsNothingEvenWhereItCould() throws IOException {
    try (Trap trap = new Trap()) {
      String yaml =
          """
          - route:
              id: crm-opportunity
              from:
                uri: direct:flow-crm-opportunity
                steps:
                  - setBody:
                      id: crm-title
                      expression:
                        simple:
                          expression: "New: ${body[title]}"
                  - to:
                      id: crm-sign
                      uri: sign:standard-webhooks
                      parameters:
                        secret: "{{flow.secret.webhook}}"
                  - to:
                      id: crm-send
                      uri: http://127.0.0.1:%1$d/hook/{{flow.secret.path}}
                  - to:
                      id: crm-mail
                      uri: smtp://127.0.0.1:%1$d
                      parameters:
                        to: mira@example.org
                        password: "{{flow.secret.mail}}"
                  - to:
                      id: crm-topic
                      uri: kafka:opportunities
                      parameters:
                        brokers: 127.0.0.1:%1$d
                  - to:
                      id: crm-file
                      uri: file:dry-run
                      parameters:
                        fileName: "never.txt"
          """
              .formatted(trap.port());

      Trial trial =
          patient("127.0.0.1:" + trap.port())
              .run(flow("crm", yaml), "direct:flow-crm-opportunity", EVENT);

      assertThat(trial.failure()).isNull();
      assertThat(trap.caught()).isZero();
      assertThat(TestFolder.of("flows").resolve("trial/dry-run")).doesNotExist();
      assertThat(trial.steps())
          .extracting(Step::id)
          .containsExactly(
              "crm-title", "crm-sign", "crm-send", "crm-mail", "crm-topic", "crm-file");
      assertThat(trial.steps().getFirst().line()).isEqualTo(6);
      assertThat(trial.steps().getFirst().before().body()).contains("\"score\":71");
      assertThat(trial.steps().getFirst().before().headers()).containsOnlyKeys("event-id");
      assertThat(trial.steps().getFirst().after().body())
          .isEqualTo("New: Invoicing takes evenings");
      assertThat(trial.sends())
          .extracting(WouldSend::step)
          .containsExactly("crm-send", "crm-mail", "crm-topic", "crm-file");
      assertThat(trial.sends().getFirst().to())
          .isEqualTo("http://127.0.0.1:%d/hook/***".formatted(trap.port()));
      assertThat(trial.sends().getFirst().message().body())
          .isEqualTo("New: Invoicing takes evenings");
      assertThat(trial.sends().get(1).to()).contains("password=***");
    }
  }

  @Test
  void showsWhatTheDatabaseWouldBeAskedAndAsksNothing() {
    String yaml = Example.BEST.yaml("crm");

    Trial trial =
        patient()
            .run(
                flow("crm", yaml),
                "direct:flow-crm-analysis",
                new TrialMessage(
                    "{\"id\": \"a-1\", \"topic\": \"translation\"}", "JSON", Map.of(), Map.of()));

    assertThat(trial.failure()).isNull();
    assertThat(trial.sends()).extracting(WouldSend::step).containsExactly("crm-ask", "crm-send");
    WouldSend asked = trial.sends().getFirst();
    assertThat(asked.to()).isEqualTo("jdbc:views?useHeadersAsParameters=true");
    assertThat(asked.message().body()).startsWith("select rank, title").contains(":?sql_analysis");
    assertThat(asked.message().headers()).containsEntry("sql_analysis", "a-1");
    assertThat(trial.sends().getLast().message().body())
        .isEqualTo("{\"topic\":\"translation\",\"best\":[]}");
  }

  @Test
  void refusesAStatementThatComesFromAMessage() {
    String yaml =
        Example.BEST
            .yaml("crm")
            .replaceAll(
                "(?s)constant:\\s+expression: \\|-.*?limit 5",
                "simple: {expression: \"\\${body[id]}\"}");

    Trial trial =
        patient()
            .run(
                flow("crm", yaml),
                "direct:flow-crm-analysis",
                new TrialMessage("{\"id\": \"select 1\"}", "JSON", Map.of(), Map.of()));

    assertThat(trial.failure()).contains("not a message");
    assertThat(trial.sends()).isEmpty();
  }

  @Test
  void givesASourceFlowTheAnswersThatWereRecorded() throws IOException {
    FlowText flow =
        new FlowText(
            FlowKind.SOURCE,
            "hacker-news",
            Files.readString(Path.of("src/main/resources/routes/hacker-news.camel.yaml"))
                .replace("{{flow.hacker-news.requests-per-minute}}", "1000"));
    TrialMessage answer =
        new TrialMessage(
            """
            {"hits": [{"objectID": "7", "author": "ada", "title": "Ask HN: invoices?", "story_text": "Words", "points": 3},
                      {"objectID": "8", "author": "bob", "title": "A link"}], "nbPages": 1}
            """,
            "JSON",
            Map.of(),
            Map.of());

    Trial trial =
        patient()
            .run(
                flow,
                "direct:flow-hacker-news-posts",
                new TrialMessage("", "null", Map.of(), Map.of("query", "invoices", "since", "0")),
                Map.of("direct:flow-ask-forum", List.of(answer, answer, answer)));

    assertThat(trial.failure()).isNull();
    assertThat(trial.sends())
        .extracting(WouldSend::to)
        .containsSubsequence(
            "direct:flow-ask-forum", "direct:flow-keep-text", "direct:flow-ask-forum");
    assertThat(trial.sends().get(1).message().body()).contains("\"id\":\"7\"", "Ask HN: invoices?");
  }

  @Test
  void saysWhatAStepThrew() {
    Trial trial =
        patient()
            .run(
                flow(
                    "x",
                    one(
                        "- throwException:\n"
                            + "    id: x-stop\n"
                            + "    message: No good\n"
                            + "    exceptionType: java.lang.String")),
                "direct:flow-x-opportunity",
                EVENT);

    assertThat(trial.failure()).isNotNull();
  }

  @ParameterizedTest
  @ValueSource(strings = {"endless-loop", "endless-router", "endless-delay"})
  @DisplayName("H5 what never ends is stopped and its steps are shown")
  void stopsWhatNeverEnds(String name) throws IOException {
    ChildDryRun hasty =
        new ChildDryRun(
            TestProcesses.settings(Duration.ofSeconds(5)),
            TestProcesses.CLASS_PATH,
            new MockEnvironment());

    Trial trial = hasty.run(hostile(name), "direct:flow-hostile-opportunity", EVENT);

    assertThat(trial.failure()).contains("did not end within 5 s");
    assertThat(trial.took()).isLessThan(Duration.ofSeconds(20));
  }

  @Test
  @DisplayName("H5 a flow that calls itself ends")
  void endsARecursion() throws IOException {
    Trial trial =
        patient().run(hostile("endless-recursion"), "direct:flow-hostile-opportunity", EVENT);

    assertThat(trial.failure()).contains("calls itself without an end");
    assertThat(trial.steps()).isNotEmpty();
  }

  @Test
  @DisplayName("H5 a body that outgrows the memory ends its process alone")
  void endsAGiantBody() throws IOException {
    Trial trial = patient().run(hostile("giant-body"), "direct:flow-hostile-opportunity", EVENT);

    assertThat(trial.failure()).contains("more memory than the 48m");
  }

  private static FlowText hostile(String name) throws IOException {
    return flow(
        "hostile", Files.readString(Path.of("src/test/resources/hostile/" + name + ".yaml")));
  }

  private static String one(String step) {
    return """
    - route:
        id: x-opportunity
        from:
          uri: direct:flow-x-opportunity
          steps:
    """
        + step.indent(8);
  }
}
