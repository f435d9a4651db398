package hub.sources;

import hub.Mode;
import java.util.List;
import java.util.UUID;

/**
 * Texts of one workspace and source that are asked for again.
 *
 * @param post our number of the post in whose thread the first stands; 0 if that is not stored
 * @param names the source's own, in the order of {@code ids}
 */
public record Recheck(
    Rechecked source, UUID workspaceId, Mode mode, long post, List<Long> ids, List<String> names) {

  /** Whether nothing is left of it, as somebody else asked. */
  public boolean isEmpty() {
    return ids.isEmpty();
  }

  /** How it is asked, as routes are named. */
  public String way() {
    return source.way().word();
  }
}
