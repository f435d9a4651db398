package hub.monitors;

import hub.monitors.Run.State;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The runs of monitors: one for each tick, by a unique key. */
@Repository
class RunRows {
  private final JdbcClient jdbc;

  RunRows(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** A run whose analysis has ended, and which nobody has read yet. */
  record Ended(UUID id, UUID monitorId, UUID workspaceId, UUID analysisId, boolean partial) {}

  /** What a run's analysis did. */
  record Figures(int before, int fresh, int calls) {}

  /** Adds a run with the next number, under its monitor's lock; false if this tick has one. */
  boolean insert(
      Monitor monitor,
      UUID id,
      Instant tick,
      boolean asked,
      State state,
      @Nullable UUID analysisId,
      String note,
      Instant now) {
    return jdbc.sql(
                """
                insert into monitor_run (id, workspace_id, monitor_id, number, tick, asked, begun_at, state, analysis_id, note)
                select :id, :workspace, :monitor, coalesce(max(number), 0) + 1, :tick, :asked, :now, :state, :analysis, :note
                  from monitor_run where monitor_id = :monitor
                on conflict (monitor_id, tick) do nothing
                """)
            .param("id", id)
            .param("workspace", monitor.workspaceId())
            .param("monitor", monitor.id())
            .param("tick", Timestamp.from(tick))
            .param("asked", asked)
            .param("now", Timestamp.from(now))
            .param("state", state.word())
            .param("analysis", analysisId, Types.OTHER)
            .param("note", note)
            .update()
        == 1;
  }

  /** Whether a run of this monitor is under way. */
  boolean isRunning(UUID monitorId) {
    return jdbc.sql(
            "select exists (select from monitor_run where monitor_id = :monitor and state ="
                + " 'running')")
        .param("monitor", monitorId)
        .query(Boolean.class)
        .single();
  }

  /** What runs since an instant charged or may still charge, in US dollars. */
  BigDecimal charged(UUID monitorId, Instant since) {
    return jdbc.sql(
            """
            select coalesce(sum(case when r.state = 'running' then b.limit_usd else b.charged + b.held end), 0)
              from monitor_run r
              join budget b on b.id = r.analysis_id
             where r.monitor_id = :monitor and r.begun_at >= :since
            """)
        .param("monitor", monitorId)
        .param("since", Timestamp.from(since))
        .query(BigDecimal.class)
        .single();
  }

  /** The newest runs, the newest first. */
  List<Run> newest(UUID monitorId, int most) {
    return jdbc.sql(
            """
            select r.*, coalesce(b.charged, 0) as charged
              from monitor_run r
              left join budget b on b.id = r.analysis_id
             where r.monitor_id = :monitor
             order by r.number desc limit :most
            """)
        .param("monitor", monitorId)
        .param("most", most)
        .query(RunRows::read)
        .list();
  }

  /** Runs under way whose analyses have ended. */
  List<UUID> ended() {
    return jdbc.sql(
            """
            select r.id
              from monitor_run r
              join analysis a on a.id = r.analysis_id
             where r.state = 'running' and a.state <> 'running'
             order by a.ended_at limit 100
            """)
        .query(UUID.class)
        .list();
  }

  /** The same run, locked; empty if somebody else has read it or is at it. */
  Optional<Ended> lockEnded(UUID id) {
    return jdbc.sql(
            """
            select r.id, r.monitor_id, r.workspace_id, r.analysis_id, a.state = 'partial' as partial
              from monitor_run r
              join analysis a on a.id = r.analysis_id
             where r.id = :id and r.state = 'running' and a.state <> 'running'
               for update of r skip locked
            """)
        .param("id", id)
        .query(Ended.class)
        .optional();
  }

  Figures figures(UUID analysisId, String before) {
    return jdbc.sql(
            """
            select count(*) filter (where refused = :before) as before,
                   count(*) filter (where label is not null) as fresh,
                   (select count(*) from attempt where budget_id = :analysis and sent_at is not null) as calls
              from analysis_post where analysis_id = :analysis
            """)
        .param("analysis", analysisId)
        .param("before", before)
        .query(Figures.class)
        .single();
  }

  /** How many communities an analysis was to read. */
  int communities(UUID analysisId) {
    return jdbc.sql("select cardinality(communities) from analysis where id = :analysis")
        .param("analysis", analysisId)
        .query(Integer.class)
        .single();
  }

  /** Communities that could not be read in a run. */
  List<String> unread(UUID analysisId) {
    return jdbc.sql(
            """
            select distinct data ->> 'community' from analysis_event
             where analysis_id = :analysis and type = 'CommunityClosed' order by 1
            """)
        .param("analysis", analysisId)
        .query(String.class)
        .list();
  }

  void finish(UUID id, Figures figures, String note) {
    jdbc.sql(
            """
            update monitor_run
               set state = 'done', before = :before, fresh = :fresh, calls = :calls,
                   note = case when note = '' then :note when :note = '' then note else note || '; ' || :note end
             where id = :id
            """)
        .param("id", id)
        .param("before", figures.before())
        .param("fresh", figures.fresh())
        .param("calls", figures.calls())
        .param("note", note)
        .update();
  }

  private static Run read(ResultSet row, int number) throws SQLException {
    return new Run(
        row.getObject("id", UUID.class),
        row.getInt("number"),
        row.getTimestamp("tick").toInstant(),
        row.getBoolean("asked"),
        row.getTimestamp("begun_at").toInstant(),
        State.of(row.getString("state")),
        row.getObject("analysis_id", UUID.class),
        row.getString("note"),
        row.getInt("before"),
        row.getInt("fresh"),
        row.getInt("calls"),
        row.getBigDecimal("charged"));
  }
}
