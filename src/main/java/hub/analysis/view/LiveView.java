package hub.analysis.view;

import hub.Mode;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A running analysis at one instant.
 *
 * @param version grows with each change; the newest wins
 * @param stateWords the sentence below the title, its parts joined by {@code · }: {@code Running,
 *     wave 3 of 4 · 2 min 31 s so far}
 * @param collected {@code 412 posts and 3,118 comments collected}
 * @param found grows at its end; its order changes between waves only
 * @param foundNote {@code Order settled after wave 2.} or empty
 * @param notices what a reader must know, the most important first
 * @param ends when it is likely to end, and what it waits for
 */
public record LiveView(
    UUID id,
    long version,
    String topic,
    Mode mode,
    AnalysisState state,
    String stateWords,
    Instant startedAt,
    String startedBy,
    MoneyLine money,
    List<StageLine> stages,
    String collected,
    List<Found> found,
    String foundNote,
    List<Notice> notices,
    Ends ends) {

  /** How many of {@link #found} are opportunities; the rest are candidates. */
  public long opportunities() {
    return found.stream().filter(found -> !found.candidate()).count();
  }

  public long candidates() {
    return found.size() - opportunities();
  }

  /**
   * One stage's progress.
   *
   * @param state {@code waits}, {@code running}, {@code done}, {@code slow} or {@code stopped}
   * @param done how many items have been answered for
   * @param total how many there are as far as known; null if that is not known yet
   * @param words instead of the count, for instance {@code at the end}; empty to show the count
   * @param running calls on their way
   * @param charged null shows {@code held} (ranking before it runs)
   */
  public record StageLine(
      Stage stage,
      String state,
      int done,
      @Nullable Integer total,
      String words,
      int running,
      @Nullable BigDecimal charged) {

    /** How much is done, 0 to 1. */
    public double part() {
      return total == null || total == 0 ? 0 : Math.min(1, (double) done / total);
    }
  }

  /**
   * An opportunity or candidate as found so far.
   *
   * @param quote its best quote; empty once expired
   * @param authors independent authors
   * @param at when it was found
   */
  public record Found(UUID id, String title, String quote, int authors, Instant at) {

    /** How many independent authors make an opportunity. */
    public static final int ENOUGH_AUTHORS = 3;

    public boolean candidate() {
      return authors < ENOUGH_AUTHORS;
    }
  }
}
