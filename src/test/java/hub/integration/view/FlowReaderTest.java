package hub.integration.view;

import static org.assertj.core.api.Assertions.assertThat;

import hub.integration.Flow;
import hub.integration.FlowKind;
import hub.integration.FlowNode;
import hub.integration.FlowVersion;
import hub.integration.Flows;
import hub.integration.RouteTraffic;
import hub.integration.delivery.Deliveries;
import hub.integration.delivery.Delivery;
import hub.integration.delivery.Example;
import hub.web.CurrentUser;
import java.lang.reflect.Proxy;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What the list says of a result flow, whose process comes and goes. */
class FlowReaderTest {
  private static final UUID ID = new UUID(0, 1);
  private static final CurrentUser MIRA =
      new CurrentUser(ID, ID, "Mira", "mira@example.org", CurrentUser.Role.INTEGRATOR, false);
  private static final Flow WEBHOOK =
      new Flow(ID, FlowKind.RESULT, ID, "webhook", Flow.State.ON, 1, 1);
  private static final FlowNode PROCESS =
      new FlowNode(
          ID,
          "hub 1, process 2",
          1,
          FlowNode.State.SERVES,
          "",
          List.of(new RouteTraffic("direct:flow-webhook-opportunity", 5, 3, 1, 40_000, 90_000)),
          Instant.EPOCH);
  private static final Map<Delivery.State, Integer> LOG =
      Map.of(
          Delivery.State.DELIVERED, 7,
          Delivery.State.DEAD, 2,
          Delivery.State.WAITING, 3,
          Delivery.State.DISCARDED, 4);

  private static FlowLine line(List<FlowNode> nodes) {
    return new FlowReader(flows(nodes), deliveries()).lines(MIRA).getFirst();
  }

  private static Flows flows(List<FlowNode> nodes) {
    return stub(
        Flows.class,
        Map.of(
            "sources", List.of(),
            "results", List.of(WEBHOOK),
            "version",
                Optional.of(
                    new FlowVersion(ID, 1, Example.WEBHOOK.yaml(), ID, "", "", Instant.EPOCH)),
            "nodes", nodes,
            "history", List.of()));
  }

  private static Deliveries deliveries() {
    return stub(Deliveries.class, Map.of("counts", Map.of(ID, LOG)));
  }

  private static <T> T stub(Class<T> type, Map<String, ?> answers) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (proxy, method, arguments) -> answers.get(method.getName())));
  }

  @Test
  void countsByTheDeliveryLogAndTimesByTheProcess() {
    FlowLine line = line(List.of(PROCESS));

    assertThat(line.words()).isEqualTo("Running");
    assertThat(line.numbers()).isEqualTo(new Numbers(9, 2, 3, 40_000, 90_000));
    assertThat(line.nodes().getFirst().traffic())
        .extracting(RouteTraffic::route)
        .as("its route's id, as its author wrote it")
        .containsExactly("webhook-opportunity");
  }

  @Test
  void isReadyWhileNoProcessRunsAndKeepsItsCounts() {
    FlowLine line = line(List.of());

    assertThat(line.words()).isEqualTo("Ready");
    assertThat(line.numbers().messages()).isEqualTo(9);
    assertThat(line.numbers().mean()).isEqualTo("–");
  }
}
