package hub.jobs;

import java.sql.Timestamp;
import java.time.Clock;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Lanes that people pause; what runs goes on, and nothing new of the lane starts. */
@Repository
public class Lanes {
  /** The words of lanes that give out nothing now; a pause that is over stays in its table. */
  static final String PAUSED = "select lane from lane_pause where resumed_at is null";

  private final JdbcClient jdbc;
  private final Clock clock;

  Lanes(JdbcClient jdbc, Clock clock) {
    this.jdbc = jdbc;
    this.clock = clock;
  }

  /**
   * Every process knows it within its poll. A lane that is paused stays so, with its first reason.
   */
  public void pause(Lane lane, UUID userId, String reason) {
    jdbc.sql(
            """
            insert into lane_pause (lane, reason, paused_by, paused_at) values (:lane, :reason, :user, :now)
            on conflict (lane) where resumed_at is null do nothing
            """)
        .param("lane", lane.word())
        .param("reason", reason)
        .param("user", userId)
        .param("now", Timestamp.from(clock.instant()))
        .update();
  }

  public void resume(Lane lane, UUID userId) {
    jdbc.sql(
            "update lane_pause set resumed_by = :user, resumed_at = :now where lane = :lane and"
                + " resumed_at is null")
        .param("lane", lane.word())
        .param("user", userId)
        .param("now", Timestamp.from(clock.instant()))
        .update();
  }
}
