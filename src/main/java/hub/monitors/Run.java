package hub.monitors;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One run of a monitor.
 *
 * @param number 1 for the first
 * @param tick when it was due; for one that a person asked for, when that was
 * @param asked whether a person asked for it
 * @param analysisId null if it was left out
 * @param note what was unusual, for the page; empty if nothing was
 * @param before posts that an earlier run had judged
 * @param fresh posts that were judged for the first time
 * @param calls paid calls
 * @param charged in US dollars
 */
public record Run(
    UUID id,
    int number,
    Instant tick,
    boolean asked,
    Instant begunAt,
    State state,
    @Nullable UUID analysisId,
    String note,
    int before,
    int fresh,
    int calls,
    BigDecimal charged) {

  /** How far a run is. */
  public enum State {
    RUNNING,
    DONE,
    /** Not run, as its note says. */
    LEFT_OUT;

    String word() {
      return name().toLowerCase(java.util.Locale.ROOT);
    }

    static State of(String word) {
      return valueOf(word.toUpperCase(java.util.Locale.ROOT));
    }
  }
}
