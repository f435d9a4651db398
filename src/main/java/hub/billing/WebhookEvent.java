package hub.billing;

import hub.Mode;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A webhook as it is stored.
 *
 * @param state stored, done or dead
 * @param error what went wrong last; null if nothing did
 */
public record WebhookEvent(
    Mode mode,
    String id,
    String type,
    String payload,
    String state,
    int attempts,
    @Nullable String error,
    Instant receivedAt) {}
