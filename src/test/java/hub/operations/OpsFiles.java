package hub.operations;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** What {@code ops/} gives to those who run hubs, read as its tools would. */
final class OpsFiles {
  private static final Path OPS = Path.of("ops");

  /** A name that has labels in braces is a metric's. */
  private static final Pattern METRIC = Pattern.compile("([a-z_]+)\\{");

  private OpsFiles() {}

  /** An alert's name and what it asks. */
  record Alert(String name, String expression) {}

  static List<Alert> alerts() throws IOException {
    Map<String, List<Map<String, Object>>> file = only(OPS.resolve("alerts.yaml"));
    List<Alert> alerts = new ArrayList<>();
    for (Map<String, Object> group : file.get("groups")) {
      for (Object rule : (List<?>) group.get("rules")) {
        Map<?, ?> each = (Map<?, ?>) rule;
        alerts.add(new Alert((String) each.get("alert"), (String) each.get("expr")));
      }
    }
    return alerts;
  }

  static List<String> panels() throws IOException {
    List<String> expressions = new ArrayList<>();
    JsonNode dashboard = new ObjectMapper().readTree(OPS.resolve("dashboard.json").toFile());
    dashboard.findValues("expr").forEach(expr -> expressions.add(expr.asText()));
    return expressions;
  }

  /** The metrics that dashboard and alerts name; {@code up} is Prometheus' own. */
  static Set<String> metrics() throws IOException {
    Set<String> names = new TreeSet<>();
    Stream.concat(panels().stream(), alerts().stream().map(Alert::expression))
        .flatMap(expression -> METRIC.matcher(expression).results())
        .forEach(match -> names.add(match.group(1)));
    names.remove("up");
    return names;
  }

  static String runbook() throws IOException {
    return Files.readString(OPS.resolve("runbook.md"));
  }

  /** Every document of the compose file and the Kubernetes manifests. */
  static List<Map<String, Object>> manifests() throws IOException {
    List<Map<String, Object>> documents = new ArrayList<>();
    try (Stream<Path> files = Files.walk(OPS)) {
      for (Path file : files.filter(each -> each.toString().endsWith(".yaml")).sorted().toList()) {
        documents.addAll(all(file));
      }
    }
    return documents;
  }

  private static <T> T only(Path file) throws IOException {
    return new Yaml(strict()).load(Files.readString(file));
  }

  @SuppressWarnings("unchecked")
  private static List<Map<String, Object>> all(Path file) throws IOException {
    List<Map<String, Object>> documents = new ArrayList<>();
    new Yaml(strict())
        .loadAll(Files.readString(file))
        .forEach(document -> documents.add((Map<String, Object>) document));
    return documents;
  }

  private static SafeConstructor strict() {
    LoaderOptions options = new LoaderOptions();
    options.setAllowDuplicateKeys(false);
    return new SafeConstructor(options);
  }
}
