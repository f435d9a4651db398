package hub.analysis;

import hub.Mode;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * The analyses' own rows: locked by every step, so that steps of one analysis happen one after the
 * other.
 */
@Repository
class AnalysisRows {
  private static final String COLUMNS =
      """
      id, workspace_id, created_by, monitor_id, mode, topic, communities, since, seed, state, phase, wave, waves,
      round, economy, limit_hit, created_at
      """;

  private final JdbcClient jdbc;

  AnalysisRows(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  void insert(Analysis analysis) {
    jdbc.sql(
            """
            insert into analysis (id, workspace_id, created_by, monitor_id, mode, topic, communities, since, seed, economy, created_at)
            values (:id, :workspace, :by, :monitor, :mode, :topic, :communities, :since, :seed, :economy, :at)
            """)
        .param("id", analysis.id())
        .param("workspace", analysis.workspaceId())
        .param("by", analysis.createdBy())
        .param("monitor", analysis.monitorId(), Types.OTHER)
        .param("mode", analysis.mode().word())
        .param("topic", analysis.topic())
        .param("communities", analysis.communities().toArray(String[]::new))
        .param("since", Timestamp.from(analysis.since()))
        .param("seed", analysis.seed())
        .param("economy", analysis.economy())
        .param("at", Timestamp.from(analysis.createdAt()))
        .update();
  }

  /** The analysis, locked until the transaction ends. */
  Analysis lock(UUID id) {
    return jdbc.sql("select " + COLUMNS + " from analysis where id = :id for update")
        .param("id", id)
        .query(AnalysisRows::analysis)
        .single();
  }

  Analysis get(UUID id) {
    return jdbc.sql("select " + COLUMNS + " from analysis where id = :id")
        .param("id", id)
        .query(AnalysisRows::analysis)
        .single();
  }

  /** A workspace's analyses, the newest first. */
  List<Analysis> newest(UUID workspaceId, int skip, int most) {
    return jdbc.sql(
            "select "
                + COLUMNS
                + """
                  from analysis where workspace_id = :workspace
                 order by created_at desc offset :skip limit :most
                """)
        .param("workspace", workspaceId)
        .param("skip", skip)
        .param("most", most)
        .query(AnalysisRows::analysis)
        .list();
  }

  /** A workspace's own analysis; empty for another's, as for one that does not exist. */
  Optional<Analysis> find(UUID workspaceId, UUID id) {
    return jdbc.sql(
            "select " + COLUMNS + " from analysis where id = :id and workspace_id = :workspace")
        .param("id", id)
        .param("workspace", workspaceId)
        .query(AnalysisRows::analysis)
        .optional();
  }

  /** How an analysis stands; empty if there is none. */
  Optional<Life> life(UUID id) {
    return jdbc.sql("select state from analysis where id = :id")
        .param("id", id)
        .query(String.class)
        .optional()
        .map(Life::of);
  }

  void phase(UUID id, Phase phase) {
    jdbc.sql("update analysis set phase = :phase where id = :id")
        .param("phase", phase.word())
        .param("id", id)
        .update();
  }

  void waves(UUID id, int wave, int waves) {
    jdbc.sql("update analysis set wave = :wave, waves = :waves where id = :id")
        .param("wave", wave)
        .param("waves", waves)
        .param("id", id)
        .update();
  }

  void limitHit(UUID id) {
    jdbc.sql("update analysis set limit_hit = true where id = :id").param("id", id).update();
  }

  void end(UUID id, Life state, Instant at) {
    jdbc.sql("update analysis set state = :state, phase = 'done', ended_at = :at where id = :id")
        .param("state", state.word())
        .param("at", Timestamp.from(at))
        .param("id", id)
        .update();
  }

  void goOn(UUID id) {
    jdbc.sql(
            """
            update analysis
               set state = 'running', phase = 'judging', limit_hit = false, kept_partial = false,
                   round = round + 1, ended_at = null
             where id = :id
            """)
        .param("id", id)
        .update();
  }

  void keepPartial(UUID id) {
    jdbc.sql("update analysis set kept_partial = true where id = :id").param("id", id).update();
  }

  private static Analysis analysis(ResultSet row, int number) throws SQLException {
    return new Analysis(
        row.getObject("id", UUID.class),
        row.getObject("workspace_id", UUID.class),
        row.getObject("created_by", UUID.class),
        row.getObject("monitor_id", UUID.class),
        Mode.of(row.getString("mode")),
        row.getString("topic"),
        List.of((String[]) row.getArray("communities").getArray()),
        row.getTimestamp("since").toInstant(),
        row.getLong("seed"),
        Life.of(row.getString("state")),
        Phase.of(row.getString("phase")),
        row.getInt("wave"),
        row.getInt("waves"),
        row.getInt("round"),
        row.getBoolean("economy"),
        row.getBoolean("limit_hit"),
        row.getTimestamp("created_at").toInstant());
  }
}
