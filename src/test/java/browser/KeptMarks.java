package browser;

import hub.analysis.view.Mark;
import hub.analysis.view.Marks;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** One reader's marks without a database, and what a colleague said of the first opportunity. */
class KeptMarks implements Marks {
  final Map<UUID, Mark> kept = new ConcurrentHashMap<>();

  @Override
  public Map<UUID, Mark> of(UUID workspaceId, UUID userId, UUID analysisId) {
    return Map.copyOf(kept);
  }

  @Override
  public List<UUID> judgedBy(UUID workspaceId, UUID userId, int most) {
    return List.of(Samples.DONE);
  }

  @Override
  public List<Said> others(UUID workspaceId, UUID userId, UUID opportunityId) {
    return opportunityId.equals(Samples.id(101))
        ? List.of(
            new Said(
                "Jonas Weil",
                new Mark(Mark.Verdict.USEFUL, "two clients asked for it", false, false),
                Instant.parse("2026-11-23T14:01:00Z")))
        : List.of();
  }

  @Override
  public void keep(UUID workspaceId, UUID userId, UUID analysisId, UUID opportunityId, Mark mark) {
    if (mark.equals(Mark.NONE)) {
      kept.remove(opportunityId);
    } else {
      kept.put(opportunityId, mark);
    }
  }
}
