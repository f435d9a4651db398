package hub.web;

import java.io.Serial;
import java.io.Serializable;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Who is acting. A controller takes it as an argument; pages have it as {@code currentUser}.
 *
 * @param role what this person may do in the workspace
 * @param administrator whether this person runs the installation: keys, prices, source flows
 */
public record CurrentUser(
    UUID id, UUID workspaceId, String name, String email, Role role, boolean administrator)
    implements Serializable {
  @Serial private static final long serialVersionUID = 1;

  /** What a member of a workspace may do. */
  public enum Role {
    /** Everything in the workspace, its members and its money. */
    OWNER,
    /** Starts analyses and spends the workspace's budget. */
    ANALYST,
    /** Edits the workspace's flows. */
    INTEGRATOR,
    /** Reads. */
    VIEWER
  }

  /** The first letters of the first and last name, for the workspace menu. */
  public String initials() {
    String[] words = name.strip().split("\\s+");
    return Stream.of(words[0], words.length > 1 ? words[words.length - 1] : "")
        .filter(word -> !word.isEmpty())
        .map(word -> word.substring(0, word.offsetByCodePoints(0, 1)))
        .collect(Collectors.joining())
        .toUpperCase(java.util.Locale.ROOT);
  }

  /** Whether this person may start paid work. */
  public boolean maySpend() {
    return role == Role.OWNER || role == Role.ANALYST;
  }
}
