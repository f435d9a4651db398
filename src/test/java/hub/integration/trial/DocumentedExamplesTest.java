package hub.integration.trial;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import hub.integration.FlowKind;
import hub.integration.FlowText;
import hub.integration.delivery.ResultEvent;
import hub.integration.process.TestProcesses;
import hub.integration.view.Guide;
import hub.integration.view.TestGuide;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.mock.env.MockEnvironment;

/**
 * Each flow that the documentation shows, run as it stands there on an event as the documentation
 * shows it. Over the real wire, with addresses of this machine, they run in RunningFlowsTest.
 */
class DocumentedExamplesTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String KEPT = "direct:flow-keep-text";

  private final ChildDryRun dryRun =
      new ChildDryRun(
          TestProcesses.settings(Duration.ofMinutes(1), "kafka.example.com:9092"),
          TestProcesses.CLASS_PATH,
          new MockEnvironment());

  static List<Guide.Example> results() {
    return TestGuide.examples().stream().filter(each -> !each.yaml().contains(KEPT)).toList();
  }

  static List<Guide.Example> sources() {
    return TestGuide.examples().stream().filter(each -> each.yaml().contains(KEPT)).toList();
  }

  @ParameterizedTest
  @MethodSource("results")
  void aResultFlowSendsWhatItIsTold(Guide.Example example) throws IOException {
    FlowText flow = new FlowText(FlowKind.RESULT, example.name(), example.yaml());
    List<ResultEvent> told =
        List.of(ResultEvent.values()).stream()
            .filter(event -> example.yaml().contains(event.endpoint(example.name())))
            .toList();
    assertThat(told).isNotEmpty();
    for (ResultEvent event : told) {
      Trial trial = dryRun.run(flow, event.endpoint(example.name()), message(event), Map.of());

      assertThat(trial.failure()).isNull();
      List<WouldSend> sends =
          trial.sends().stream().filter(send -> !send.to().startsWith("jdbc:views")).toList();
      assertThat(sends).hasSize(1);
      assertThat(sends.getFirst().message().body())
          .contains(event == ResultEvent.OPPORTUNITY ? "Invoicing" : "translation work");
    }
  }

  @ParameterizedTest
  @MethodSource("sources")
  void aSourceHandsOnWhatItsForumAnswers(Guide.Example example) {
    TrialMessage feed =
        new TrialMessage(
            "{\"entries\": [{\"id\": \"1\", \"title\": \"Invoicing takes evenings\"}]}",
            "JSON",
            Map.of(),
            Map.of());

    Trial trial =
        dryRun.run(
            new FlowText(FlowKind.SOURCE, example.name(), example.yaml()),
            "direct:flow-" + example.name() + "-posts",
            new TrialMessage("", "null", Map.of(), Map.of()),
            Map.of("direct:flow-ask-feed", List.of(feed)));

    assertThat(trial.failure()).isNull();
    assertThat(trial.sends().getLast().to()).isEqualTo(KEPT);
    assertThat(trial.sends().getLast().message().body()).contains("Invoicing takes evenings");
  }

  /** Of the values that the documentation gives as examples. */
  private static TrialMessage message(ResultEvent event) throws IOException {
    Map<String, Object> body = new LinkedHashMap<>();
    for (ResultEvent.Field field : event.fields()) {
      body.put(
          field.name(),
          field.type().equals("text") ? field.example() : JSON.readTree(field.example()));
    }
    Map<String, String> headers =
        ResultEvent.HEADERS.stream()
            .collect(Collectors.toMap(ResultEvent.Field::name, ResultEvent.Field::example));
    return new TrialMessage(JSON.writeValueAsString(body), "JSON", headers, Map.of());
  }
}
