package hub.analysis.view;

import java.util.UUID;

/** What a monitor may ask for. */
public interface RepeatedAnalyses {
  /** Why a run leaves a post out that an earlier run judged; stored with the post. */
  String JUDGED_BEFORE = "judged in an earlier run";

  /**
   * Looks at a wish without counting or starting anything.
   *
   * @throws Refused if it can't be met
   */
  void check(Wish wish);

  /**
   * Starts a run of a monitor: in the scheduled lane, and without the posts that an earlier run of
   * it judged to the end. Joins the caller's transaction.
   *
   * @return the new analysis
   * @throws Refused if the wish can't be met
   */
  UUID repeat(UUID workspaceId, UUID userId, UUID monitorId, Wish wish);

  /** Keeps a partial report as it is: its next run goes on, so nobody is asked. */
  void keep(UUID workspaceId, UUID userId, UUID analysisId);
}
