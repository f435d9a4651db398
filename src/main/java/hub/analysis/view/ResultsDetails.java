package hub.analysis.view;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * What stands behind a report: what did not get into it, and what each opportunity rests on. What
 * belongs to another workspace is absent.
 */
public interface ResultsDetails {

  /** What was left out on the way, in the order of the stages; empty if nothing was. */
  List<Dropped> dropped(UUID workspaceId, UUID analysisId);

  /**
   * Our numbers of the posts and comments that each opportunity or candidate quotes. The same text
   * has the same number in every analysis of a workspace.
   */
  Map<UUID, Set<Long>> evidence(UUID workspaceId, UUID analysisId);
}
