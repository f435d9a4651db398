package hub.jobs;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A job that was given up, once.
 *
 * @param payload JSON: ids and numbers
 * @param error what the last attempt ended with
 * @param ended {@code retried} or {@code discarded}; null while nobody dealt with it
 * @param endedBy who did, by name
 * @param reason why it was discarded
 */
public record DeadLetter(
    UUID id,
    UUID jobId,
    UUID analysisId,
    String kind,
    Lane lane,
    String key,
    String payload,
    String error,
    int attempts,
    Instant diedAt,
    @Nullable String ended,
    @Nullable String endedBy,
    @Nullable Instant endedAt,
    @Nullable String reason) {

  public boolean isOpen() {
    return ended == null;
  }
}
