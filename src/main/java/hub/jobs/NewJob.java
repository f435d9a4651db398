package hub.jobs;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A job to be done.
 *
 * @param workspaceId whose work it is
 * @param analysisId the analysis it belongs to; cancelled with it
 * @param kind names the journey: {@code direct:job-<kind>}
 * @param key unique in its analysis; a second job with the same key is dropped
 * @param payload ids and numbers only, never forum text
 * @param lane what kind of wait is expected
 * @param priority 0 to 100; larger goes first in its lane
 * @param runAt not before
 * @param limit of which it counts against; null if none
 */
public record NewJob(
    UUID workspaceId,
    UUID analysisId,
    String kind,
    String key,
    ObjectNode payload,
    Lane lane,
    int priority,
    Instant runAt,
    @Nullable JobLimit limit) {

  public NewJob {
    if (priority < 0 || priority > 100) {
      throw new IllegalArgumentException("Priority " + priority + " is not from 0 to 100");
    }
  }
}
