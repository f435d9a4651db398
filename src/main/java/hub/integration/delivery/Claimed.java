package hub.integration.delivery;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A delivery that this process tries now.
 *
 * @param attempts this try included
 * @param token without it nothing about the delivery can be written
 * @param onVersion the version that somebody wants it given to; null for the published one
 */
public record Claimed(
    UUID id,
    UUID workspaceId,
    UUID flowId,
    ResultEvent event,
    String eventId,
    UUID analysisId,
    @Nullable UUID opportunityId,
    int attempts,
    UUID token,
    Instant at,
    @Nullable Integer onVersion) {}
