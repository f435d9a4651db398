package hub.web;

import java.io.Serial;
import java.io.Serializable;
import java.util.Locale;
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
    OWNER("Owner", "everything in the workspace, its people and its money"),
    /** Starts analyses and spends the workspace's budget. */
    ANALYST("Analyst", "starts analyses, which spends money"),
    /** Edits the workspace's flows. */
    INTEGRATOR("Integrator", "edits the workspace's flows"),
    /** Reads. */
    VIEWER("Viewer", "reads");

    private final String title;
    private final String about;

    Role(String title, String about) {
      this.title = title;
      this.about = about;
    }

    /** The word in the database and in forms. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }

    public String title() {
      return title;
    }

    /** What it allows, in words. */
    public String about() {
      return about;
    }
  }

  /** The first letters of the first and last name, for the workspace menu. */
  public String initials() {
    String[] words = name.strip().split("\\s+");
    return Stream.of(words[0], words.length > 1 ? words[words.length - 1] : "")
        .filter(word -> !word.isEmpty())
        .map(word -> word.substring(0, word.offsetByCodePoints(0, 1)))
        .collect(Collectors.joining())
        .toUpperCase(Locale.ROOT);
  }

  /** Whether this person may start paid work. */
  public boolean maySpend() {
    return role == Role.OWNER || role == Role.ANALYST;
  }

  /** Whether this person may change what happens with the workspace's results. */
  public boolean mayEditFlows() {
    return role == Role.OWNER || role == Role.INTEGRATOR;
  }

  /** Whether this person may see how posts come in and where results go. */
  public boolean maySeeFlows() {
    return mayEditFlows() || administrator;
  }

  /** Whether this person may invite others, change their roles and end their access. */
  public boolean mayManagePeople() {
    return role == Role.OWNER || administrator;
  }
}
