package hub.analysis.view;

import hub.Mode;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What an analysis found.
 *
 * @param opportunities in no order that matters: the page ranks them by the reader's weights
 * @param posts how many were collected
 * @param judged how many of them were judged
 * @param comments how many comments were read
 * @param took from start to end
 * @param stageCharges what each stage was charged
 * @param wasted of it, what led to nothing kept
 * @param saved what the response cache saved
 * @param partial null unless the budget ended it and the reader has not kept it as it is
 * @param notices what a reader must know, the most important first
 */
public record ResultsView(
    UUID id,
    String topic,
    Mode mode,
    AnalysisState state,
    Instant startedAt,
    Duration took,
    int posts,
    int judged,
    int comments,
    MoneyLine money,
    List<Opportunity> opportunities,
    List<Candidate> candidates,
    Map<Stage, BigDecimal> stageCharges,
    BigDecimal wasted,
    BigDecimal saved,
    @Nullable Partial partial,
    List<Notice> notices) {

  /**
   * Fewer than three independent authors.
   *
   * @param expired whether words that it rested on are gone
   */
  public record Candidate(UUID id, String title, int authors, BigDecimal charge, boolean expired) {

    /** One whose words are all there. */
    public Candidate(UUID id, String title, int authors, BigDecimal charge) {
      this(id, title, authors, charge, false);
    }
  }

  /**
   * The budget was reached.
   *
   * @param left how many posts were not judged
   * @param cost what judging them would cost
   * @param suggested a new budget that covers it
   */
  public record Partial(int left, Range cost, BigDecimal suggested) {}
}
