package hub.integration.view;

import hub.integration.view.Shape.Branch;
import hub.integration.view.Shape.Route;
import hub.integration.view.Shape.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.apache.camel.CamelContext;
import org.apache.camel.spi.ModelDumpLine;
import org.apache.camel.support.PluginHelper;
import org.jspecify.annotations.Nullable;

/** Reads the shape of a route off Camel's live model, whether it was written in Java or YAML. */
final class LiveShape {
  private static final int FIRST_STEPS = 2;
  private static final Set<String> CASES =
      Set.of("when", "otherwise", "doCatch", "doFinally", "onFallback");

  private final List<ModelDumpLine> lines;
  private int at;

  private LiveShape(List<ModelDumpLine> lines) {
    this.lines = lines;
  }

  /** Empty if no such route runs here. */
  static Optional<Route> of(CamelContext camel, String routeId) {
    if (camel.getRoute(routeId) == null) {
      return Optional.empty();
    }
    return Optional.of(of(dump(camel, routeId)));
  }

  private static List<ModelDumpLine> dump(CamelContext camel, String routeId) {
    try {
      return PluginHelper.getModelToStructureDumper(camel).dumpStructure(camel, routeId, false);
    } catch (Exception unreadable) {
      throw new IllegalStateException(
          "The model of route " + routeId + " is unreadable", unreadable);
    }
  }

  /** The first line is the route, the second what it consumes from. */
  static Route of(List<ModelDumpLine> lines) {
    ModelDumpLine route = lines.getFirst();
    ModelDumpLine from = lines.get(1);
    List<Step> steps = new ArrayList<>();
    steps.add(new Step("from", "", WrittenShape.component(uri(from)), uri(from), 0, List.of()));
    steps.addAll(new LiveShape(lines.subList(FIRST_STEPS, lines.size())).steps(FIRST_STEPS));
    return new Route(Objects.requireNonNullElse(route.id(), ""), 0, "", List.copyOf(steps));
  }

  private List<Step> steps(int level) {
    List<Step> steps = new ArrayList<>();
    while (at < lines.size() && lines.get(at).level() == level && !isCase(lines.get(at))) {
      steps.add(step(level));
    }
    return List.copyOf(steps);
  }

  private Step step(int level) {
    ModelDumpLine line = lines.get(at++);
    List<Branch> branches = new ArrayList<>();
    while (at < lines.size() && lines.get(at).level() > level) {
      branches.add(branch(level + 1));
    }
    return new Step(
        line.type(),
        Objects.requireNonNullElse(line.id(), ""),
        uri(line).isEmpty() ? detail(line) : WrittenShape.component(uri(line)),
        uri(line),
        0,
        List.copyOf(branches));
  }

  private Branch branch(int level) {
    ModelDumpLine first = lines.get(at);
    if (!isCase(first)) {
      return new Branch("", steps(level));
    }
    at++;
    return new Branch(words(first), steps(level + 1));
  }

  private static String words(ModelDumpLine line) {
    return switch (line.type()) {
      case "when" -> detail(line);
      case "onFallback" -> "when it is open";
      case "doCatch" -> "when it fails";
      case "doFinally" -> "at the end";
      default -> "otherwise";
    };
  }

  private static boolean isCase(ModelDumpLine line) {
    return CASES.contains(line.type());
  }

  private static String uri(ModelDumpLine line) {
    String uri = Objects.requireNonNullElse(line.uri(), "");
    int options = uri.indexOf('?');
    return options < 0 ? uri : uri.substring(0, options);
  }

  /** What stands in brackets: {@code ${body} > 3} of {@code filter[simple{${body} > 3}]}. */
  private static String detail(ModelDumpLine line) {
    String code = Objects.requireNonNullElse(line.code(), "");
    @Nullable String inner =
        code.startsWith(line.type() + "[") && code.endsWith("]")
            ? code.substring(line.type().length() + 1, code.length() - 1)
            : null;
    return inner == null || inner.contains("@") ? "" : withoutLanguage(inner);
  }

  private static String withoutLanguage(String expression) {
    int brace = expression.indexOf('{');
    return brace > 0 && expression.endsWith("}") && !expression.substring(0, brace).contains("$")
        ? expression.substring(brace + 1, expression.length() - 1)
        : expression.substring(expression.lastIndexOf('.') + 1);
  }
}
