package hub.integration.view;

import hub.integration.Flow;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.camel.CamelContext;
import org.apache.camel.Route;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Draws routes with what went through them in this process. */
@Component
class Diagrams {
  /** At the end of the id under which a flow's route runs. */
  private static final Pattern VERSION = Pattern.compile("@(\\d+)$");

  private final FlowReader reader;
  private final StepCounts counts;
  private final CamelContext camel;

  Diagrams(FlowReader reader, StepCounts counts, CamelContext camel) {
    this.reader = reader;
    this.counts = counts;
    this.camel = camel;
  }

  /** The routes of the version that serves; of the newest if none does. */
  List<Drawing> of(FlowLine line) {
    Flow flow = line.flow();
    int number = flow.published() == 0 ? flow.newest() : flow.published();
    return reader.shape(flow, number).routes().stream()
        .map(route -> draw(route, Set.of(), flow.published()))
        .toList();
  }

  /** A draft with the figures of what serves; its changed steps are marked. */
  List<Drawing> ofDraft(Shape draft, Shape serving, int published) {
    Set<Shape.Step> same =
        serving.routes().stream()
            .flatMap(Shape.Route::all)
            .map(Diagrams::withoutLine)
            .collect(Collectors.toSet());
    return draft.routes().stream()
        .map(
            route ->
                draw(
                    route,
                    route
                        .all()
                        .filter(step -> !step.id().isEmpty() && !same.contains(withoutLine(step)))
                        .map(Shape.Step::id)
                        .collect(Collectors.toSet()),
                    published))
        .toList();
  }

  private static Shape.Step withoutLine(Shape.Step step) {
    return new Shape.Step(step.kind(), step.id(), step.detail(), step.uri(), 0, List.of());
  }

  private Drawing draw(Shape.Route route, Set<String> changed, int version) {
    return draw(route, changed, counts.of(route, id -> "v" + version + "." + id));
  }

  private static Drawing draw(Shape.Route route, Set<String> changed, StepTraffic traffic) {
    return new Drawing(route, traffic, Diagram.of(route, traffic, changed));
  }

  /** The routes that are the hub's own, by id: all that run here. */
  List<String> live() {
    return camel.getRoutes().stream().map(Route::getRouteId).sorted().toList();
  }

  /** The id of the route that serves {@code direct:} of that name here; null if none does. */
  @Nullable String servingRoute(String direct) {
    return camel.getRoutes().stream()
        .filter(route -> route.getEndpoint().getEndpointUri().equals("direct://" + direct))
        .map(Route::getRouteId)
        .findFirst()
        .orElse(null);
  }

  Optional<Drawing> live(String routeId) {
    Matcher version = VERSION.matcher(routeId);
    String prefix = version.find() ? "v" + version.group(1) + "." : "";
    return LiveShape.of(camel, routeId)
        .map(
            route ->
                draw(
                    route,
                    Set.of(),
                    counts.of(route, id -> id.startsWith(prefix) ? id : prefix + id)));
  }
}
