package hub.integration.view;

import hub.integration.Flow;
import hub.integration.FlowKind;
import hub.integration.FlowText;
import hub.integration.FlowVersion;
import hub.integration.Flows;
import hub.web.CurrentUser;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** What a new flow begins with: the text of one that is there, under its new name. */
@Component
class Starters {
  private final Flows flows;

  Starters(Flows flows) {
    this.flows = flows;
  }

  /** Those that who asks may copy. */
  List<Flow> all(CurrentUser user) {
    return Stream.concat(
            user.administrator() ? flows.sources().stream() : Stream.empty(),
            user.mayEditFlows() ? flows.results(user.workspaceId()).stream() : Stream.empty())
        .toList();
  }

  /**
   * @param starter the id of one of {@link #all}; empty for the smallest flow
   */
  FlowText text(CurrentUser user, FlowKind kind, String name, String starter) {
    return all(user).stream()
        .filter(flow -> flow.id().toString().equals(starter) && flow.kind() == kind)
        .findFirst()
        .flatMap(flow -> copy(flow, kind, name))
        .orElseGet(() -> new FlowText(kind, name, smallest(name)));
  }

  /** Ids begin with their flow's name, so those of a copy begin with the new one. */
  private java.util.Optional<FlowText> copy(Flow flow, FlowKind kind, String name) {
    UUID id = flow.id();
    return flows
        .version(id, flow.published() == 0 ? flow.newest() : flow.published())
        .map(FlowVersion::yaml)
        .map(yaml -> new FlowText(kind, name, renamed(yaml, flow.name(), name)));
  }

  private static String renamed(String yaml, String from, String to) {
    return yaml.replaceAll("\\b" + java.util.regex.Pattern.quote(from) + "\\b", to);
  }

  private static String smallest(String name) {
    return """
    # What this flow does, in a sentence.
    - route:
        id: %1$s
        from:
          uri: direct:flow-%1$s
          steps:
            - log:
                id: %1$s-says
                message: A message came
    """
        .formatted(name);
  }
}
