package hub.billing;

import com.stripe.model.Charge;
import hub.Mode;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Disputed payments. What the workspace owes does not change: money that a bank takes back is the
 * operator's to answer for at Stripe.
 */
@Component
public class Disputes {
  private final JdbcClient jdbc;
  private final TransactionTemplate transaction;
  private final Clock clock;
  private final Stripe stripe;
  private final BillingAccounts accounts;

  public Disputes(
      JdbcClient jdbc,
      TransactionTemplate transaction,
      Clock clock,
      Stripe stripe,
      BillingAccounts accounts) {
    this.jdbc = jdbc;
    this.transaction = transaction;
    this.clock = clock;
    this.stripe = stripe;
    this.accounts = accounts;
  }

  /**
   * Fetches one and keeps it, together with what {@code more} does.
   *
   * @throws StripeFailure if Stripe cannot be asked
   */
  void fetch(StripeConnection to, String id, Runnable more) {
    Instant asked = clock.instant();
    com.stripe.model.Dispute dispute =
        stripe.ask(to, com.stripe.model.Dispute.class, "disputes", "retrieve", id, Map.of(), null);
    Charge charge =
        stripe.ask(to, Charge.class, "charges", "retrieve", dispute.getCharge(), Map.of(), null);
    Optional<BillingAccount> account =
        accounts.ofCustomer(to.mode(), Objects.requireNonNullElse(charge.getCustomer(), ""));
    transaction.executeWithoutResult(
        open -> {
          account.ifPresent(of -> keep(of, dispute, asked));
          more.run();
        });
  }

  private void keep(BillingAccount account, com.stripe.model.Dispute dispute, Instant asked) {
    jdbc.sql(
            """
            insert into dispute (id, workspace_id, mode, charge_id, status, reason, amount_cents,
                                 due_at, opened_at, fetched_at)
            values (:id, :workspace, :mode, :charge, :status, :reason, :amount, :due, :opened,
                    :asked)
            on conflict (id) do update
               set status = :status, reason = :reason, amount_cents = :amount, due_at = :due,
                   fetched_at = :asked
             where dispute.fetched_at <= :asked
            """)
        .param("id", dispute.getId())
        .param("workspace", account.workspaceId())
        .param("mode", account.mode().word())
        .param("charge", dispute.getCharge())
        .param("status", dispute.getStatus())
        .param("reason", dispute.getReason())
        .param("amount", dispute.getAmount())
        .param("due", due(dispute))
        .param("opened", Timestamp.from(Instant.ofEpochSecond(dispute.getCreated())))
        .param("asked", Timestamp.from(asked))
        .update();
  }

  private static @Nullable Timestamp due(com.stripe.model.Dispute dispute) {
    com.stripe.model.Dispute.EvidenceDetails details = dispute.getEvidenceDetails();
    return details == null || details.getDueBy() == null
        ? null
        : Timestamp.from(Instant.ofEpochSecond(details.getDueBy()));
  }

  /** The workspace's disputes, newest first. */
  public List<Dispute> of(UUID workspaceId, Mode mode) {
    return jdbc.sql(
            """
            select * from dispute where workspace_id = :workspace and mode = :mode
             order by opened_at desc, id
            """)
        .param("workspace", workspaceId)
        .param("mode", mode.word())
        .query(Disputes::dispute)
        .list();
  }

  private static Dispute dispute(ResultSet rows, int n) throws SQLException {
    Timestamp due = rows.getTimestamp("due_at");
    return new Dispute(
        rows.getString("id"),
        rows.getString("status"),
        rows.getString("reason"),
        rows.getLong("amount_cents"),
        due == null ? null : due.toInstant(),
        rows.getTimestamp("opened_at").toInstant());
  }
}
