package hub.budget;

import hub.Mode;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Models whose usage went above its hold; they are asked nothing until a person has looked. */
@Repository
public class ModelStops {
  private final JdbcClient jdbc;
  private final Clock clock;

  public ModelStops(JdbcClient jdbc, Clock clock) {
    this.jdbc = jdbc;
    this.clock = clock;
  }

  /** A model that waits for a person, and the attempt that stopped it. */
  public record Stop(
      Mode mode, String vendor, String model, UUID attemptId, String why, Instant since) {}

  /** Whether this model waits for a person. */
  public boolean isStopped(Mode mode, String vendor, String model) {
    return jdbc.sql(
            """
            select exists (select from model_stop
                            where mode = :mode and vendor = :vendor and model = :model
                              and cleared_at is null)
            """)
        .param("mode", mode.word())
        .param("vendor", vendor)
        .param("model", model)
        .query(Boolean.class)
        .single();
  }

  /** Asks this attempt's model nothing more until a person has looked. */
  public void stop(UUID attemptId, String why) {
    jdbc.sql(
            """
            insert into model_stop (mode, vendor, model, attempt_id, why, stopped_at)
            select mode, vendor, model, id, :why, :now from attempt where id = :id
            on conflict do nothing
            """)
        .param("id", attemptId)
        .param("why", why)
        .param("now", Timestamp.from(clock.instant()))
        .update();
  }

  /** All models that wait for a person, longest first. */
  public List<Stop> open() {
    return jdbc.sql(
            """
            select mode, vendor, model, attempt_id, why, stopped_at
              from model_stop
             where cleared_at is null
             order by stopped_at
            """)
        .query(
            (rows, n) ->
                new Stop(
                    Mode.of(rows.getString("mode")),
                    rows.getString("vendor"),
                    rows.getString("model"),
                    rows.getObject("attempt_id", UUID.class),
                    rows.getString("why"),
                    rows.getTimestamp("stopped_at").toInstant()))
        .list();
  }

  /**
   * A person has looked: the model may be asked again.
   *
   * @return whether it was stopped
   */
  public boolean clear(Mode mode, String vendor, String model, UUID clearedBy) {
    return jdbc.sql(
                """
                update model_stop set cleared_at = :now, cleared_by = :by
                 where mode = :mode and vendor = :vendor and model = :model and cleared_at is null
                """)
            .param("mode", mode.word())
            .param("vendor", vendor)
            .param("model", model)
            .param("by", clearedBy)
            .param("now", Timestamp.from(clock.instant()))
            .update()
        == 1;
  }
}
