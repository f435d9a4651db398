package hub.integration.view;

import hub.integration.Flow;
import hub.integration.FlowEvent;
import hub.integration.FlowEvent.What;
import hub.integration.FlowKind;
import hub.integration.FlowNode;
import hub.integration.RouteTraffic;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A flow as the list shows it.
 *
 * @param last what last happened to it; empty if nothing did
 * @param mayEdit whether who looks may change it
 */
public record FlowLine(
    Flow flow,
    String about,
    List<FlowNode> nodes,
    Optional<FlowEvent> last,
    Numbers numbers,
    boolean mayEdit) {

  public boolean runs() {
    return flow.state() == Flow.State.ON && flow.published() > 0;
  }

  /** Whether there is a reason to look at its page. */
  public boolean isTroubled() {
    return runs() && (wentBack() || nodes.stream().anyMatch(FlowLine::failed));
  }

  private boolean wentBack() {
    return last.filter(event -> event.what() == What.WENT_BACK || event.what() == What.REFUSED)
        .isPresent();
  }

  private static boolean failed(FlowNode node) {
    return node.state() == FlowNode.State.FAILED;
  }

  public String dot() {
    return isTroubled() ? "slow" : runs() ? "running" : "waits";
  }

  public String words() {
    if (flow.published() == 0) {
      return "Off until it is published";
    }
    return switch (flow.state()) {
      case SUSPENDED -> "Suspended";
      case OFF -> "Stopped";
      case ON -> isTroubled() ? trouble() : isResult() && nodes.isEmpty() ? "Ready" : "Running";
    };
  }

  /** {@code v7 failed its health check, v6 goes on}. */
  private String trouble() {
    return last.filter(event -> wentBack())
        .map(
            event ->
                "v%d %s, v%d goes on"
                    .formatted(
                        event.number(),
                        event.what() == What.REFUSED ? "did not start" : "was taken back",
                        flow.published()))
        .orElseGet(this::troubleHere);
  }

  private String troubleHere() {
    FlowNode node = nodes.stream().filter(FlowLine::failed).findFirst().orElseThrow();
    return node.version() == 0
        ? "v%d does not run on %s".formatted(flow.published(), node.name())
        : "v%d did not start on %s, v%d goes on"
            .formatted(flow.published(), node.name(), node.version());
  }

  public String version() {
    return flow.published() == 0 ? "–" : "v" + flow.published();
  }

  /** Where it can be turned to. */
  public List<Flow.State> turns() {
    return Stream.of(Flow.State.values()).filter(state -> state != flow.state()).toList();
  }

  public Numbers numbersOf(RouteTraffic route) {
    return Numbers.of(List.of(route));
  }

  /** Whether it is told results; its process runs only while something is due. */
  public boolean isResult() {
    return flow.kind() == FlowKind.RESULT;
  }

  public boolean hasDraft() {
    return flow.newest() > flow.published();
  }
}
