package hub.analysis.view;

import java.math.BigDecimal;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * What the pages read. Everything is limited to one workspace: what belongs to another is absent,
 * like what never was. Amounts are exact US dollars of charge; rounding is the page's. No method
 * keeps a connection after it returned.
 */
public interface AnalysisReader {

  /** What the first page offers, before anything is chosen. */
  FirstPage firstPage(UUID workspaceId);

  /** How long a start now would wait for others, in a sentence; empty if it begins soon. */
  String waitBeforeAStart(UUID workspaceId);

  /** Files read before and not yet used, of those asked for; others are left out. */
  List<Upload> uploads(UUID workspaceId, Collection<UUID> ids);

  /**
   * Analyses, the newest first.
   *
   * @param skip how many of the newest to leave out
   * @param most how many at most
   */
  List<AnalysisLine> analyses(UUID workspaceId, int skip, int most);

  /** All of them in figures. */
  Overview overview(UUID workspaceId);

  /**
   * Those that have ended, the newest first; of many only the newest.
   *
   * @param chosen those that are in the list however old they are
   */
  List<EndedAnalysis> ended(UUID workspaceId, Collection<UUID> chosen);

  /** The live figures: state, not history. A larger {@link LiveView#version} is newer. */
  Optional<LiveView> live(UUID workspaceId, UUID analysisId);

  /**
   * The live figures, of a running analysis perhaps a moment older than its last event: for those
   * who look again and again.
   */
  Optional<LiveView> glance(UUID workspaceId, UUID analysisId);

  /**
   * The log's lines after a position, in the order of their positions, without gaps.
   *
   * @param after 0 for the first line
   * @param most how many at most
   */
  List<LogLine> log(UUID workspaceId, UUID analysisId, long after, int most);

  /** The position of the last line of the log; 0 if there is none. */
  long lastPosition(UUID workspaceId, UUID analysisId);

  /** What an analysis that has ended found; also readable, as found so far, while it runs. */
  Optional<ResultsView> results(UUID workspaceId, UUID analysisId);

  /** One opportunity or candidate with its evidence. */
  Optional<OpportunityView> opportunity(UUID workspaceId, UUID analysisId, UUID opportunityId);

  /** Every opportunity and candidate with its evidence, read together; empty if there is none. */
  Map<UUID, OpportunityView> opportunities(UUID workspaceId, UUID analysisId);

  /** What each stage charged for each opportunity and candidate; empty if there is none. */
  Map<UUID, Map<Stage, BigDecimal>> charges(UUID workspaceId, UUID analysisId);

  /**
   * A post and its comments, as far as they are stored and not expired.
   *
   * @param postId our number of the post
   */
  Optional<ThreadView> thread(UUID workspaceId, UUID analysisId, long postId);

  /**
   * For each of these analyses a number that grows with every commit that a page could show; those
   * that do not exist are absent. Asked once a second for all open streams together, so it must be
   * cheap.
   */
  Map<UUID, Long> heads(Set<UUID> analysisIds);
}
