package hub.integration.process;

import hub.integration.Flow;
import hub.integration.FlowNode;
import hub.integration.FlowVersion;
import hub.integration.Flows;
import hub.integration.child.Begin;
import hub.integration.policy.FlowView;
import hub.integration.process.Generation.Running;
import hub.integration.process.ViewPasses.Pass;
import hub.integration.secret.OpenedSecrets;
import jakarta.annotation.PreDestroy;
import java.time.Clock;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;

/**
 * The flows of workspaces, each workspace's in a process of its own. It is started when something
 * is to be delivered and stopped when it is idle. What is published, turned or kept secret anew
 * starts another one, which gets all that comes from then on, while the one before it ends what it
 * is at. A flow that does not start goes on as it was.
 */
@Service
public class RunningFlows {
  private static final Logger LOG = LoggerFactory.getLogger(RunningFlows.class);

  private final Flows flows;
  private final OpenedSecrets secrets;
  private final ChildSettings settings;
  private final ChildClassPath classPath;
  private final ViewPasses passes;
  private final Clock clock;
  private final Map<UUID, Generation> current = new ConcurrentHashMap<>();

  public RunningFlows(
      Flows flows,
      OpenedSecrets secrets,
      ChildSettings settings,
      ChildClassPath classPath,
      ViewPasses passes,
      Clock clock) {
    this.flows = flows;
    this.secrets = secrets;
    this.settings = settings;
    this.classPath = classPath;
    this.passes = passes;
    this.clock = clock;
  }

  /**
   * How a message fared.
   *
   * @param version the version that had it; 0 if none
   * @param failure empty if the flow ran to its end
   * @param innocent whether it failed only because its process was ended for another's sake
   */
  public record Outcome(int version, String failure, boolean innocent) {

    /** Whether the flow ran to its end. */
    public boolean arrived() {
      return failure.isEmpty();
    }

    Outcome by(int version) {
      return new Outcome(version, failure, innocent);
    }
  }

  /**
   * Gives a workspace's flow a message, starting its process if need be, and waits for the end.
   *
   * @param onVersion which of its versions gets it, in a process of its own that ends with it; null
   *     for the one that is published
   */
  public Outcome give(
      UUID workspaceId,
      UUID flowId,
      String from,
      String body,
      Map<String, String> headers,
      @Nullable Integer onVersion) {
    Generation generation;
    try {
      generation = onVersion == null ? enter(workspaceId) : alone(workspaceId, flowId, onVersion);
    } catch (RuntimeException e) {
      LOG.warn("The flows of workspace {} do not start: {}", workspaceId, e.getMessage());
      return new Outcome(0, "The flows do not start: " + e.getMessage(), false);
    }
    try {
      return generation.give(flowId, from, body, headers);
    } finally {
      generation.end(clock.instant());
    }
  }

  /** Begun, and so that it ends with the one message it is for. */
  private Generation alone(UUID workspaceId, UUID flowId, int version) {
    Flow flow = flows.find(workspaceId, flowId).orElseThrow();
    FlowVersion asked =
        flows
            .version(flowId, version)
            .orElseThrow(
                () -> new IllegalStateException("Version " + version + " is no longer stored"));
    Generation once = generation(workspaceId, "", Map.of(flowId, running(flow, asked)));
    Map<String, String> failed = once.awaitStart();
    if (!failed.isEmpty()) {
      once.replace();
      throw new IllegalStateException(String.join("; ", failed.values()));
    }
    once.begin();
    once.replace();
    return once;
  }

  /** Begun within the lock, so that no generation is closed between being found and being used. */
  private Generation enter(UUID workspaceId) {
    return Objects.requireNonNull(
        current.compute(
            workspaceId,
            (id, last) -> {
              Generation fitting = fitting(id, last);
              fitting.begin();
              return fitting;
            }));
  }

  private Generation fitting(UUID workspaceId, @Nullable Generation last) {
    Map<UUID, Running> wanted = published(workspaceId);
    String asked = wanted.values() + " " + secrets.stamps(workspaceId);
    if (last != null && last.isOf(asked)) {
      return last;
    }
    try {
      Generation next = start(workspaceId, asked, wanted, last);
      if (last != null) {
        last.replace();
      }
      return next;
    } catch (RuntimeException e) {
      if (last != null && last.isAlive()) {
        LOG.warn("Flows of workspace {} go on as they were: {}", workspaceId, e.getMessage());
        return last;
      }
      throw e;
    }
  }

