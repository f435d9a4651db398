package hub.billing;

import hub.Mode;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Webhooks, stored before anything is done about them. */
@Repository
public class WebhookEvents {
  private static final int BATCH = 50;

  private final JdbcClient jdbc;
  private final Clock clock;

  public WebhookEvents(JdbcClient jdbc, Clock clock) {
    this.jdbc = jdbc;
    this.clock = clock;
  }

  /**
   * Keeps a webhook.
   *
   * @return whether it is new; of many copies one is
   */
  boolean store(Mode mode, String id, String type, String payload) {
    return jdbc.sql(
                """
                insert into webhook_event (mode, id, type, payload, run_at, received_at)
                values (:mode, :id, :type, :payload, :now, :now)
                on conflict do nothing
                """)
            .param("mode", mode.word())
            .param("id", id)
            .param("type", type)
            .param("payload", payload)
            .param("now", now())
            .update()
        == 1;
  }

  /** What is to be processed now, in the order of arrival. */
  public List<WebhookEvent> due(Mode mode) {
    return jdbc.sql(
            """
            select * from webhook_event
             where mode = :mode and state = 'stored' and run_at <= :now
             order by run_at, received_at
             limit :most
            """)
        .param("mode", mode.word())
        .param("now", now())
        .param("most", BATCH)
        .query(WebhookEvents::event)
        .list();
  }

  /** To be called in the transaction that writes its effect. */
  void done(WebhookEvent event) {
    jdbc.sql(
            """
            update webhook_event set state = 'done', ended_at = :now, error = null
             where mode = :mode and id = :id and state = 'stored'
            """)
        .param("now", now())
        .param("mode", event.mode().word())
        .param("id", event.id())
        .update();
  }

  /** It failed: later again, or to the dead letters. */
  void failed(WebhookEvent event, int tries, String why) {
    Duration pause = Duration.ofSeconds(1L << Math.min(event.attempts(), 10));
    jdbc.sql(
            """
            update webhook_event
               set attempts = attempts + 1, error = :why, run_at = :later,
                   state = case when attempts + 1 >= :tries then 'dead' else 'stored' end
             where mode = :mode and id = :id and state = 'stored'
            """)
        .param("why", why)
        .param("later", Timestamp.from(clock.instant().plus(pause)))
        .param("tries", tries)
        .param("mode", event.mode().word())
        .param("id", event.id())
        .update();
  }

  /**
   * Processes it once more from the beginning, whether it failed or not.
   *
   * @return whether there is one
   */
  public boolean replay(Mode mode, String id) {
    return jdbc.sql(
                """
                update webhook_event
                   set state = 'stored', attempts = 0, run_at = :now, ended_at = null
                 where mode = :mode and id = :id
                """)
            .param("now", now())
            .param("mode", mode.word())
            .param("id", id)
            .update()
        == 1;
  }

  /** What is dead or failed before, then the newest. */
  public List<WebhookEvent> listed(Mode mode, int most) {
    return jdbc.sql(
            """
            select * from webhook_event
             where mode = :mode
             order by state = 'dead' desc, state = 'stored' desc, received_at desc
             limit :most
            """)
        .param("mode", mode.word())
        .param("most", most)
        .query(WebhookEvents::event)
        .list();
  }

  private Timestamp now() {
    return Timestamp.from(clock.instant());
  }

  private static WebhookEvent event(ResultSet rows, int n) throws SQLException {
    return new WebhookEvent(
        Mode.of(rows.getString("mode")),
        rows.getString("id"),
        rows.getString("type"),
        rows.getString("payload"),
        rows.getString("state"),
        rows.getInt("attempts"),
        rows.getString("error"),
        rows.getTimestamp("received_at").toInstant());
  }
}
