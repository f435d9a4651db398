package hub.jobs;

import java.time.Instant;
import java.util.UUID;

/**
 * A place in the line.
 *
 * @param place never used again
 * @param runAt not before
 * @param due when it stops yielding to earlier lanes and larger priorities, so that the promised
 *     longest wait holds
 */
record Waiting(long place, UUID workspaceId, Lane lane, Instant runAt, Instant due) {}
