package hub.jobs;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.UUID;

/**
 * A job to be done.
 *
 * @param workspaceId whose work it is
 * @param analysisId the analysis it belongs to; cancelled with it
 * @param kind names the journey: {@code direct:job-<kind>}
 * @param key unique in its analysis; a second job with the same key is dropped
 * @param payload ids and numbers only, never forum text
 * @param priority larger goes first
 * @param runAt not before
 */
public record NewJob(
    UUID workspaceId,
    UUID analysisId,
    String kind,
    String key,
    ObjectNode payload,
    int priority,
    Instant runAt) {}
