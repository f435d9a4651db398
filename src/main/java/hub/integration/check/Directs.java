package hub.integration.check;

import hub.integration.FlowKind;
import hub.integration.FlowText;
import hub.integration.check.Tree.Word;
import hub.integration.delivery.ResultEvent;
import hub.integration.policy.Door;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Who sends to whom within a flow: every {@code direct:} is served, by one, and nothing goes round
 * for ever.
 */
final class Directs {
  private final FlowText flow;
  private final Source source;
  private final Findings findings;
  private final Map<String, Word> served = new HashMap<>();
  private final List<Call> calls = new ArrayList<>();

  Directs(FlowText flow, Source source, Findings findings) {
    this.flow = flow;
    this.source = source;
    this.findings = findings;
  }

  /**
   * One step that sends to another route.
   *
   * @param from what its own route serves
   * @param parts whether it sends the parts of a split, which get smaller
   */
  private record Call(String from, String to, Word uri, boolean parts) {}

  void serves(Word uri) {
    String name = plain(uri);
    if (Door.serves(name)) {
      add(uri, "policy", "%s is a door of the hub.".formatted(name), "Serve %s.".formatted(own()));
    } else if (!name.equals("direct:flow-" + flow.name())
        && !name.startsWith("direct:flow-" + flow.name() + "-")) {
      add(
          uri,
          "policy",
          "This flow may not serve %s.".formatted(name),
          "Begin it with direct:flow-%s.".formatted(flow.name()));
    } else {
      Word first = served.putIfAbsent(name, uri);
      if (first != null) {
        add(
            uri,
            "direct",
            "%s is served twice; line %d does already.".formatted(name, first.place().line()),
            "Give one of the two another name.");
      }
    }
  }

  private String own() {
    return flow.kind() == FlowKind.RESULT
        ? ResultEvent.OPPORTUNITY.endpoint(flow.name())
            + " or another that begins with direct:flow-"
            + flow.name()
        : "direct:flow-" + flow.name() + "-posts or another that begins so";
  }

  void calls(String from, Word uri, boolean parts) {
    calls.add(new Call(from, plain(uri), uri, parts));
  }

  void check() {
    Set<String> known = new TreeSet<>(served.keySet());
    Door.of(flow.kind()).forEach(door -> known.add(door.uri()));
    for (Call call : calls) {
      if (!known.contains(call.to())) {
        boolean flows = call.to().startsWith("direct:flow-");
        add(
            call.uri(),
            flows ? "direct" : "policy",
            flows
                ? "Nobody serves %s.".formatted(call.to())
                : "%s is the hub's own.".formatted(call.to()),
            NearMiss.remedy(call.to(), known, "There are " + String.join(", ", known) + "."));
      }
    }
    calls.stream().filter(this::goesRound).forEach(this::goesRoundForEver);
  }

  /** Whether following it leads back to its own route without ever taking a part of something. */
  private boolean goesRound(Call call) {
    boolean shrinks = call.parts() && flow.kind() == FlowKind.SOURCE;
    return !shrinks && reaches(call.to(), call.from(), new HashSet<>());
  }

  private boolean reaches(String from, String to, Set<String> seen) {
    return from.equals(to)
        || (seen.add(from)
            && calls.stream()
                .filter(call -> call.from().equals(from))
                .filter(call -> !(call.parts() && flow.kind() == FlowKind.SOURCE))
                .anyMatch(call -> reaches(call.to(), to, seen)));
  }

  private void goesRoundForEver(Call call) {
    add(
        call.uri(),
        "policy",
        "From %s a message comes back here for ever.".formatted(call.to()),
        flow.kind() == FlowKind.SOURCE
            ? "Call a route again only with the parts of a split."
            : "Repeat steps with loop and a fixed number.");
  }

  private static String plain(Word uri) {
    return uri.text().split("\\?", 2)[0].replaceFirst("^direct:/+", "direct:");
  }

  private void add(Word uri, String rule, String sentence, String remedy) {
    findings.add(source.find(uri.place(), plain(uri), 0), rule, sentence, remedy);
  }
}
