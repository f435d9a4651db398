package hub.billing;

import hub.Mode;
import hub.budget.PaymentPauses;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Whether a workspace's paid work may go on, by what Stripe said of its invoices and itself. */
@Component
public class PaidWork {
  private final JdbcClient jdbc;
  private final PaymentPauses pauses;

  public PaidWork(JdbcClient jdbc, PaymentPauses pauses) {
    this.jdbc = jdbc;
    this.pauses = pauses;
  }

  /** By what is kept, so that an old answer which comes late decides nothing. */
  void decide(UUID workspaceId, Mode mode) {
    pauses.set(workspaceId, mode, waits(workspaceId, mode));
  }

  private boolean waits(UUID workspaceId, Mode mode) {
    return jdbc.sql(
            """
            select exists (select from invoice
                            where workspace_id = :workspace and mode = :mode and failed)
                or exists (select from billing_account
                            where workspace_id = :workspace and mode = :mode
                              and ended_at is not null)
            """)
        .param("workspace", workspaceId)
        .param("mode", mode.word())
        .query(Boolean.class)
        .single();
  }
}
