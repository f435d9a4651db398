package hub.analysis;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What happened in an analysis. Events are for ever, so they hold ids, labels, counts and sums,
 * never forum text or what a model wrote. Each is one line of the log. Sums are exact US dollars.
 */
public sealed interface AnalysisEvent {

  /** A person started the analysis with this budget. */
  record Started(BigDecimal budget, int communities) implements AnalysisEvent {}

  /**
   * A community's posts are stored; {@code repeats} came more than once and count once.
   *
   * @param by the flow that read them and its version; null in events of hubs that did not say
   */
  record CommunityCollected(
      String community,
      int posts,
      int added,
      int repeats,
      boolean complete,
      String note,
      @Nullable String by)
      implements AnalysisEvent {}

  /** A community can't be read; the others go on. */
  record CommunityClosed(String community, String reason) implements AnalysisEvent {}

  /** The source refuses us; nothing more is asked of it. */
  record SourceStopped(String reason) implements AnalysisEvent {}

  /**
   * The order of promise is set; {@code leftOut} posts have no words to judge (deleted, automatic,
   * empty).
   */
  record Planned(int posts, int leftOut, int waves) implements AnalysisEvent {}

  /** Part of the budget is kept for merging and ranking. */
  record Earmarked(BigDecimal amount) implements AnalysisEvent {}

  /** A call was held and is sent next. */
  record Called(String stage, int items, UUID attempt, BigDecimal held) implements AnalysisEvent {}

  /**
   * A call's usage is charged; the outcome is {@code answered}, {@code refused}, {@code truncated}
   * or {@code malformed}.
   */
  record Settled(String stage, int items, UUID attempt, String outcome, BigDecimal charge)
      implements AnalysisEvent {}

  /** A call's hold was given back. */
  record Released(String stage, UUID attempt, String why) implements AnalysisEvent {}

  /** A call was sent and its answer never came; its hold stays. */
  record Doubted(String stage, UUID attempt, String why) implements AnalysisEvent {}

  /** An answer recorded before was used. */
  record Reused(String stage, int items, BigDecimal saved) implements AnalysisEvent {}

  /** Posts have their labels; those that fit go on. */
  record PostsSorted(int chunk, Map<Long, String> labels, List<Long> fit)
      implements AnalysisEvent {}

  /** Feasibility was judged; the kept ones go on. */
  record PostsJudged(int chunk, List<Long> kept, List<Long> left) implements AnalysisEvent {}

  /** Anti-patterns were looked for: pattern to how many posts; the survivors go on. */
  record AntiPatternsChecked(
      int chunk, Map<String, Integer> found, List<Long> survivors, List<Long> left)
      implements AnalysisEvent {}

  /** A surviving post's comments are stored. */
  record CommentsCollected(long post, int comments, boolean complete) implements AnalysisEvent {}

  /** Comments were read: what they do to how many. */
  record CommentsRead(long post, int comments, Map<String, Integer> stances)
      implements AnalysisEvent {}

  /** A quote was not found character for character in its own text. */
  record QuoteDropped(String stage, long text) implements AnalysisEvent {}

  /** An item got no usable judgement and is left out; the others go on. */
  record ItemRefused(String stage, long text, String why) implements AnalysisEvent {}

  /** A batch is asked again in parts, never as it was. */
  record BatchSplit(String stage, int items, int parts, String why) implements AnalysisEvent {}

  /**
   * The model named ids that were not asked about, or named some twice; those entries were refused.
   */
  record IdsRefused(String stage, int foreign, int repeated) implements AnalysisEvent {}

  /** Work waits for the world outside. */
  record Waiting(String why) implements AnalysisEvent {}

  /** A problem was seen for the first time. */
  record CandidateFound(UUID opportunity, long post) implements AnalysisEvent {}

  /** A candidate reached the third independent author. */
  record BecameOpportunity(UUID opportunity, int authors) implements AnalysisEvent {}

  /** A wave passed all stages. */
  record WaveEnded(int wave, int of) implements AnalysisEvent {}

  /** The next call does not fit; {@code left} posts are not judged. */
  record BudgetReached(BigDecimal charged, BigDecimal limit, int left) implements AnalysisEvent {}

  /** A person raised the budget, and the work goes on. */
  record BudgetRaised(BigDecimal from, BigDecimal to) implements AnalysisEvent {}

  /** Groups of the same problem and kind of person were merged. */
  record Merged(int groups, int opportunities) implements AnalysisEvent {}

  /** The model read the opportunities, for the first or second time. */
  record Ranked(int opportunities, int reading) implements AnalysisEvent {}

  /** A job failed for good; what it was about is left out. */
  record GivenUp(String kind, String error) implements AnalysisEvent {}

  /** The report is ready. */
  record Finished(boolean partial, int opportunities, int candidates, int posts)
      implements AnalysisEvent {}

  /** A person cancelled; running calls still settle. */
  record Cancelled(UUID by) implements AnalysisEvent {}

  /** A person keeps the partial report as it is. */
  record KeptAsItIs(UUID by) implements AnalysisEvent {}
}
