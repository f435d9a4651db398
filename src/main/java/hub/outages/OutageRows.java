package hub.outages;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What the processes' breakers do, for those who look. */
final class OutageRows {
  private final JdbcClient jdbc;

  OutageRows(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  record Row(String vendor, UUID process, Outage.State state, Instant since, Instant probeAt) {}

  void write(Guarded vendor, UUID process, Outage.State state, Instant since, Instant probeAt) {
    jdbc.sql(
            """
            insert into breaker (vendor, process, state, since, probe_at)
            values (:vendor, :process, :state, :since, :probe)
            on conflict (vendor, process) do update
               set state = excluded.state, since = excluded.since, probe_at = excluded.probe_at
            """)
        .param("vendor", vendor.word())
        .param("process", process)
        .param("state", state.name().toLowerCase(Locale.ROOT))
        .param("since", Timestamp.from(since))
        .param("probe", Timestamp.from(probeAt))
        .update();
  }

  void delete(Guarded vendor, UUID process) {
    jdbc.sql("delete from breaker where vendor = :vendor and process = :process")
        .param("vendor", vendor.word())
        .param("process", process)
        .update();
  }

  /** Those whose next probe is not long past: a process that died says no more. */
  List<Row> read(Instant probedSince) {
    return jdbc.sql("select * from breaker where probe_at > :since")
        .param("since", Timestamp.from(probedSince))
        .query(
            (row, number) ->
                new Row(
                    row.getString("vendor"),
                    row.getObject("process", UUID.class),
                    Outage.State.valueOf(row.getString("state").toUpperCase(Locale.ROOT)),
                    row.getTimestamp("since").toInstant(),
                    row.getTimestamp("probe_at").toInstant()))
        .list();
  }
}
