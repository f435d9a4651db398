package hub.integration.view;

import hub.integration.Flow;
import hub.integration.FlowEvent;
import hub.integration.FlowKind;
import hub.integration.FlowNode;
import hub.integration.FlowVersion;
import hub.integration.Flows;
import hub.integration.delivery.Deliveries;
import hub.integration.delivery.Delivery;
import hub.web.CurrentUser;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ResponseStatusException;

/** Reads flows for pages, each as who looks may see it. */
@Component
class FlowReader {
  private static final int SHAPES_KEPT = 200;

  private final Flows flows;
  private final Deliveries deliveries;
  private final Map<Version, Shape> shapes =
      Collections.synchronizedMap(
          new LinkedHashMap<>() {
            @java.io.Serial private static final long serialVersionUID = 1;

            @Override
            protected boolean removeEldestEntry(Map.Entry<Version, Shape> eldest) {
              return size() > SHAPES_KEPT;
            }
          });

  /** Which text; it never changes. */
  private record Version(UUID flowId, int number) {}

  FlowReader(Flows flows, Deliveries deliveries) {
    this.flows = flows;
    this.deliveries = deliveries;
  }

  /** Sources are the administrator's, results the workspace's integrators' and owner's. */
  static boolean mayEdit(CurrentUser user, FlowKind kind) {
    return kind == FlowKind.SOURCE ? user.administrator() : user.mayEditFlows();
  }

  static void requireEditor(CurrentUser user, FlowKind kind) {
    if (!mayEdit(user, kind)) {
      throw new AccessDeniedException(
          "%s may not change a flow of kind %s".formatted(user.role(), kind.title()));
    }
  }

  Flow find(CurrentUser user, UUID id) {
    return flows
        .find(user.workspaceId(), id)
        .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
  }

  /** Found, and theirs to change. */
  Flow findToChange(CurrentUser user, UUID id) {
    Flow flow = find(user, id);
    requireEditor(user, flow.kind());
    return flow;
  }

  FlowVersion version(Flow flow, int number) {
    return flows
        .version(flow.id(), number)
        .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
  }

  /** Sources first. */
  List<FlowLine> lines(CurrentUser user) {
    Map<UUID, Map<Delivery.State, Integer>> log = deliveries.counts(user.workspaceId());
    return Stream.concat(flows.sources().stream(), flows.results(user.workspaceId()).stream())
        .map(flow -> line(user, flow, log))
        .toList();
  }

  FlowLine line(CurrentUser user, Flow flow) {
    return line(
        user,
        flow,
        flow.kind() == FlowKind.RESULT ? deliveries.counts(user.workspaceId()) : Map.of());
  }

  private FlowLine line(CurrentUser user, Flow flow, Map<UUID, Map<Delivery.State, Integer>> log) {
    Shape shape = shape(flow, flow.published() == 0 ? flow.newest() : flow.published());
    List<FlowNode> nodes =
        flows.nodes(flow.id()).stream().map(node -> byRoute(node, shape)).toList();
    List<FlowEvent> history = flows.history(flow.id());
    Set<String> entries = shape.entries().stream().map(Shape.Route::id).collect(Collectors.toSet());
    Numbers counted = Numbers.of(nodes, entries);
    return new FlowLine(
        flow,
        shape.about(),
        nodes,
        history.stream().findFirst(),
        flow.kind() == FlowKind.RESULT
            ? counted.byLog(log.getOrDefault(flow.id(), Map.of()))
            : counted,
        mayEdit(user, flow.kind()));
  }

  /** A process for flows counts by the endpoint that a message came to. */
  private static FlowNode byRoute(FlowNode node, Shape shape) {
    Map<String, String> routes =
        shape.routes().stream()
            .collect(Collectors.toMap(Shape.Route::from, Shape.Route::id, (one, other) -> one));
    return new FlowNode(
        node.process(),
        node.name(),
        node.version(),
        node.state(),
        node.error(),
        node.traffic().stream()
            .map(one -> one.under(routes.getOrDefault(one.route(), one.route())))
            .toList(),
        node.at());
  }

  Shape shape(Flow flow, int number) {
    return shapes.computeIfAbsent(
        new Version(flow.id(), number),
        key ->
            flows
                .version(key.flowId(), key.number())
                .map(version -> WrittenShape.of(version.yaml()))
                .orElse(Shape.NONE));
  }
}
