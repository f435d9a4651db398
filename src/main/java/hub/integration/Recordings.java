package hub.integration;

import hub.integration.trial.TrialMessage;
import hub.sources.SourceSettings;
import hub.sources.TextsErased;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * The last few messages that entered each source, for dry runs. They hold strangers' words: they
 * expire as texts do, and all of a source's go as soon as one text of it is erased, since nobody
 * can tell which of them hold its words.
 */
@Repository
public class Recordings {
  /** So many are kept of each place where messages enter. */
  private static final int KEPT = 5;

  private static final JsonMapper JSON = new JsonMapper();

  private final JdbcClient jdbc;
  private final SourceSettings settings;
  private final Clock clock;

  Recordings(JdbcClient jdbc, SourceSettings settings, Clock clock) {
    this.jdbc = jdbc;
    this.settings = settings;
    this.clock = clock;
  }

  /** What there is of a flow, newest first. */
  public List<Recording> list(UUID flowId) {
    return jdbc.sql(
            "select * from flow_recording where flow_id = :flow and expires_at > :now order by at"
                + " desc")
        .param("flow", flowId)
        .param("now", Timestamp.from(clock.instant()))
        .query(
            (row, n) ->
                new Recording(
                    row.getObject("id", UUID.class),
                    row.getInt("version"),
                    row.getString("door"),
                    JSON.readValue(row.getString("message"), TrialMessage.class),
                    JSON.readValue(
                        row.getString("answers"),
                        new TypeReference<Map<String, List<TrialMessage>>>() {}),
                    row.getTimestamp("at").toInstant(),
                    row.getTimestamp("expires_at").toInstant()))
        .list();
  }

  /** One of a flow's. */
  public Optional<Recording> find(UUID flowId, UUID id) {
    return list(flowId).stream().filter(each -> each.id().equals(id)).findFirst();
  }

  /** Keeps a message of a source; the oldest at its door go. */
  public void keep(
      String flow,
      int version,
      String from,
      TrialMessage message,
      Map<String, List<TrialMessage>> answers) {
    Instant now = clock.instant();
    jdbc.sql(
            """
            insert into flow_recording (id, flow_id, version, door, message, answers, at, expires_at)
            select :id, id, :version, :door, :message::jsonb, :answers::jsonb, :now, :expires
              from flow
             where name = :flow and workspace_id is null
            """)
        .param("id", UUID.randomUUID())
        .param("flow", flow)
        .param("version", version)
        .param("door", from)
        .param("message", stored(message))
        .param("answers", stored(answers))
        .param("now", Timestamp.from(now))
        .param("expires", Timestamp.from(now.plus(settings.expiresAfter())))
        .update();
    jdbc.sql(
            """
            delete from flow_recording
             where expires_at <= :now
                or id in (select r.id
                            from flow_recording r
                            join flow f on f.id = r.flow_id
                           where f.name = :flow and f.workspace_id is null and r.door = :door
                           order by r.at desc
                          offset :kept)
            """)
        .param("now", Timestamp.from(now))
        .param("flow", flow)
        .param("door", from)
        .param("kept", KEPT)
        .update();
  }

  /** PostgreSQL keeps no zero characters. */
  private static String stored(Object value) {
    return JSON.writeValueAsString(value).replace("\\u0000", "\\ufffd");
  }

  /** A source's recordings go with the first of its texts. */
  @EventListener
  void erased(TextsErased event) {
    jdbc.sql(
            """
            delete from flow_recording
             where flow_id in (
                   select f.id
                     from flow f
                     join (select distinct source from forum_text where id = any(:ids)) gone
                       on f.name = gone.source or f.name like gone.source || '-%'
                    where f.workspace_id is null)
            """)
        .param("ids", event.ids().toArray(Long[]::new))
        .update();
  }
}
