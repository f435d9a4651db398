package hub.integration.check;

import hub.integration.FlowKind;
import hub.integration.FlowText;
import hub.integration.check.Completion.Option;
import hub.integration.policy.Door;
import hub.integration.policy.FailurePolicy;
import hub.integration.policy.FlowEndpoint;
import hub.integration.policy.FlowForm;
import hub.integration.policy.FlowFunction;
import hub.integration.policy.FlowHeader;
import hub.integration.policy.FlowLanguage;
import hub.integration.policy.FlowStep;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.camel.tooling.model.ComponentModel.EndpointOptionModel;
import org.springframework.stereotype.Component;

/** Completes from the same list that the check refuses by, and from Camel's catalogue. */
@Component
class ListedCompletions implements Completions {
  private static final Pattern SERVED = Pattern.compile("uri:\\s*(direct:flow-[A-Za-z0-9-]+)");

  private final FlowValues values;
  private final Camel camel;

  ListedCompletions(FlowValues values, Camel camel) {
    this.values = values;
    this.camel = camel;
  }

  @Override
  public Completion at(FlowText flow, int line, int column) {
    WrittenPlace place = WrittenPlace.of(flow.yaml(), line, column);
    String begun = place.begun();
    List<Option> fitting =
        offered(flow, place).stream().filter(option -> option.label().startsWith(begun)).toList();
    return new Completion(column - begun.length(), fitting);
  }

  private List<Option> offered(FlowText flow, WrittenPlace place) {
    if (place.inPlaceholder()) {
      return options(values.names(), name -> values.value(name).orElse(""), "}}");
    } else if (place.inFunction()) {
      return options(FlowFunction.names(), name -> "Simple", "");
    } else if (place.key().isEmpty()) {
      return keys(flow, place);
    }
    return values(flow, place);
  }

  private List<Option> keys(FlowText flow, WrittenPlace place) {
    String owner = place.owner();
    return switch (owner) {
      case "" -> options(List.of("route"), name -> "A route", ":");
      case "steps" ->
          Arrays.stream(FlowStep.values())
              .map(
                  step ->
                      new Option(
                          step.word(),
                          step.does(),
                          (place.dashed() ? "" : "- ") + step.word() + ":"))
              .toList();
      case "expression" ->
          Arrays.stream(FlowLanguage.values())
              .map(language -> new Option(language.word(), language.does(), language.word() + ":"))
              .toList();
      case "parameters" -> parameters(flow.kind(), place);
      default -> options(properties(owner), name -> "", ": ");
    };
  }

  private static Collection<String> properties(String owner) {
    return FlowStep.of(owner)
        .map(FlowStep::properties)
        .or(() -> FlowForm.of(owner).map(FlowForm::properties))
        .or(() -> FlowLanguage.of(owner).map(FlowLanguage::properties))
        .orElse(java.util.Set.of());
  }

  private List<Option> parameters(FlowKind kind, WrittenPlace place) {
    Optional<FlowEndpoint> endpoint = endpoint(kind, place);
    return endpoint
        .map(FlowEndpoint::options)
        .map(names -> options(names, name -> about(endpoint.get(), name), ": "))
        .orElse(List.of());
  }

  private static Optional<FlowEndpoint> endpoint(FlowKind kind, WrittenPlace place) {
    String scheme = Endpoints.scheme(place.uri());
    return FlowEndpoint.of(kind, scheme, true).or(() -> FlowEndpoint.of(kind, scheme, false));
  }

  private String about(FlowEndpoint endpoint, String option) {
    return model(endpoint, option)
        .map(EndpointOptionModel::getDescription)
        .map(ListedCompletions::sentence)
        .orElse("");
  }

  private Optional<EndpointOptionModel> model(FlowEndpoint endpoint, String option) {
    var component = camel.catalog().componentModel(endpoint.scheme());
    return component == null
        ? Optional.empty()
        : component.getEndpointOptions().stream()
            .filter(one -> one.getName().equals(option))
            .findFirst();
  }

  private static String sentence(String description) {
    String first = description.split("(?<=\\.) ", 2)[0];
    return first.length() > 120 ? first.substring(0, 117) + "..." : first;
  }

  private List<Option> values(FlowText flow, WrittenPlace place) {
    return switch (place.key()) {
      case "uri" -> uris(flow, place.owner().equals("from"));
      case "routeConfigurationId" ->
          FailurePolicy.of(flow.kind()).stream()
              .map(one -> new Option(one.id(), one.does(), one.id()))
              .toList();
      case "id" ->
          options(List.of(flow.name() + "-"), name -> "Ids begin with the flow's name", "");
      case "type" -> options(FlowForm.TYPES, name -> "", "");
      case "exceptionType" -> options(FlowForm.EXCEPTIONS, name -> "", "");
      case "name" ->
          place.owner().startsWith("setHeader") || place.owner().equals("headers")
              ? Arrays.stream(FlowHeader.values())
                  .map(
                      header ->
                          new Option(
                              header.word().replace("...", ""),
                              header.does(),
                              header.word().replace("...", "")))
                  .toList()
              : List.of();
      default -> place.owner().equals("parameters") ? choices(flow.kind(), place) : List.of();
    };
  }

  private List<Option> choices(FlowKind kind, WrittenPlace place) {
    Optional<EndpointOptionModel> option =
        endpoint(kind, place).flatMap(one -> model(one, place.key()));
    List<String> enums = option.map(EndpointOptionModel::getEnums).orElse(List.of());
    boolean either = option.map(one -> "boolean".equals(one.getJavaType())).orElse(false);
    return options(
        enums != null && !enums.isEmpty() ? enums : either ? List.of("true", "false") : List.of(),
        name -> "",
        "");
  }

  private List<Option> uris(FlowText flow, boolean from) {
    List<Option> uris = new ArrayList<>();
    if (from) {
      uris.add(
          new Option(
              "direct:flow-" + flow.name(),
              "What this flow serves begins so",
              "direct:flow-" + flow.name()));
    } else {
      Door.of(flow.kind())
          .forEach(door -> uris.add(new Option(door.uri(), door.does(), door.uri())));
      SERVED
          .matcher(flow.yaml())
          .results()
          .map(served -> served.group(1))
          .filter(served -> served.startsWith("direct:flow-" + flow.name()))
          .distinct()
          .forEach(served -> uris.add(new Option(served, "A route of this flow", served)));
    }
    FlowEndpoint.all(flow.kind(), from).stream()
        .filter(endpoint -> endpoint != FlowEndpoint.DIRECT)
        .forEach(
            endpoint -> uris.add(new Option(endpoint.begin(), endpoint.does(), endpoint.begin())));
    return uris.stream()
        .collect(
            Collectors.toMap(Option::label, one -> one, (a, b) -> a, java.util.LinkedHashMap::new))
        .values()
        .stream()
        .toList();
  }

  private static List<Option> options(
      Collection<String> names, Function<String, String> detail, String behind) {
    return names.stream()
        .sorted()
        .map(name -> new Option(name, detail.apply(name), name + behind))
        .toList();
  }
}
