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
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The workspaces that are Stripe's customers. */
@Component
public class BillingAccounts {
  private final JdbcClient jdbc;
  private final Clock clock;
  private final Stripe stripe;

  public BillingAccounts(JdbcClient jdbc, Clock clock, Stripe stripe) {
    this.jdbc = jdbc;
    this.clock = clock;
    this.stripe = stripe;
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
    return clock.instant().isBefore(account.periodEnd()) ? account : refresh(to, account);
  }

  /** Asks Stripe for the running period, remembers it, and returns the account with it. */
  public BillingAccount refresh(StripeConnection to, BillingAccount account) {
    SubscriptionItem item =
        stripe
            .ask(
                to,
                Subscription.class,
                "subscriptions",
                "retrieve",
                account.subscriptionId(),
                Map.of(),
                null)
            .getItems()
            .getData()
            .getFirst();
    return jdbc.sql(
            """
            update billing_account set period_start = :start, period_end = :end
             where workspace_id = :id and mode = :mode
            returning *
            """)
        .param("id", account.workspaceId())
        .param("mode", account.mode().word())
        .param("start", Timestamp.from(Instant.ofEpochSecond(item.getCurrentPeriodStart())))
        .param("end", Timestamp.from(Instant.ofEpochSecond(item.getCurrentPeriodEnd())))
        .query(BillingAccounts::account)
        .single();
  }

  private static BillingAccount account(ResultSet rows, int n) throws SQLException {
    return new BillingAccount(
        rows.getObject("workspace_id", UUID.class),
        Mode.of(rows.getString("mode")),
        rows.getString("customer_id"),
        rows.getString("subscription_id"),
        rows.getLong("billed_from"),
        rows.getTimestamp("period_start").toInstant(),
        rows.getTimestamp("period_end").toInstant());
  }
}
