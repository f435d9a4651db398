package hub.analysis.view;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An analysis in the list.
 *
 * @param where its communities in few words: {@code r/translator and 2 more}
 * @param stateWords {@code Running, 1 to 2 min left}
 * @param opportunities null before the first post was judged
 * @param candidates null before the first post was judged
 */
public record AnalysisLine(
    UUID id,
    String topic,
    String where,
    AnalysisState state,
    String stateWords,
    @Nullable Integer opportunities,
    @Nullable Integer candidates,
    MoneyLine money,
    Instant startedAt,
    String startedBy) {}
