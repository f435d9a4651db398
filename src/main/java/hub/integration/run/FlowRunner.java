package hub.integration.run;

import hub.Roles;
import hub.integration.Flow;
import hub.integration.FlowChanged;
import hub.integration.FlowKind;
import hub.integration.FlowNode;
import hub.integration.Publications;
import hub.integration.Publications.Publication;
import hub.integration.RouteTraffic;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.camel.CamelContext;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Service;

/**
 * Serves on this process what is published. Each publication raises its flow's revision; a process
 * that knows an older one follows. What cannot start here is taken back for all.
 */
@Service
public class FlowRunner {
  private static final Logger LOG = LoggerFactory.getLogger(FlowRunner.class);

  /** So often a process says what it serves although nothing changed. */
  private static final Duration TELL_EVERY = Duration.ofSeconds(5);

  private final UUID process = UUID.randomUUID();
  private final FlowRoutes routes;
  private final Publications publications;
  private final Roles roles;
  private final FlowSettings settings;
  private final Clock clock;
  private final Map<UUID, ServedFlow> flows = new ConcurrentHashMap<>();
  private final Map<UUID, Followed> followed = new ConcurrentHashMap<>();
  private boolean begun;

  /** What was made of which revision. */
  private record Followed(long revision, String error, Instant told) {}

  FlowRunner(
      CamelContext camel,
      FlowDoors doors,
      Publications publications,
      Roles roles,
      FlowSettings settings,
      Clock clock) {
    this.routes = new FlowRoutes(camel, doors, settings.longestDrain());
    this.publications = publications;
    this.roles = roles;
    this.settings = settings;
    this.clock = clock;
  }

  /** Begins to serve; Camel has started. */
  synchronized void begin() {
    begun = true;
    for (Publication each : publications.all(FlowKind.SOURCE)) {
      follow(each);
    }
  }

  /** Follows at once what was published here. */
  @EventListener
  void changed(FlowChanged event) {
    if (event.kind() == FlowKind.SOURCE) {
      look();
    }
  }

  /** Follows what was published anywhere, and takes back what does not do well. */
  synchronized void look() {
    if (!begun) {
      return;
    }
    for (Publication each : publications.all(FlowKind.SOURCE)) {
      Followed known = followed.get(each.flowId());
      if (known == null || known.revision() < each.revision()) {
        follow(each);
      } else if (known.told().plus(TELL_EVERY).isBefore(clock.instant())) {
        tell(each, known.error());
      }
      watch(each);
    }
  }

  private void follow(Publication wanted) {
    String error = "";
    try {
      serve(wanted);
    } catch (Exception | LinkageError e) {
      error = Reasons.of(e);
      LOG.warn(
          "Version {} of the flow {} cannot be served: {}", wanted.version(), wanted.name(), error);
    }
    tell(wanted, error);
    if (!error.isEmpty()) {
      publications.takeBack(wanted.flowId(), wanted.version(), false, "Could not start: " + error);
    }
  }

  private void serve(Publication wanted) throws Exception {
    ServedFlow flow =
        flows.computeIfAbsent(
            wanted.flowId(), id -> new ServedFlow(wanted.name(), routes, roles.workers()));
    if (wanted.version() == 0 || wanted.state() == Flow.State.OFF) {
      flow.stop();
    } else {
      long began = System.nanoTime();
      String text = publications.text(wanted.flowId(), wanted.version());
      flow.serve(wanted.version(), text, wanted.state());
      LOG.info(
          "Serves version {} of the flow {} ({}, after {} ms)",
          wanted.version(),
          wanted.name(),
          wanted.state().name().toLowerCase(java.util.Locale.ROOT),
          (System.nanoTime() - began) / 1_000_000);
    }
  }

  private void tell(Publication wanted, String error) {
    ServedFlow flow = flows.get(wanted.flowId());
    Generation serving = flow == null ? null : flow.serving();
    FlowNode.State state =
        !error.isEmpty()
            ? FlowNode.State.FAILED
            : serving == null
                ? FlowNode.State.OFF
                : wanted.state() == Flow.State.ON
                    ? FlowNode.State.SERVES
                    : FlowNode.State.SUSPENDED;
    Instant now = clock.instant();
    followed.put(wanted.flowId(), new Followed(wanted.revision(), error, now));
    publications.tell(
        wanted.flowId(),
        wanted.revision(),
        new FlowNode(
            process,
            "hub " + ProcessHandle.current().pid(),
            serving == null ? 0 : serving.version(),
            state,
            error,
            serving == null ? List.of() : serving.traffic(),
            now));
  }

  /** A version that fails more than the one before did is taken back within its first minute. */
  private void watch(Publication each) {
    ServedFlow flow = flows.get(each.flowId());
    Generation serving = flow == null ? null : flow.serving();
    boolean isNew =
        each.since() != null
            && each.before() > 0
            && clock.instant().isBefore(each.since().plus(settings.provenAfter()));
    if (flow == null || serving == null || !isNew || serving.version() != each.version()) {
      return;
    }
    String trouble = Health.trouble(serving, flow.before());
    if (trouble != null) {
      LOG.warn("Version {} of the flow {} is taken back: {}", each.version(), each.name(), trouble);
      publications.takeBack(each.flowId(), each.version(), true, trouble);
    }
  }

  /** What goes through a flow here, by route; empty if nothing of it is served here. */
  public List<RouteTraffic> traffic(UUID flowId) {
    return serving(flowId).map(Generation::traffic).orElse(List.of());
  }

  /** Which version serves here. */
  Optional<Integer> version(UUID flowId) {
    return serving(flowId).map(Generation::version);
  }

  private Optional<Generation> serving(UUID flowId) {
    @Nullable ServedFlow flow = flows.get(flowId);
    return Optional.ofNullable(flow).map(ServedFlow::serving);
  }

  /** What is served here, by the flow's name. */
  Map<String, List<RouteTraffic>> allTraffic() {
    Map<String, List<RouteTraffic>> all = new java.util.TreeMap<>();
    flows.forEach((id, flow) -> all.put(flow.name(), traffic(id)));
    return all;
  }

  void end() {
    publications.forget(process);
  }
}
