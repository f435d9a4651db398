package hub.integration;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A flow as it stands.
 *
 * @param workspaceId null for a source, which is the installation's
 * @param published the number of the version that serves; 0 if none was published
 * @param newest the number of its last saved version
 */
public record Flow(
    UUID id,
    FlowKind kind,
    @Nullable UUID workspaceId,
    String name,
    State state,
    int published,
    int newest) {

  /** Whether messages go through it. */
  public enum State {
    /** Serves. */
    ON,
    /** Serves nobody; its messages wait where they come from. */
    SUSPENDED,
    /** Does not run. */
    OFF
  }
}
