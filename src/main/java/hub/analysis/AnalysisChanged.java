package hub.analysis;

import java.util.UUID;

/**
 * Something was appended to an analysis; published inside the transaction, to be heard after its
 * commit.
 */
public record AnalysisChanged(UUID analysisId) {}
