package hub.analysis.view;

import java.time.Instant;
import java.util.UUID;

/** An analysis that has ended, to choose from. */
public record EndedAnalysis(UUID id, String topic, Instant startedAt) {}
