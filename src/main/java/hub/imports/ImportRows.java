package hub.imports;

import hub.Mode;
import hub.imports.DumpImport.State;
import hub.sources.BulkTexts.Written;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The rows of imports. What a running attempt writes asks for its token. */
@Repository
class ImportRows {
  private static final int LISTED = 100;

  private final JdbcClient jdbc;

  ImportRows(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** Adds an import; false if one of the same arrival is known. */
  boolean add(DumpImport made, @Nullable String arrival) {
    return jdbc.sql(
                """
                insert into dump_import (id, workspace_id, created_by, mode, file_name, file_bytes, arrival, expires_at,
                       reason, created_at)
                values (:id, :workspace, :by, :mode, :name, :bytes, :arrival, :expires, :reason, :at)
                on conflict (workspace_id, arrival) do nothing
                """)
            .param("id", made.id())
            .param("workspace", made.workspaceId())
            .param("by", made.createdBy(), Types.OTHER)
            .param("mode", made.mode().word())
            .param("name", made.fileName())
            .param("bytes", made.fileBytes())
            .param("arrival", arrival, Types.VARCHAR)
            .param("expires", Timestamp.from(made.expiresAt()))
            .param("reason", made.reason(), Types.VARCHAR)
            .param("at", Timestamp.from(made.createdAt()))
            .update()
        == 1;
  }

  Optional<DumpImport> find(UUID workspaceId, UUID id) {
    return jdbc.sql("select * from dump_import where id = :id and workspace_id = :workspace")
        .param("id", id)
        .param("workspace", workspaceId)
        .query(ImportRows::read)
        .optional();
  }

  /** The newest imports. */
  List<DumpImport> all(UUID workspaceId) {
    return jdbc.sql(
            """
            select * from dump_import where workspace_id = :workspace order by created_at desc limit :most
            """)
        .param("workspace", workspaceId)
        .param("most", LISTED)
        .query(ImportRows::read)
        .list();
  }

  /** The lines that were not read, by number, as far as they are listed. */
  List<BrokenLine> brokenLines(UUID id) {
    return jdbc.sql("select line, why from dump_import_line where import_id = :id order by line")
        .param("id", id)
        .query((row, number) -> new BrokenLine(row.getLong("line"), row.getString("why")))
        .list();
  }

  /** Ids of imports whose file is still needed. */
  List<UUID> needingTheirFile() {
    return jdbc.sql("select id from dump_import where state in ('waiting', 'running')")
        .query(UUID.class)
        .list();
  }

  /** Makes this attempt the one that may write; empty if the import has ended. */
  Optional<DumpImport> begin(UUID id, UUID token) {
    return jdbc.sql(
            """
            update dump_import
               set state = 'running', token = :token, attempt_from = out_bytes
             where id = :id and state in ('waiting', 'running')
            returning *
            """)
        .param("id", id)
        .param("token", token)
        .query(ImportRows::read)
        .optional();
  }

  /** Locks the row for this attempt's batch; false if it is no longer this attempt's. */
  boolean lock(UUID id, UUID token) {
    return jdbc.sql(
            """
            select true from dump_import where id = :id and token = :token and state = 'running' for update
            """)
        .param("id", id)
        .param("token", token)
        .query(Boolean.class)
        .optional()
        .isPresent();
  }

  /** Accounts for a batch that was stored in this transaction. */
  void advance(UUID id, String format, DumpBatch batch, Written written) {
    jdbc.sql(
            """
            update dump_import
               set format = :format, read_bytes = :read, out_bytes = :out, lines = lines + :lines,
                   posts = posts + :posts, comments = comments + :comments, broken = broken + :broken,
                   stored = stored + :stored,
                   first_text = least(first_text, nullif(:first, 0)), last_text = greatest(last_text, nullif(:last, 0))
             where id = :id
            """)
        .param("id", id)
        .param("format", format)
        .param("read", batch.fileBytes())
        .param("out", batch.outBytes())
        .param("lines", batch.lines())
        .param("posts", batch.posts())
        .param("comments", batch.comments())
        .param("broken", batch.brokenLines())
        .param("stored", written.rows())
        .param("first", written.first())
        .param("last", written.last())
        .update();
    list(id, batch.broken());
  }

  private void list(UUID id, List<BrokenLine> broken) {
    if (broken.isEmpty()) {
      return;
    }
    jdbc.sql(
            """
            insert into dump_import_line (import_id, line, why)
            select :id, line, why from unnest(cast(:lines as bigint[]), cast(:whys as text[])) as t (line, why)
            """)
        .param("id", id)
        .param("lines", broken.stream().map(BrokenLine::number).toArray(Long[]::new))
        .param("whys", broken.stream().map(BrokenLine::why).toArray(String[]::new))
        .update();
  }

  /** Ends an import that has not ended; false if it has. */
  boolean end(UUID id, State state, @Nullable String message, Instant at) {
    return jdbc.sql(
                """
                update dump_import set state = :state, message = :message, ended_at = :at, token = null
                 where id = :id and state in ('waiting', 'running')
                """)
            .param("id", id)
            .param("state", word(state))
            .param("message", message, Types.VARCHAR)
            .param("at", Timestamp.from(at))
            .update()
        == 1;
  }

  /** Says that an import waits for its job. */
  void waits(UUID id) {
    jdbc.sql("update dump_import set state = 'waiting' where id = :id and state = 'running'")
        .param("id", id)
        .update();
  }

  private static String word(State state) {
    return state.name().toLowerCase(Locale.ROOT);
  }

  private static DumpImport read(ResultSet row, int number) throws SQLException {
    Timestamp ended = row.getTimestamp("ended_at");
    return new DumpImport(
        row.getObject("id", UUID.class),
        row.getObject("workspace_id", UUID.class),
        row.getObject("created_by", UUID.class),
        Mode.of(row.getString("mode")),
        row.getString("file_name"),
        row.getLong("file_bytes"),
        row.getTimestamp("expires_at").toInstant(),
        row.getString("reason"),
        State.valueOf(row.getString("state").toUpperCase(Locale.ROOT)),
        row.getString("message"),
        row.getString("format"),
        row.getLong("attempt_from"),
        row.getLong("read_bytes"),
        row.getLong("out_bytes"),
        row.getLong("lines"),
        row.getLong("posts"),
        row.getLong("comments"),
        row.getLong("stored"),
        row.getLong("broken"),
        row.getTimestamp("created_at").toInstant(),
        ended == null ? null : ended.toInstant());
  }
}
