package hub.analysis;

import java.time.Instant;
import java.util.UUID;

/**
 * An analysis has ended with a report; published inside the transaction that ends it.
 *
 * @param seq the number of the event: an analysis that goes on and ends again has another
 */
public record AnalysisEnded(UUID analysisId, UUID workspaceId, long seq, Instant at) {}
