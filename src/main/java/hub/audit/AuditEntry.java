package hub.audit;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One line of the log; never changed.
 *
 * @param seq its place in the workspace's chain; 0 while it waits for one
 * @param hash stands for it and all before it; null while it waits
 * @param actor who; null for what nobody did
 * @param who their name now; null as {@code actor}
 * @param byProgram by a program with this person's token
 * @param act what was asked for
 * @param subject what it was about: ids
 * @param detail with which figures
 * @param refused the HTTP status, if it was not done; 0 if it was
 */
public record AuditEntry(
    long position,
    long seq,
    @Nullable String hash,
    UUID workspaceId,
    Instant at,
    @Nullable UUID actor,
    @Nullable String who,
    boolean byProgram,
    String act,
    @Nullable String subject,
    @Nullable String detail,
    int refused) {

  static AuditEntry of(ResultSet row, int n) throws SQLException {
    return new AuditEntry(
        row.getLong("position"),
        row.getLong("seq"),
        row.getString("hash"),
        row.getObject("workspace_id", UUID.class),
        row.getTimestamp("at").toInstant(),
        row.getObject("actor", UUID.class),
        row.getString("who"),
        row.getBoolean("by_program"),
        row.getString("act"),
        row.getString("subject"),
        row.getString("detail"),
        row.getInt("refused"));
  }

  /** The first digits of the hash; empty while it waits. */
  public String shortHash() {
    return hash == null ? "" : hash.substring(0, 7);
  }
}
