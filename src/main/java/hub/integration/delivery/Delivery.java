package hub.integration.delivery;

import java.time.Instant;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One event on its way to one flow.
 *
 * @param flow the flow's name
 * @param version the version it was last given to; 0 if it was not yet
 * @param published the flow's published version; 0 if none is
 * @param opportunityId null for a finished analysis
 * @param attempts how often it was tried
 * @param nextAt when it is tried next; null unless it waits
 * @param error why the last try failed, without secrets or bodies; empty if it did not
 * @param at when it happened
 * @param endedAt when it arrived, was given up or discarded; null while it waits
 */
public record Delivery(
    UUID id,
    UUID flowId,
    String flow,
    int version,
    int published,
    ResultEvent event,
    UUID analysisId,
    @Nullable UUID opportunityId,
    State state,
    int attempts,
    @Nullable Instant nextAt,
    String error,
    Instant at,
    @Nullable Instant endedAt) {

  /** Where a delivery stands. */
  public enum State {
    /** Is tried, or tried again. */
    WAITING,
    /** The flow ran to its end. */
    DELIVERED,
    /** Was tried as often as is tried; somebody decides. */
    DEAD,
    /** Somebody decided against it. */
    DISCARDED;

    String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
