package hub.integration.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import hub.Roles;
import hub.TestDatabase;
import hub.integration.Flow;
import hub.integration.Recording;
import hub.integration.Recordings;
import hub.integration.TestFlows;
import hub.integration.trial.TrialMessage;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.Test;

/** What is taken down of a message's way through a flow. */
class RecorderTest {
  private static final String ASKING =
      """
      - route:
          id: words-asking
          from:
            uri: direct:flow-words
            steps:
              - split:
                  id: words-each
                  expression:
                    simple:
                      expression: "${body}"
                  steps:
                    - to:
                        id: words-inside
                        uri: direct:words-inside
      - route:
          id: words-inner
          from:
            uri: direct:words-inside
            steps:
              - to:
                  id: words-door
                  uri: direct:door
      """;

  @Test
  void keepsWhatEnteredAndWhatTheHubsDoorsAnswered() throws Exception {
    try (TestDatabase database = TestDatabase.fresh()) {
      TestFlows store = new TestFlows(database);
      Recordings recordings = store.recordings();
      FlowDoors doors = new FlowDoors(new Recorder(recordings, Duration.ofHours(1)));
      try (FlowRig rig = new FlowRig(store, Roles.all(), doors).following()) {
        rig.camel()
            .addRoutes(
                new RouteBuilder() {
                  @Override
                  public void configure() {
                    from("direct:door").to("direct:deeper");
                    from("direct:deeper").setBody(constant(Map.of("hits", 3)));
                  }
                });
        Flow flow = rig.serving("words", ASKING);

        rig.template.requestBody("direct:flow-words", List.of("one", "two"));
        rig.template.requestBody("direct:flow-words", List.of("not again so soon"));

        await().until(() -> !recordings.list(flow.id()).isEmpty());
        assertThat(recordings.list(flow.id())).hasSize(1);
        Recording recording = recordings.list(flow.id()).getFirst();
        assertThat(recording.from()).isEqualTo("direct:flow-words");
        assertThat(recording.message().body()).isEqualTo("[\"one\",\"two\"]");
        assertThat(recording.answers()).containsOnlyKeys("direct:door");
        assertThat(recording.answers().get("direct:door"))
            .extracting(TrialMessage::body)
            .containsExactly("{\"hits\":3}", "{\"hits\":3}");
      }
    }
  }
}
