package hub.analysis;

import hub.Mode;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An analysis as its row says.
 *
 * @param seed decides shuffles, so that a repeated question is the same question
 * @param since posts before it are left out
 * @param wave the wave that runs, from 1; 0 before the first
 * @param round 1, and one more at each raise: merging and ranking are done anew
 * @param monitorId what repeats it; null when a person started it alone
 * @param economy whether its posts are judged through the vendor's batches
 * @param limitHit whether the budget had no room for the next call
 */
record Analysis(
    UUID id,
    UUID workspaceId,
    UUID createdBy,
    @Nullable UUID monitorId,
    Mode mode,
    String topic,
    List<String> communities,
    Instant since,
    long seed,
    Life life,
    Phase phase,
    int wave,
    int waves,
    int round,
    boolean economy,
    boolean limitHit,
    Instant createdAt) {

  /** Whether the vendor's batches ask what this stage asks; merging and ranking wait for nobody. */
  boolean isBatched(PaidStage stage) {
    return economy && stage.isBatched();
  }

  boolean isRunning() {
    return life == Life.RUNNING;
  }
}
