package hub.analysis.view;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Where readers' marks are kept. A mark is one reader's own; all of a workspace may read it. */
public interface Marks {

  /**
   * What one member of the workspace said of an opportunity.
   *
   * @param by the member's name
   */
  record Said(String by, Mark mark, Instant at) {}

  /** A reader's marks in one analysis; what was never marked is absent. */
  Map<UUID, Mark> of(UUID workspaceId, UUID userId, UUID analysisId);

  /** The newest analyses in which a reader called an opportunity useful or not, newest first. */
  List<UUID> judgedBy(UUID workspaceId, UUID userId, int most);

  /** What others than this reader said of an opportunity's worth, newest first. */
  List<Said> others(UUID workspaceId, UUID userId, UUID opportunityId);

  /**
   * Keeps a reader's mark in place of the one before; {@link Mark#NONE} erases it. An opportunity
   * of another workspace is left alone.
   */
  void keep(UUID workspaceId, UUID userId, UUID analysisId, UUID opportunityId, Mark mark);
}
