package hub.integration.delivery;

import hub.integration.Flow;
import hub.integration.Flows;
import hub.integration.process.ChildSettings;
import hub.integration.process.RunningFlows;
import hub.integration.process.RunningFlows.Outcome;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.stereotype.Service;

/** Gives events to flows, at least once: one that fails is tried again, later and later. */
@Service
public class Delivering {
  private static final Duration SPARE = Duration.ofSeconds(30);

  private final DeliveryRows rows;
  private final Flows flows;
  private final Payloads payloads;
  private final RunningFlows running;
  private final DeliverSettings settings;
  private final Duration hold;
  private final Clock clock;
  private final AtomicInteger underWay = new AtomicInteger();

  Delivering(
      DeliveryRows rows,
      Flows flows,
      Payloads payloads,
      RunningFlows running,
      DeliverSettings settings,
      ChildSettings limits,
      Clock clock) {
    this.rows = rows;
    this.flows = flows;
    this.payloads = payloads;
    this.running = running;
    this.settings = settings;
    this.hold = limits.startLimit().multipliedBy(2).plus(limits.deliveryLimit()).plus(SPARE);
    this.clock = clock;
  }

  /** Takes as many that are due as this process can try now; each must then be delivered. */
  public List<Claimed> claim() {
    int free = settings.atOnce() - underWay.get();
    List<Claimed> claimed = free <= 0 ? List.of() : rows.claim(free, hold);
    underWay.addAndGet(claimed.size());
    return claimed;
  }

  /** Tries one and writes down how it went. */
  public void deliver(Claimed claimed) {
    try {
      Optional<Flow> flow = flows.find(claimed.workspaceId(), claimed.flowId());
      Optional<String> body = payloads.of(claimed);
      if (flow.isEmpty() || body.isEmpty()) {
        rows.drop(claimed, "What it is about is no longer there");
      } else {
        deliver(claimed, flow.get(), body.get());
      }
    } finally {
      underWay.decrementAndGet();
    }
  }

  private void deliver(Claimed claimed, Flow flow, String body) {
    Outcome outcome =
        running.give(
            claimed.workspaceId(),
            flow.id(),
            claimed.event().endpoint(flow.name()),
            body,
            Payloads.headers(claimed),
            claimed.onVersion());
    if (outcome.arrived()) {
      rows.arrived(claimed, outcome.version());
    } else if (outcome.innocent()) {
      rows.putBack(claimed, clock.instant());
    } else if (claimed.attempts() >= settings.attempts()) {
      rows.giveUp(claimed, outcome.version(), outcome.failure());
    } else {
      Duration wait =
          settings.waitAfter(claimed.attempts(), ThreadLocalRandom.current().nextDouble());
      rows.again(claimed, outcome.version(), outcome.failure(), clock.instant().plus(wait));
    }
  }
}
