package hub.integration;

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

/** The flows and what is published of them. */
@Repository
class FlowRows {
  private final JdbcClient jdbc;

  FlowRows(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  List<Flow> sources() {
    return jdbc.sql("select * from flow where workspace_id is null order by name")
        .query(FlowRows::read)
        .list();
  }

  List<Flow> results(UUID workspaceId) {
    return jdbc.sql("select * from flow where workspace_id = :workspace order by name")
        .param("workspace", workspaceId)
        .query(FlowRows::read)
        .list();
  }

  Optional<Flow> find(UUID flowId) {
    return jdbc.sql("select * from flow where id = :id")
        .param("id", flowId)
        .query(FlowRows::read)
        .optional();
  }

  Optional<Flow> source(String name) {
    return jdbc.sql("select * from flow where workspace_id is null and name = :name")
        .param("name", name)
        .query(FlowRows::read)
        .optional();
  }

  /** The flow with its row locked until the transaction ends. */
  Flow lock(UUID flowId) {
    return jdbc.sql("select * from flow where id = :id for update")
        .param("id", flowId)
        .query(FlowRows::read)
        .single();
  }

  /**
   * The flow beside which no other may have this name: one of the two and a dash begin the other,
   * so an id could belong to both. Until the transaction ends nobody else can ask.
   *
   * @param workspaceId null for sources
   */
  Optional<String> neighbour(String name, @Nullable UUID workspaceId) {
    jdbc.sql("select pg_advisory_xact_lock(hashtext('names of flows'))").query().listOfRows();
    return jdbc.sql(
            """
            select name from flow
             where workspace_id is not distinct from :workspace
               and (starts_with(name, :name || '-') or starts_with(:name, name || '-'))
             order by name
             limit 1
            """)
        .param("name", name)
        .param("workspace", workspaceId, Types.OTHER)
        .query(String.class)
        .optional();
  }

  /** False if the name is taken. */
  boolean insert(Flow flow, @Nullable UUID author, Instant now) {
    return jdbc.sql(
                """
                insert into flow (id, kind, workspace_id, created_by, name, state, newest, created_at)
                values (:id, :kind, :workspace, :author, :name, :state, :newest, :now)
                on conflict do nothing
                """)
            .param("id", flow.id())
            .param("kind", word(flow.kind()))
            .param("workspace", flow.workspaceId(), Types.OTHER)
            .param("author", author, Types.OTHER)
            .param("name", flow.name())
            .param("state", word(flow.state()))
            .param("newest", flow.newest())
            .param("now", Timestamp.from(now))
            .update()
        == 1;
  }

  void newest(UUID flowId, int number) {
    jdbc.sql("update flow set newest = :number where id = :id")
        .param("id", flowId)
        .param("number", number)
        .update();
  }

  /** Lets a version serve; what served is remembered as the one before. */
  void publish(UUID flowId, int number, Instant now) {
    jdbc.sql(
            """
            update flow
               set before = case when published = :number then before else published end,
                   published = :number, published_at = :now, revision = revision + 1
             where id = :id
            """)
        .param("id", flowId)
        .param("number", number)
        .param("now", Timestamp.from(now))
        .update();
  }

  /** What served before; 0 for nothing. */
  int before(UUID flowId) {
    return jdbc.sql("select before from flow where id = :id")
        .param("id", flowId)
        .query(Integer.class)
        .single();
  }

  /**
   * Publishes what served before; nothing if nothing did.
   *
   * @return what that is; 0 for nothing
   */
  int goBack(UUID flowId) {
    return jdbc.sql(
            """
            update flow
               set published = before, before = 0, published_at = null, revision = revision + 1
             where id = :id
            returning published
            """)
        .param("id", flowId)
        .query(Integer.class)
        .single();
  }

  void turn(UUID flowId, Flow.State state) {
    jdbc.sql("update flow set state = :state, revision = revision + 1 where id = :id")
        .param("id", flowId)
        .param("state", word(state))
        .update();
  }

  static String word(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }

  private static Flow read(ResultSet row, int n) throws SQLException {
    return new Flow(
        row.getObject("id", UUID.class),
        FlowKind.valueOf(row.getString("kind").toUpperCase(Locale.ROOT)),
        row.getObject("workspace_id", UUID.class),
        row.getString("name"),
        Flow.State.valueOf(row.getString("state").toUpperCase(Locale.ROOT)),
        row.getInt("published"),
        row.getInt("newest"));
  }
}
