package hub.integration.view;

import hub.integration.FlowKind;
import hub.integration.check.FlowValues;
import hub.integration.child.Select;
import hub.integration.delivery.ResultEvent;
import hub.integration.policy.Door;
import hub.integration.policy.FailurePolicy;
import hub.integration.policy.FlowEndpoint;
import hub.integration.policy.FlowFunction;
import hub.integration.policy.FlowHeader;
import hub.integration.policy.FlowLanguage;
import hub.integration.policy.FlowProperty;
import hub.integration.policy.FlowStep;
import hub.integration.policy.FlowView;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.stereotype.Component;

/**
 * The documentation for integrators, made from what flows are checked against, so that it says what
 * is so.
 */
@Component
public class Guide {
  private static final List<String> FILES =
      List.of("classpath*:flows/*.camel.yaml", "classpath*:routes/practice-feed.camel.yaml");

  private final FlowValues values;

  Guide(FlowValues values) {
    this.values = values;
  }

  /** A line of a table: a name, what it is, and what else is to be said. */
  public record Line(String name, String does, String more) {}

  /** A whole flow that ships and is tried by tests. */
  public record Example(String name, String yaml) {}

  public List<ResultEvent> events() {
    return List.of(ResultEvent.values());
  }

  public List<ResultEvent.Field> eventHeaders() {
    return ResultEvent.HEADERS;
  }

  public List<Door> doors() {
    return Door.of(FlowKind.SOURCE);
  }

  public List<Line> endpoints() {
    return Arrays.stream(FlowEndpoint.values())
        .map(one -> new Line(one.begin(), one.does(), kinds(one) + options(one)))
        .toList();
  }

  public List<FlowView> views() {
    return List.of(FlowView.values());
  }

  /** What a statement may call, in one text. */
  public String functions() {
    return String.join(", ", Select.FUNCTIONS);
  }

  private static String kinds(FlowEndpoint endpoint) {
    String way =
        endpoint.canBeFrom() && endpoint.canBeTo()
            ? "from, to"
            : endpoint.canBeFrom() ? "from" : "to";
    return String.join(" and ", endpoint.kinds().stream().map(FlowKind::title).sorted().toList())
        + ", "
        + way;
  }

  private static String options(FlowEndpoint endpoint) {
    return endpoint.options().isEmpty() ? "" : ": " + String.join(", ", endpoint.options());
  }

  public List<Line> steps() {
    return Arrays.stream(FlowStep.values())
        .map(one -> new Line(one.word(), one.does(), String.join(", ", one.properties())))
        .toList();
  }

  public List<Line> languages() {
    return Stream.concat(
            Arrays.stream(FlowLanguage.values())
                .map(one -> new Line(one.word(), one.does(), String.join(", ", one.properties()))),
            Arrays.stream(FlowFunction.values())
                .map(one -> new Line("simple: " + one.title(), one.does(), "")))
        .toList();
  }

  public List<Line> headers() {
    return Arrays.stream(FlowHeader.values())
        .map(one -> new Line(one.word(), one.does(), ""))
        .toList();
  }

  public List<Line> properties() {
    return Stream.concat(
            Arrays.stream(FlowProperty.values())
                .map(one -> new Line(one.word(), one.holds(), "read with exchangeProperty")),
            values.names().stream()
                .map(
                    name ->
                        new Line("{{" + name + "}}", values.value(name).orElse(""), "configured")))
        .toList();
  }

  public List<Line> failurePolicies() {
    return Arrays.stream(FailurePolicy.values())
        .map(one -> new Line(one.id(), one.does(), "Source"))
        .toList();
  }

  public List<Example> examples() {
    return FILES.stream().flatMap(Guide::files).map(Guide::example).toList();
  }

  private static Stream<Resource> files(String pattern) {
    try {
      return Arrays.stream(new PathMatchingResourcePatternResolver().getResources(pattern));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Example example(Resource file) {
    try {
      return new Example(
          Objects.requireNonNull(file.getFilename()).replace(".camel.yaml", ""),
          file.getContentAsString(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
