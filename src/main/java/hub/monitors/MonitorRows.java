package hub.monitors;

import hub.monitors.Monitor.Plan;
import hub.monitors.Monitor.State;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The monitors' own rows. Whoever fires one locks its row first, so a tick is fired once. */
@Repository
class MonitorRows {
  private final JdbcClient jdbc;

  MonitorRows(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  void insert(Monitor monitor) {
    plan(
            monitor.plan(),
            jdbc.sql(
                """
                insert into monitor (id, workspace_id, created_by, name, topic, communities, months, cron, zone,
                                     run_budget, month_budget, economy, state, why, next_at, created_at)
                values (:id, :workspace, :by, :name, :topic, :communities, :months, :cron, :zone,
                        :runBudget, :monthBudget, :economy, :state, :why, :next, :at)
                """))
        .param("id", monitor.id())
        .param("workspace", monitor.workspaceId())
        .param("by", monitor.createdBy())
        .param("state", monitor.state().word())
        .param("why", monitor.why(), Types.VARCHAR)
        .param("next", at(monitor.nextAt()), Types.TIMESTAMP)
        .param("at", at(monitor.createdAt()))
        .update();
  }

  /** Another plan, from its next tick on; it watches again. */
  void change(UUID id, Plan plan, @Nullable Instant nextAt) {
    plan(
            plan,
            jdbc.sql(
                """
                update monitor
                   set name = :name, topic = :topic, communities = :communities, months = :months, cron = :cron,
                       zone = :zone, run_budget = :runBudget, month_budget = :monthBudget,
                       economy = :economy,
                       state = case when state = 'paused' then state else 'watching' end,
                       why = case when state = 'paused' then why end,
                       next_at = case when state = 'paused' then next_at else :next end
                 where id = :id
                """))
        .param("id", id)
        .param("next", at(nextAt), Types.TIMESTAMP)
        .update();
  }

  private static JdbcClient.StatementSpec plan(Plan plan, JdbcClient.StatementSpec statement) {
    return statement
        .param("name", plan.name())
        .param("topic", plan.topic())
        .param("communities", plan.communities().toArray(String[]::new))
        .param("months", plan.months())
        .param("cron", plan.schedule().cron())
        .param("zone", plan.schedule().zone().getId())
        .param("runBudget", plan.runBudget())
        .param("monthBudget", plan.monthBudget())
        .param("economy", plan.economy());
  }

  void stand(UUID id, State state, @Nullable String why, @Nullable Instant nextAt) {
    jdbc.sql("update monitor set state = :state, why = :why, next_at = :next where id = :id")
        .param("id", id)
        .param("state", state.word())
        .param("why", why, Types.VARCHAR)
        .param("next", at(nextAt), Types.TIMESTAMP)
        .update();
  }

  /** The monitor, locked until the transaction ends; empty if it is gone. */
  Optional<Monitor> lock(UUID id) {
    return jdbc.sql("select * from monitor where id = :id for update")
        .param("id", id)
        .query(MonitorRows::read)
        .optional();
  }

  /** A workspace's own monitor; empty for another's, as for one that does not exist. */
  Optional<Monitor> find(UUID workspaceId, UUID id) {
    return jdbc.sql("select * from monitor where id = :id and workspace_id = :workspace")
        .param("id", id)
        .param("workspace", workspaceId)
        .query(MonitorRows::read)
        .optional();
  }

  /** A workspace's monitors, by name. */
  List<Monitor> all(UUID workspaceId) {
    return jdbc.sql("select * from monitor where workspace_id = :workspace order by name, id")
        .param("workspace", workspaceId)
        .query(MonitorRows::read)
        .list();
  }

  /** All that have a next run, of every workspace. */
  List<Monitor> scheduled() {
    return jdbc.sql("select * from monitor where next_at is not null order by id")
        .query(MonitorRows::read)
        .list();
  }

  /** Those whose tick has passed and was not fired, the longest overdue first. */
  List<UUID> overdue(Instant since) {
    return jdbc.sql("select id from monitor where next_at <= :since order by next_at limit 100")
        .param("since", at(since))
        .query(UUID.class)
        .list();
  }

  private static @Nullable Timestamp at(@Nullable Instant at) {
    return at == null ? null : Timestamp.from(at);
  }

  private static Monitor read(ResultSet row, int number) throws SQLException {
    Timestamp next = row.getTimestamp("next_at");
    return new Monitor(
        row.getObject("id", UUID.class),
        row.getObject("workspace_id", UUID.class),
        row.getObject("created_by", UUID.class),
        new Plan(
            row.getString("name"),
            row.getString("topic"),
            List.of((String[]) row.getArray("communities").getArray()),
            row.getInt("months"),
            new Schedule(row.getString("cron"), ZoneId.of(row.getString("zone"))),
            row.getBigDecimal("run_budget"),
            row.getBigDecimal("month_budget"),
            row.getBoolean("economy")),
        State.of(row.getString("state")),
        row.getString("why"),
        next == null ? null : next.toInstant(),
        row.getTimestamp("created_at").toInstant());
  }
}
