package hub.integration;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** What each process makes of each flow. */
@Repository
class NodeRows {
  /** Who has not been heard of for so long is gone. */
  private static final Duration ALIVE = Duration.ofSeconds(30);

  private static final int LONGEST_ERROR = 1000;
  private static final JsonMapper JSON = new JsonMapper();

  private final JdbcClient jdbc;
  private final Clock clock;

  NodeRows(JdbcClient jdbc, Clock clock) {
    this.jdbc = jdbc;
    this.clock = clock;
  }

  /** The processes that were heard of lately, by name. */
  List<FlowNode> of(UUID flowId) {
    return jdbc.sql(
            "select * from flow_node where flow_id = :flow and at >= :since order by name, process")
        .param("flow", flowId)
        .param("since", Timestamp.from(clock.instant().minus(ALIVE)))
        .query(NodeRows::read)
        .list();
  }

  /** Says what this process makes of a flow. */
  void put(UUID flowId, long revision, FlowNode node) {
    jdbc.sql(
            """
            insert into flow_node (flow_id, process, name, revision, version, state, error, traffic, at)
            values (:flow, :process, :name, :revision, :version, :state, :error, :traffic::jsonb, :at)
            on conflict (flow_id, process) do update
               set revision = excluded.revision, version = excluded.version, state = excluded.state,
                   error = excluded.error, traffic = excluded.traffic, at = excluded.at
            """)
        .param("flow", flowId)
        .param("process", node.process())
        .param("name", node.name())
        .param("revision", revision)
        .param("version", node.version())
        .param("state", node.state().word())
        .param("error", cut(node.error()))
        .param("traffic", JSON.writeValueAsString(node.traffic()))
        .param("at", Timestamp.from(node.at()))
        .update();
  }

  /** Forgets a process that ends, and those that have long been silent. */
  void forget(UUID process) {
    Instant silent = clock.instant().minus(ALIVE.multipliedBy(10));
    jdbc.sql("delete from flow_node where process = :process or at < :silent")
        .param("process", process)
        .param("silent", Timestamp.from(silent))
        .update();
  }

  private static String cut(String error) {
    return error.length() <= LONGEST_ERROR ? error : error.substring(0, LONGEST_ERROR);
  }

  private static FlowNode read(ResultSet row, int n) throws SQLException {
    return new FlowNode(
        row.getObject("process", UUID.class),
        row.getString("name"),
        row.getInt("version"),
        FlowNode.State.valueOf(row.getString("state").toUpperCase(Locale.ROOT)),
        row.getString("error"),
        JSON.readValue(row.getString("traffic"), new TypeReference<List<RouteTraffic>>() {}),
        row.getTimestamp("at").toInstant());
  }
}
