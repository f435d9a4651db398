package hub.integration;

import hub.integration.FlowEvent.What;
import hub.integration.check.Checked;
import hub.integration.check.FlowCheck;
import hub.integration.check.Problem;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/** The flows in the database. Who changes one holds its row, so that versions have no gaps. */
@Service
class StoredFlows implements Flows {
  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9]*(-[a-z0-9]+)*");
  private static final int LONGEST_NAME = 60;
  private static final int LONGEST_TEXT = 200_000;
  private static final int LONGEST_MESSAGE = 500;
  private static final int EVENTS = 200;

  private final FlowRows rows;
  private final VersionRows versions;
  private final NodeRows nodes;
  private final TransactionTemplate transaction;
  private final ObjectProvider<FlowCheck> check;
  private final ApplicationEventPublisher events;
  private final Clock clock;

  StoredFlows(
      FlowRows rows,
      VersionRows versions,
      NodeRows nodes,
      TransactionTemplate transaction,
      ObjectProvider<FlowCheck> check,
      ApplicationEventPublisher events,
      Clock clock) {
    this.rows = rows;
    this.versions = versions;
    this.nodes = nodes;
    this.transaction = transaction;
    this.check = check;
    this.events = events;
    this.clock = clock;
  }

  @Override
  public List<Flow> sources() {
    return rows.sources();
  }

  @Override
  public List<Flow> results(UUID workspaceId) {
    return rows.results(workspaceId);
  }

  @Override
  public Optional<Flow> find(UUID workspaceId, UUID flowId) {
    return rows.find(flowId)
        .filter(flow -> flow.workspaceId() == null || flow.workspaceId().equals(workspaceId));
  }

  @Override
  public List<FlowVersion> versions(UUID flowId) {
    return versions.all(flowId);
  }

  @Override
  public Optional<FlowVersion> version(UUID flowId, int number) {
    return versions.find(flowId, number);
  }

  @Override
  public List<FlowEvent> history(UUID flowId) {
    return versions.history(flowId, EVENTS);
  }

  @Override
  public List<FlowNode> nodes(UUID flowId) {
    return nodes.of(flowId);
  }

  @Override
  public Flow create(FlowText text, @Nullable UUID workspaceId, UUID author, String message) {
    if (!NAME.matcher(text.name()).matches() || text.name().length() > LONGEST_NAME) {
      throw new IllegalArgumentException(
          "\"%s\" is no name of a flow, expected small letters, digits and dashes"
              .formatted(text.name()));
    }
    Flow made =
        new Flow(UUID.randomUUID(), text.kind(), workspaceId, text.name(), Flow.State.OFF, 0, 1);
    transaction.executeWithoutResult(
        status -> {
          Instant now = clock.instant();
          rows.neighbour(text.name(), workspaceId)
              .ifPresent(
                  other -> {
                    throw new IllegalArgumentException(
                        "The ids of \"%s\" and of the flow \"%s\" would begin alike; choose another name"
                            .formatted(text.name(), other));
                  });
          if (!rows.insert(made, author, now)) {
            throw new IllegalArgumentException("There is a flow " + text.name() + " already");
          }
          versions.insert(
              made.id(), 1, fitting(text.yaml()), Origin.PERSON, author, cut(message), 0, now);
        });
    return made;
  }

  @Override
  public FlowVersion save(UUID flowId, String yaml, int basedOn, UUID author, String message) {
    int number =
        transaction.execute(
            status -> {
              Flow flow = rows.lock(flowId);
              if (flow.newest() != basedOn) {
                throw new StaleVersion(flow.newest());
              }
              return add(flow, fitting(yaml), Origin.PERSON, author, message);
            });
    return versions.find(flowId, number).orElseThrow();
  }

  /** Adds a version to a flow whose row is locked. */
  int add(Flow locked, String yaml, Origin origin, @Nullable UUID author, String message) {
    int number = locked.newest() + 1;
    rows.newest(locked.id(), number);
    versions.insert(
        locked.id(), number, yaml, origin, author, cut(message), number - 1, clock.instant());
    return number;
  }

  @Override
  public Checked check(UUID flowId, int number) {
    Flow flow = rows.find(flowId).orElseThrow();
    FlowVersion version = versions.find(flowId, number).orElseThrow();
    return check(new FlowText(flow.kind(), flow.name(), version.yaml()));
  }

  Checked check(FlowText text) {
    FlowCheck known = check.getIfAvailable();
    return known == null ? new Checked(text, List.of(), List.of()) : known.check(text);
  }

  @Override
  public Checked publish(UUID flowId, int number, UUID author) {
    Checked checked = check(flowId, number);
    if (!checked.passes()) {
      return checked;
    }
    publish(flowId, number, author, "");
    return started(checked, flowId, number);
  }

  /** What the check cannot see is seen at the start here, which has been tried by now. */
  private Checked started(Checked checked, UUID flowId, int number) {
    if (rows.find(flowId).orElseThrow().published() == number) {
      return checked;
    }
    String why = versions.history(flowId, 1).stream().map(FlowEvent::why).findFirst().orElse("");
    Problem problem =
        new Problem(
            1, 1, 1, "start", why, "The version before it serves on; change it and try again.");
    return new Checked(checked.flow(), List.of(problem), checked.routes());
  }

  /** Lets a version serve that passed the check. */
  void publish(UUID flowId, int number, @Nullable UUID author, String why) {
    Flow flow =
        transaction.execute(
            status -> {
              Flow locked = rows.lock(flowId);
              rows.publish(flowId, number, clock.instant());
              versions.tell(flowId, number, What.PUBLISHED, why, author, clock.instant());
              return locked;
            });
    events.publishEvent(new FlowChanged(flow.id(), flow.kind()));
  }

  @Override
  public void turn(UUID flowId, Flow.State state, UUID author) {
    Flow flow =
        transaction.execute(
            status -> {
              Flow locked = rows.lock(flowId);
              What what =
                  switch (state) {
                    case ON -> What.STARTED;
                    case SUSPENDED -> What.SUSPENDED;
                    case OFF -> What.STOPPED;
                  };
              rows.turn(flowId, state);
              versions.tell(flowId, locked.published(), what, "", author, clock.instant());
              return locked;
            });
    events.publishEvent(new FlowChanged(flow.id(), flow.kind()));
  }

  private static String fitting(String yaml) {
    if (yaml.length() > LONGEST_TEXT) {
      throw new IllegalArgumentException(
          "A flow has up to %d characters, this one %d".formatted(LONGEST_TEXT, yaml.length()));
    }
    return yaml;
  }

  private static String cut(String message) {
    return message.length() <= LONGEST_MESSAGE ? message : message.substring(0, LONGEST_MESSAGE);
  }
}
