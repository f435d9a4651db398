package hub.integration;

import hub.integration.FlowEvent.What;
import hub.integration.check.Checked;
import hub.integration.check.Problem;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Turns files of the mounted folder into versions. They pass the check that pages' texts pass;
 * where somebody saved on the page since the last file, a person decides which of the two serves.
 */
@Component
public class FolderVersions {
  private static final Logger LOG = LoggerFactory.getLogger(FolderVersions.class);

  private final FlowRows rows;
  private final VersionRows versions;
  private final StoredFlows flows;
  private final TransactionTemplate transaction;
  private final ApplicationEventPublisher events;
  private final Clock clock;

  FolderVersions(
      FlowRows rows,
      VersionRows versions,
      StoredFlows flows,
      TransactionTemplate transaction,
      ApplicationEventPublisher events,
      Clock clock) {
    this.rows = rows;
    this.versions = versions;
    this.flows = flows;
    this.transaction = transaction;
    this.events = events;
    this.clock = clock;
  }

  /** A version that was made of a file. */
  private record Made(UUID flowId, int number, String conflict) {}

  /** Takes in a file as it is now; a text that is known already changes nothing. */
  public void take(FlowText file) {
    Objects.requireNonNull(transaction.execute(status -> add(file)))
        .ifPresent(made -> serve(file, made));
  }

  private void serve(FlowText file, Made made) {
    Checked checked = flows.check(file);
    String why = made.conflict().isEmpty() ? problems(checked.problems()) : made.conflict();
    if (why.isEmpty()) {
      flows.publish(made.flowId(), made.number(), null, "From the folder");
      rows.find(made.flowId()).ifPresent(flow -> tell(flow, made.number()));
    } else {
      LOG.warn("The file {}.camel.yaml does not serve: {}", file.name(), why);
      refuse(made, why);
    }
  }

  private Optional<Made> add(FlowText file) {
    Flow fresh = new Flow(UUID.randomUUID(), file.kind(), null, file.name(), Flow.State.ON, 0, 1);
    Optional<String> neighbour = rows.neighbour(file.name(), null);
    if (neighbour.isPresent()) {
      LOG.warn(
          "The file {}.camel.yaml is not taken: its ids and those of the flow {} would begin alike;"
              + " give it another name",
          file.name(),
          neighbour.get());
      return Optional.empty();
    }
    if (rows.insert(fresh, null, clock.instant())) {
      versions.insert(fresh.id(), 1, file.yaml(), Origin.FOLDER, null, "", 0, clock.instant());
      return Optional.of(new Made(fresh.id(), 1, ""));
    }
    Flow flow = rows.lock(rows.source(file.name()).orElseThrow().id());
    Optional<FlowVersion> known = versions.newest(flow.id(), Origin.FOLDER);
    if (known.isPresent() && known.get().yaml().equals(file.yaml())) {
      return Optional.empty();
    }
    boolean edited = versions.origin(flow.id(), flow.newest()) == Origin.PERSON;
    String conflict =
        edited
            ? "Version %d was saved on the page meanwhile. Publish the one that is to serve."
                .formatted(flow.newest())
            : "";
    int number = flows.add(flow, file.yaml(), Origin.FOLDER, null, "");
    return Optional.of(new Made(flow.id(), number, conflict));
  }

  private void tell(Flow flow, int number) {
    events.publishEvent(new FlowAct(flow, "Published a flow from the folder", "version " + number));
  }

  private void refuse(Made made, String why) {
    versions.tell(made.flowId(), made.number(), What.REFUSED, why, null, clock.instant());
  }

  private static String problems(List<Problem> problems) {
    return problems.isEmpty()
        ? ""
        : "line %d: %s %s"
            .formatted(
                problems.getFirst().line(),
                problems.getFirst().sentence(),
                problems.getFirst().remedy());
  }
}