  private Map<UUID, Running> published(UUID workspaceId) {
    Map<UUID, Running> published = new LinkedHashMap<>();
    for (Flow flow : flows.results(workspaceId)) {
      if (flow.published() > 0 && flow.state() == Flow.State.ON) {
        FlowVersion version = flows.version(flow.id(), flow.published()).orElseThrow();
        published.put(flow.id(), running(flow, version));
      }
    }
    return published;
  }

  private static Running running(Flow flow, FlowVersion version) {
    return new Running(flow.id(), flow.name(), version.number(), version.yaml(), false);
  }

  /** A flow that fails to start is replaced by what ran before, if anything did. */
  private Generation start(
      UUID workspaceId, String asked, Map<UUID, Running> wanted, @Nullable Generation last) {
    Generation next = generation(workspaceId, asked, wanted);
    Map<String, String> failed = next.awaitStart();
    Map<UUID, Running> instead = last == null ? Map.of() : goodOnes(last.flows(), failed);
    if (!failed.isEmpty()) {
      LOG.warn("Flows of workspace {} did not start: {}", workspaceId, failed);
    }
    if (instead.isEmpty()) {
      return next;
    }
    next.replace();
    Map<UUID, Running> mixed = new LinkedHashMap<>(wanted);
    mixed.putAll(instead);
    Generation second = generation(workspaceId, asked, mixed);
    second.awaitStart();
    second.standsInFor(failed);
    return second;
  }

  private static Map<UUID, Running> goodOnes(
      Map<UUID, Running> before, Map<String, String> failed) {
    Map<UUID, Running> good = new HashMap<>();
    before.forEach(
        (id, flow) -> {
          if (failed.containsKey(flow.name())) {
            good.put(id, flow.instead());
          }
        });
    return good;
  }

  private Generation generation(UUID workspaceId, String asked, Map<UUID, Running> running) {
    Pass pass = pass(workspaceId, running);
    Begin begin =
        new Begin(
            false,
            Generation.codes(running),
            secrets.open(workspaceId),
            Map.of(),
            settings.hosts(),
            settings.folder().toAbsolutePath().resolve(workspaceId.toString()).toString(),
            Map.of(),
            new Begin.Views(FlowView.words(), pass == null ? null : pass.access()));
    return new Generation(asked, running, begin, pass, settings, classPath, clock.instant());
  }

  /** Only a process whose flows may ask is told how. */
  private @Nullable Pass pass(UUID workspaceId, Map<UUID, Running> running) {
    boolean asks = running.values().stream().anyMatch(flow -> flow.yaml().contains("jdbc:"));
    return asks ? passes.open(workspaceId).orElse(null) : null;
  }

  /** What the processes of this hub make of their flows; of one that runs none nothing is said. */
  Map<UUID, FlowNode> nodes(UUID process, String hub) {
    Map<UUID, FlowNode> nodes = new HashMap<>();
    current.values().stream()
        .filter(Generation::isAlive)
        .forEach(generation -> nodes.putAll(generation.nodes(process, hub, clock.instant())));
    return nodes;
  }

  /** Stops processes that nobody needed for a while. */
  public void stopIdle() {
    for (UUID workspace : current.keySet()) {
      current.computeIfPresent(
          workspace,
          (id, generation) -> {
            if (!generation.isAlive()
                || generation.isIdleSince(clock.instant().minus(settings.idle()))) {
              generation.replace();
              return null;
            }
            return generation;
          });
    }
  }

  /** Which process runs a workspace's flows; 0 if none does. */
  long process(UUID workspaceId) {
    Generation generation = current.get(workspaceId);
    return generation == null || !generation.isAlive() ? 0 : generation.pid();
  }

  /** Ends all once they are done with what they are at. */
  @PreDestroy
  public void stopAll() {
    current.values().forEach(Generation::replace);
    current.clear();
  }
}
