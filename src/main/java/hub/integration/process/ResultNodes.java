package hub.integration.process;

import hub.integration.FlowNode;
import hub.integration.Publications;
import jakarta.annotation.PreDestroy;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Service;

/**
 * Says which process runs each result flow, which version, and what went through it there, in the
 * same list in which each hub says it of sources. A process that has stopped is taken off the list.
 */
@Service
public class ResultNodes {
  private static final Duration TELL_EVERY = Duration.ofSeconds(5);

  private final RunningFlows running;
  private final Publications publications;
  private final Clock clock;
  private final UUID process = UUID.randomUUID();
  private final String hub = "hub " + ProcessHandle.current().pid();
  private Instant toldAt = Instant.EPOCH;
  private Set<String> told = Set.of();

  ResultNodes(RunningFlows running, Publications publications, Clock clock) {
    this.running = running;
    this.publications = publications;
    this.clock = clock;
  }

  /** Called by the clock: at once where something has changed, now and then for the figures. */
  public synchronized void tell() {
    Map<UUID, FlowNode> nodes = running.nodes(process, hub);
    Set<String> now = Set.copyOf(nodes.entrySet().stream().map(ResultNodes::standing).toList());
    boolean changed = !now.equals(told);
    if (changed) {
      publications.forget(process);
    }
    if (changed || toldAt.plus(TELL_EVERY).isBefore(clock.instant())) {
      nodes.forEach((flow, node) -> publications.tell(flow, 0, node));
      told = now;
      toldAt = clock.instant();
    }
  }

  private static String standing(Map.Entry<UUID, FlowNode> each) {
    FlowNode node = each.getValue();
    return "%s %s %d %s".formatted(each.getKey(), node.name(), node.version(), node.error());
  }

  /** This hub ends, and its processes with it. */
  @PreDestroy
  synchronized void forget() {
    publications.forget(process);
  }
}
