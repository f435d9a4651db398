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

/** What was saved of flows and what became of it; only ever added to. */
@Repository
class VersionRows {
  private static final int LONGEST_WHY = 1000;

  private static final String VERSIONS =
      """
      select v.*, case v.origin when 'jar' then 'came with Sluice'
                                when 'folder' then 'from the folder'
                                else coalesce(person.name, 'an administrator') end as author_name
        from flow_version v
        left join app_user person on person.id = v.author
       where v.flow_id = :flow
      """;

  private final JdbcClient jdbc;

  VersionRows(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** Newest first. */
  List<FlowVersion> all(UUID flowId) {
    return jdbc.sql(VERSIONS + " order by v.number desc")
        .param("flow", flowId)
        .query(VersionRows::read)
        .list();
  }

  Optional<FlowVersion> find(UUID flowId, int number) {
    return jdbc.sql(VERSIONS + " and v.number = :number")
        .param("flow", flowId)
        .param("number", number)
        .query(VersionRows::read)
        .optional();
  }

  /** The newest version of an origin. */
  Optional<FlowVersion> newest(UUID flowId, Origin origin) {
    return jdbc.sql(VERSIONS + " and v.origin = :origin order by v.number desc limit 1")
        .param("flow", flowId)
        .param("origin", FlowRows.word(origin))
        .query(VersionRows::read)
        .optional();
  }

  Origin origin(UUID flowId, int number) {
    return jdbc.sql("select origin from flow_version where flow_id = :flow and number = :number")
        .param("flow", flowId)
        .param("number", number)
        .query((row, n) -> Origin.valueOf(row.getString("origin").toUpperCase(Locale.ROOT)))
        .single();
  }

  void insert(
      UUID flowId,
      int number,
      String yaml,
      Origin origin,
      @Nullable UUID author,
      String message,
      int basedOn,
      Instant now) {
    jdbc.sql(
            """
            insert into flow_version (flow_id, number, yaml, origin, author, message, based_on, at)
            values (:flow, :number, :yaml, :origin, :author, :message, :basedOn, :now)
            """)
        .param("flow", flowId)
        .param("number", number)
        .param("yaml", yaml)
        .param("origin", FlowRows.word(origin))
        .param("author", author, Types.OTHER)
        .param("message", message)
        .param("basedOn", basedOn)
        .param("now", Timestamp.from(now))
        .update();
  }

  /** Adds to what happened. */
  void tell(
      UUID flowId,
      int number,
      FlowEvent.What what,
      String why,
      @Nullable UUID author,
      Instant now) {
    jdbc.sql(
            """
            insert into flow_event (flow_id, number, what, why, author, at)
            values (:flow, :number, :what, :why, :author, :now)
            """)
        .param("flow", flowId)
        .param("number", number)
        .param("what", what.word())
        .param("why", why.length() <= LONGEST_WHY ? why : why.substring(0, LONGEST_WHY))
        .param("author", author, Types.OTHER)
        .param("now", Timestamp.from(now))
        .update();
  }

  /** What happened to a flow, newest first. */
  List<FlowEvent> history(UUID flowId, int most) {
    return jdbc.sql(
            """
            select e.*, case when e.author is null then 'Sluice' else coalesce(person.name, 'an administrator') end as who
              from flow_event e
              left join app_user person on person.id = e.author
             where e.flow_id = :flow
             order by e.position desc
             limit :most
            """)
        .param("flow", flowId)
        .param("most", most)
        .query(
            (row, n) ->
                new FlowEvent(
                    row.getInt("number"),
                    FlowEvent.What.valueOf(row.getString("what").toUpperCase(Locale.ROOT)),
                    row.getString("who"),
                    row.getString("why"),
                    row.getTimestamp("at").toInstant()))
        .list();
  }

  private static FlowVersion read(ResultSet row, int n) throws SQLException {
    return new FlowVersion(
        row.getObject("flow_id", UUID.class),
        row.getInt("number"),
        row.getString("yaml"),
        row.getObject("author", UUID.class),
        row.getString("author_name"),
        row.getString("message"),
        row.getTimestamp("at").toInstant());
  }
}
