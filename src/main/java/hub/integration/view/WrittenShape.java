package hub.integration.view;

import hub.integration.view.Shape.Branch;
import hub.integration.view.Shape.Route;
import hub.integration.view.Shape.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/**
 * Reads the shape of a flow off its text. Nothing of the text is loaded: it may be a draft that
 * nobody has checked. What cannot be read is left out.
 */
final class WrittenShape {
  private static final int LONGEST_DETAIL = 60;
  private static final Set<String> CASES =
      Set.of("when", "otherwise", "doCatch", "doFinally", "onFallback");

  private WrittenShape() {}

  /** {@link Shape#NONE} if it is no YAML. */
  static Shape of(String yaml) {
    try {
      return new Compose(LoadSettings.builder().build())
          .composeString(yaml)
          .filter(SequenceNode.class::isInstance)
          .map(file -> new Shape(about(yaml), routes((SequenceNode) file)))
          .orElse(Shape.NONE);
    } catch (YamlEngineException unreadable) {
      return Shape.NONE;
    }
  }

  private static String about(String yaml) {
    String comment =
        String.join(
            " ",
            yaml.lines()
                .takeWhile(line -> line.startsWith("#"))
                .map(line -> line.substring(1).strip())
                .toList());
    int end = comment.indexOf(". ");
    String first = end < 0 ? comment : comment.substring(0, end);
    return first.endsWith(".") ? first.substring(0, first.length() - 1) : first;
  }

  private static List<Route> routes(SequenceNode file) {
    return file.getValue().stream()
        .map(item -> inner(item, "route"))
        .filter(MappingNode.class::isInstance)
        .map(MappingNode.class::cast)
        .flatMap(route -> route(route).stream())
        .toList();
  }

  private static Optional<Route> route(MappingNode route) {
    if (!(inner(route, "from") instanceof MappingNode from)) {
      return Optional.empty();
    }
    List<Step> steps = new ArrayList<>();
    String uri = text(from, "uri");
    steps.add(new Step("from", text(from, "id"), component(uri), uri, line(from), List.of()));
    steps.addAll(steps(from));
    return Optional.of(
        new Route(text(route, "id"), line(route), text(route, "routeConfigurationId"), steps));
  }

  private static List<Step> steps(Node of) {
    return inner(of, "steps") instanceof SequenceNode steps
        ? steps.getValue().stream().flatMap(step -> step(step).stream()).toList()
        : List.of();
  }

  private static Optional<Step> step(Node item) {
    if (!(item instanceof MappingNode map) || map.getValue().isEmpty()) {
      return Optional.empty();
    }
    NodeTuple only = map.getValue().getFirst();
    String kind = ((ScalarNode) only.getKeyNode()).getValue();
    Node with = only.getValueNode();
    String uri = text(with, "uri");
    return Optional.of(
        new Step(
            kind,
            text(with, "id"),
            uri.isEmpty() ? detail(kind, with) : component(uri),
            uri,
            line(only.getKeyNode()),
            branches(with)));
  }

  private static List<Branch> branches(Node with) {
    List<Branch> branches = new ArrayList<>();
    List<Step> own = steps(with);
    if (!own.isEmpty()) {
      branches.add(new Branch("", own));
    }
    if (with instanceof MappingNode map) {
      for (NodeTuple each : map.getValue()) {
        String key = each.getKeyNode() instanceof ScalarNode name ? name.getValue() : "";
        if (CASES.contains(key)) {
          all(each.getValueNode())
              .forEach(one -> branches.add(new Branch(words(key, one), steps(one))));
        }
      }
    }
    return List.copyOf(branches);
  }

  private static List<Node> all(Node node) {
    return node instanceof SequenceNode many ? many.getValue() : List.of(node);
  }

  private static String words(String key, Node one) {
    String condition = condition(one);
    return switch (key) {
      case "when" -> condition;
      case "onFallback" -> "when it is open";
      case "doCatch" -> "when it fails";
      case "doFinally" -> "at the end";
      default -> "otherwise";
    };
  }

  private static String detail(String kind, Node with) {
    String pace = text(with, "timePeriodMillis");
    String what =
        kind.equals("throttle") && !pace.isEmpty()
            ? condition(with) + (pace.equals("60000") ? " a minute" : " in " + pace + " ms")
            : text(with, "name").isEmpty() ? condition(with) : text(with, "name");
    String flat = what.replaceAll("\\s+", " ").strip();
    return flat.length() <= LONGEST_DETAIL ? flat : flat.substring(0, LONGEST_DETAIL - 1) + "…";
  }

  /** The expression of a step, whatever its language. */
  private static String condition(Node with) {
    if (!(inner(with, "expression") instanceof MappingNode languages)
        || languages.getValue().isEmpty()) {
      return "";
    }
    Node of = languages.getValue().getFirst().getValueNode();
    String expression = text(of, "expression");
    return expression.isEmpty() ? text(of, "token").replace("\n", "line") : expression;
  }

  /** {@code direct} of {@code direct:flow-texts}. */
  static String component(String uri) {
    int colon = uri.indexOf(':');
    return (colon < 0 ? uri : uri.substring(0, colon)).toLowerCase(Locale.ROOT);
  }

  private static @Nullable Node inner(@Nullable Node of, String key) {
    return of instanceof MappingNode map
        ? map.getValue().stream()
            .filter(
                each -> each.getKeyNode() instanceof ScalarNode name && name.getValue().equals(key))
            .map(NodeTuple::getValueNode)
            .findFirst()
            .orElse(null)
        : null;
  }

  private static String text(@Nullable Node of, String key) {
    return inner(of, key) instanceof ScalarNode scalar
        ? Objects.requireNonNullElse(scalar.getValue(), "")
        : "";
  }

  private static int line(Node node) {
    return node.getStartMark().map(mark -> mark.getLine() + 1).orElse(0);
  }
}
