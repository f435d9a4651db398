package hub.web;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * What streams read. Figures are state, of which the newest wins; lines are history, of which none
 * may be missed. Both are read from the store at each look, so a stream keeps nothing and nobody
 * has to keep anything for a stream.
 */
public interface StreamSource {

  /**
   * A number per watched thing that grows with each change; what does not exist is absent. Asked
   * once a second for all streams together.
   */
  Map<UUID, Long> heads(Set<UUID> watched);

  /**
   * Reads one watched thing. Must not keep a database connection after it returned: a slow reader
   * would keep it too.
   *
   * @param after the reader's last line; lines come after it
   * @return empty if the thing is not in this workspace
   */
  Optional<Snapshot> read(UUID workspaceId, UUID watched, long after);

  /**
   * @param version grows with each change of the figures
   * @param parts the page's parts by name, as markup with all text escaped
   * @param say a sentence for those who listen
   * @param after the position that the lines follow
   * @param to the position of the last line here; {@code after} if there is none
   * @param lines the lines as markup, in the order of their positions
   * @param more whether there are more lines than fitted
   * @param behind whether figures that are newer than these can be read in a moment
   * @param ended whether nothing more will come by itself
   */
  record Snapshot(
      long version,
      Map<String, String> parts,
      String say,
      long after,
      long to,
      List<String> lines,
      boolean more,
      boolean behind,
      boolean ended) {}
}
