package hub.billing;

import com.stripe.model.Subscription;
import com.stripe.model.SubscriptionItem;
import hub.Mode;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The workspaces that are Stripe's customers. */
@Component
public class BillingAccounts {
  private final JdbcClient jdbc;
  private final Clock clock;
  private final Stripe stripe;
  private final PaidWork paidWork;

  public BillingAccounts(JdbcClient jdbc, Clock clock, Stripe stripe, PaidWork paidWork) {
    this.jdbc = jdbc;
    this.clock = clock;
    this.stripe = stripe;
    this.paidWork = paidWork;
  }

  /** The workspace's account in this mode. */
  public Optional<BillingAccount> find(UUID workspaceId, Mode mode) {
    return jdbc.sql("select * from billing_account where workspace_id = :id and mode = :mode")
        .param("id", workspaceId)
        .param("mode", mode.word())
        .query(BillingAccounts::account)
        .optional();
  }

  /** The account of this customer of Stripe's. */
  public Optional<BillingAccount> ofCustomer(Mode mode, String customerId) {
    return jdbc.sql("select * from billing_account where customer_id = :id and mode = :mode")
        .param("id", customerId)
        .param("mode", mode.word())
        .query(BillingAccounts::account)
        .optional();
  }

  /** All accounts of a mode. */
  public List<BillingAccount> all(Mode mode) {
    return jdbc.sql("select * from billing_account where mode = :mode order by workspace_id")
        .param("mode", mode.word())
        .query(BillingAccounts::account)
        .list();
  }

  /** Asks Stripe for the running period if the known one is over, and returns the account. */
  public BillingAccount current(StripeConnection to, BillingAccount account) {
    return account.isEnded() || clock.instant().isBefore(account.periodEnd())
        ? account
        : refresh(to, account);
  }

  /**
   * Asks Stripe for the running period and whether the subscription still runs, remembers both, and
   * returns the account with them.
   */
  public BillingAccount refresh(StripeConnection to, BillingAccount account) {
    Subscription subscription =
        stripe.ask(
            to,
            Subscription.class,
            "subscriptions",
            "retrieve",
            account.subscriptionId(),
            Map.of(),
            null);
    SubscriptionItem item = subscription.getItems().getData().getFirst();
    BillingAccount known =
        jdbc.sql(
                """
                update billing_account
                   set period_start = :start, period_end = :end, ended_at = :ended
                 where workspace_id = :id and mode = :mode and subscription_id = :subscription
                returning *
                """)
            .param("id", account.workspaceId())
            .param("mode", account.mode().word())
            .param("subscription", account.subscriptionId())
            .param("ended", endOf(subscription))
            .param("start", Timestamp.from(Instant.ofEpochSecond(item.getCurrentPeriodStart())))
            .param("end", Timestamp.from(Instant.ofEpochSecond(item.getCurrentPeriodEnd())))
            .query(BillingAccounts::account)
            .optional()
            // It was replaced meanwhile.
            .orElseGet(() -> find(account.workspaceId(), account.mode()).orElseThrow());
    paidWork.decide(account.workspaceId(), account.mode());
    return known;
  }

  /** Null while it runs; one that is past due or unpaid still runs, its invoices say so. */
  private @Nullable Timestamp endOf(Subscription subscription) {
    boolean isOver =
        subscription.getStatus().equals("canceled")
            || subscription.getStatus().equals("incomplete_expired");
    if (!isOver) {
      return null;
    }
    Long at = subscription.getEndedAt();
    return Timestamp.from(at == null ? clock.instant() : Instant.ofEpochSecond(at));
  }

  private static BillingAccount account(ResultSet rows, int n) throws SQLException {
    return new BillingAccount(
        rows.getObject("workspace_id", UUID.class),
        Mode.of(rows.getString("mode")),
        rows.getString("customer_id"),
        rows.getString("subscription_id"),
        rows.getLong("billed_from"),
        rows.getTimestamp("period_start").toInstant(),
        rows.getTimestamp("period_end").toInstant(),
        Optional.ofNullable(rows.getTimestamp("ended_at")).map(Timestamp::toInstant).orElse(null));
  }
}
