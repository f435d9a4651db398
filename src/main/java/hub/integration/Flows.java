package hub.integration;

import hub.integration.check.Checked;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * All flows and their versions. What is published here is what every process of the installation
 * serves.
 */
public interface Flows {

  /** The installation's sources, by name. */
  List<Flow> sources();

  /** A workspace's result flows, by name. */
  List<Flow> results(UUID workspaceId);

  /** A source, or a result flow of this workspace. */
  Optional<Flow> find(UUID workspaceId, UUID flowId);

  /** Newest first. */
  List<FlowVersion> versions(UUID flowId);

  Optional<FlowVersion> version(UUID flowId, int number);

  /** What happened to a flow, newest first. */
  List<FlowEvent> history(UUID flowId);

  /** What each process that lives makes of a flow, with its traffic there. */
  List<FlowNode> nodes(UUID flowId);

  /** What the check finds in a version. */
  Checked check(UUID flowId, int number);

  /**
   * Makes a flow with its first version, off.
   *
   * @param workspaceId null for a source
   * @throws IllegalArgumentException if the name is taken or no name, or if it and a dash begin
   *     another's or the other way round: ids belong to the flow whose name they begin with
   */
  Flow create(FlowText text, @Nullable UUID workspaceId, UUID author, String message);

  /**
   * Keeps a text as the next version. It need not pass the check; only what passes can be
   * published.
   *
   * @param basedOn the newest version its author had seen
   * @throws StaleVersion if somebody saved since
   */
  FlowVersion save(UUID flowId, String yaml, int basedOn, UUID author, String message);

  /**
   * Lets a version serve, here and on every other process. The one before it serves until this one
   * has started, and again if it fails or is not healthy within a minute.
   *
   * @return what the check found; if that does not pass, nothing was changed
   */
  Checked publish(UUID flowId, int number, UUID author);

  /** Starts, suspends or stops a flow, here and on every other process. */
  void turn(UUID flowId, Flow.State state, UUID author);

  /** Somebody else saved a version meanwhile. */
  final class StaleVersion extends RuntimeException {
    @java.io.Serial private static final long serialVersionUID = 1;
    private final int newest;

    public StaleVersion(int newest) {
      super("Version " + newest + " was saved meanwhile");
      this.newest = newest;
    }

    public int newest() {
      return newest;
    }
  }
}
