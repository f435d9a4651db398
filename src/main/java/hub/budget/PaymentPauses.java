package hub.budget;

import hub.Mode;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * Workspaces whose paid work waits for a payment. What is on its way when it begins ends as usual.
 */
@Repository
public class PaymentPauses {
  private final JdbcClient jdbc;
  private final Clock clock;
  private final ApplicationEventPublisher publisher;

  public PaymentPauses(JdbcClient jdbc, Clock clock, ApplicationEventPublisher publisher) {
    this.jdbc = jdbc;
    this.clock = clock;
    this.publisher = publisher;
  }

  /** Has the workspace's paid work wait or go on; in the caller's transaction if there is one. */
  public void set(UUID workspaceId, Mode mode, boolean paused) {
    if (paused ? begin(workspaceId, mode) : end(workspaceId, mode)) {
      publisher.publishEvent(new PaidWorkPaused(workspaceId, mode, paused));
    }
  }

  private boolean begin(UUID workspaceId, Mode mode) {
    return jdbc.sql(
                """
                insert into payment_pause (workspace_id, mode, since)
                values (:workspace, :mode, :now)
                on conflict do nothing
                """)
            .param("workspace", workspaceId)
            .param("mode", mode.word())
            .param("now", Timestamp.from(clock.instant()))
            .update()
        == 1;
  }

  private boolean end(UUID workspaceId, Mode mode) {
    return jdbc.sql("delete from payment_pause where workspace_id = :workspace and mode = :mode")
            .param("workspace", workspaceId)
            .param("mode", mode.word())
            .update()
        == 1;
  }

  /** Since when the workspace's paid work waits; empty if it goes on. */
  public Optional<Instant> since(UUID workspaceId, Mode mode) {
    return jdbc.sql(
            "select since from payment_pause where workspace_id = :workspace and mode = :mode")
        .param("workspace", workspaceId)
        .param("mode", mode.word())
        .query(Timestamp.class)
        .optional()
        .map(Timestamp::toInstant);
  }
}
