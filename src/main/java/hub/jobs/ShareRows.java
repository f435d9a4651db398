package hub.jobs;

import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What the workspaces' jobs took lately, as all processes wrote it. */
final class ShareRows {
  record Row(UUID workspace, double usedMs, Instant at) {}

  private final JdbcClient jdbc;

  ShareRows(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * Adds to what has faded since it was written. In one order, so that two processes can't
   * deadlock.
   */
  void add(Map<UUID, Double> ms, Duration halfLife, Instant now) {
    if (ms.isEmpty()) {
      return;
    }
    List<UUID> workspaces = ms.keySet().stream().sorted().toList();
    jdbc.sql(
            """
            insert into job_share as s (workspace_id, used_ms, as_of)
            select new.id, new.ms, :now from unnest(:ids, :ms) as new (id, ms)
            on conflict (workspace_id) do update
               set used_ms = excluded.used_ms
                   + s.used_ms * power(0.5, greatest(0, extract(epoch from excluded.as_of - s.as_of)) / :halfLife),
                   as_of = greatest(s.as_of, excluded.as_of)
            """)
        .param("ids", workspaces.toArray(UUID[]::new))
        .param("ms", workspaces.stream().map(ms::get).toArray(Double[]::new))
        .param("now", Timestamp.from(now))
        .param("halfLife", halfLife.toSeconds())
        .update();
  }

  List<Row> since(Instant earliest) {
    return jdbc.sql("select workspace_id, used_ms, as_of from job_share where as_of > :earliest")
        .param("earliest", Timestamp.from(earliest))
        .query(
            (row, number) ->
                new Row(
                    row.getObject("workspace_id", UUID.class),
                    row.getDouble("used_ms"),
                    row.getTimestamp("as_of").toInstant()))
        .list();
  }
}
