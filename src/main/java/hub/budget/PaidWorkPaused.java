package hub.budget;

import hub.Mode;
import java.util.UUID;

/**
 * A workspace's paid work waits for a payment from now on, or goes on.
 *
 * @param paused whether it waits
 */
public record PaidWorkPaused(UUID workspaceId, Mode mode, boolean paused) {}
