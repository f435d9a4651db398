package hub.billing;

import com.stripe.model.Customer;
import com.stripe.model.Price;
import com.stripe.model.PriceCollection;
import com.stripe.model.Product;
import com.stripe.model.Subscription;
import com.stripe.model.SubscriptionItem;
import com.stripe.model.WebhookEndpoint;
import com.stripe.model.WebhookEndpointCollection;
import com.stripe.model.billing.Meter;
import com.stripe.model.billing.MeterCollection;
import hub.Mode;
import hub.ledger.Ledger;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Makes at Stripe what billing needs. Whatever is there already is found and used, so it can be
 * done again after any failure, by anybody, at once.
 */
@Component
public class Setup {
  private static final String LOOKUP_KEY = "sluice_charge";

  /**
   * What a webhook endpoint can hear. Of usage that was not counted only an event destination
   * hears, which a person adds at Stripe: one name that Stripe does not take here fails the setup.
   */
  private static final List<String> EVENTS =
      List.of(
          "customer.updated",
          "customer.deleted",
          "customer.subscription.updated",
          "customer.subscription.deleted",
          "invoice.created",
          "invoice.finalized",
          "invoice.updated",
          "invoice.paid",
          "invoice.payment_failed",
          "invoice.voided",
          "invoice.marked_uncollectible",
          "credit_note.created",
          "credit_note.updated",
          "credit_note.voided",
          "charge.dispute.created",
          "charge.dispute.updated",
          "charge.dispute.closed");

  private final JdbcClient jdbc;
  private final Clock clock;
  private final Stripe stripe;
  private final BillingAccounts accounts;
  private final PaidWork paidWork;
  private final Ledger ledger;

  public Setup(
      JdbcClient jdbc,
      Clock clock,
      Stripe stripe,
      BillingAccounts accounts,
      PaidWork paidWork,
      Ledger ledger) {
    this.jdbc = jdbc;
    this.clock = clock;
    this.stripe = stripe;
    this.accounts = accounts;
    this.paidWork = paidWork;
    this.ledger = ledger;
  }

  /** What was made for this mode. */
  public Optional<Catalog> catalog(Mode mode) {
    return jdbc.sql(
            """
            select product_id, meter_id, price_id, endpoint_id from billing_catalog
             where mode = :mode
            """)
        .param("mode", mode.word())
        .query(Catalog.class)
        .optional();
  }

  /**
   * Makes product, meter, price and webhook endpoint, and the workspace's customer and
   * subscription; a new subscription where the last one ended.
   *
   * @param webhookUrl where Stripe reaches {@code /webhooks/stripe}
   * @throws StripeFailure if Stripe does not play along; what was made by then is used next time
   */
  public BillingAccount open(
      StripeConnection to, UUID workspaceId, String name, String webhookUrl) {
    Catalog catalog = makeCatalog(to, webhookUrl);
    Optional<BillingAccount> known = accounts.find(workspaceId, to.mode());
    return known
        .filter(account -> !account.isEnded())
        .orElseGet(() -> makeAccount(to, catalog, workspaceId, name, known));
  }

  private Catalog makeCatalog(StripeConnection to, String webhookUrl) {
    String meter = meter(to);
    Price price = price(to, meter);
    Catalog made = new Catalog(price.getProduct(), meter, price.getId(), endpoint(to, webhookUrl));
    jdbc.sql(
            """
            insert into billing_catalog (mode, product_id, meter_id, price_id, endpoint_id, made_at)
            values (:mode, :product, :meter, :price, :endpoint, :now)
            on conflict (mode) do update
               set product_id = :product, meter_id = :meter, price_id = :price,
                   endpoint_id = :endpoint
            """)
        .param("mode", to.mode().word())
        .param("product", made.productId())
        .param("meter", made.meterId())
        .param("price", made.priceId())
        .param("endpoint", made.endpointId())
        .param("now", Timestamp.from(clock.instant()))
        .update();
    return made;
  }

  private String meter(StripeConnection to) {
    return stripe
        .ask(to, MeterCollection.class, "meters", "list", null, Map.of("limit", 100), null)
        .getData()
        .stream()
        .filter(meter -> meter.getEventName().equals(Catalog.EVENT))
        .filter(meter -> meter.getStatus().equals("active"))
        .map(Meter::getId)
        .findFirst()
        .orElseGet(() -> makeMeter(to));
  }

  private String makeMeter(StripeConnection to) {
    return stripe
        .ask(
            to,
            Meter.class,
            "meters",
            "create",
            null,
            Map.of(
                "display_name",
                "Sluice: charges in " + Catalog.UNIT,
                "event_name",
                Catalog.EVENT,
                "default_aggregation",
                Map.of("formula", "sum")),
            null)
        .getId();
  }

  private Price price(StripeConnection to, String meter) {
    return stripe
        .ask(
            to,
            PriceCollection.class,
            "prices",
            "list",
            null,
            Map.of("lookup_keys", List.of(LOOKUP_KEY)),
            null)
        .getData()
        .stream()
        .findFirst()
        .orElseGet(() -> makePrice(to, meter));
  }

  private Price makePrice(StripeConnection to, String meter) {
    String product =
        stripe
            .ask(
                to,
                Product.class,
                "products",
                "create",
                null,
                Map.of("name", "Sluice, by usage"),
                "sluice-product-" + meter)
            .getId();
    Map<String, Object> monthly =
        Map.of("interval", "month", "usage_type", "metered", "meter", meter);
    return stripe.ask(
        to,
        Price.class,
        "prices",
        "create",
        null,
        Map.of(
            "product",
            product,
            "currency",
            "usd",
            "lookup_key",
            LOOKUP_KEY,
            "unit_amount_decimal",
            Catalog.UNIT_CENTS,
            "recurring",
            monthly),
        "sluice-price-" + meter);
  }

  private String endpoint(StripeConnection to, String url) {
    return stripe
        .ask(
            to,
            WebhookEndpointCollection.class,
            "webhookEndpoints",
            "list",
            null,
            Map.of("limit", 100),
            null)
        .getData()
        .stream()
        .filter(endpoint -> endpoint.getUrl().equals(url))
        .map(WebhookEndpoint::getId)
        .findFirst()
        .orElseGet(() -> makeEndpoint(to, url));
  }

  private String makeEndpoint(StripeConnection to, String url) {
    return stripe
        .ask(
            to,
            WebhookEndpoint.class,
            "webhookEndpoints",
            "create",
            null,
            Map.of("url", url, "enabled_events", EVENTS),
            null)
        .getId();
  }

  private BillingAccount makeAccount(
      StripeConnection to,
      Catalog catalog,
      UUID workspaceId,
      String name,
      Optional<BillingAccount> ended) {
    // Stripe answers a key that it knows with what it made then.
    String again = ended.map(account -> "-after-" + account.subscriptionId()).orElse("");
    String customer =
        ended
            .map(BillingAccount::customerId)
            .filter(id -> isThere(to, id))
            .orElseGet(() -> makeCustomer(to, workspaceId, name, again));
    Subscription subscription =
        stripe.ask(
            to,
            Subscription.class,
            "subscriptions",
            "create",
            null,
            Map.of("customer", customer, "items", List.of(Map.of("price", catalog.priceId()))),
            "sluice-subscription-" + customer + again);
    remember(to.mode(), workspaceId, customer, subscription);
    paidWork.decide(workspaceId, to.mode());
    return accounts.find(workspaceId, to.mode()).orElseThrow();
  }

  private boolean isThere(StripeConnection to, String customer) {
    return !Boolean.TRUE.equals(
        stripe
            .ask(to, Customer.class, "customers", "retrieve", customer, Map.of(), null)
            .getDeleted());
  }

  private String makeCustomer(StripeConnection to, UUID workspaceId, String name, String again) {
    return stripe
        .ask(
            to,
            Customer.class,
            "customers",
            "create",
            null,
            Map.of("name", name, "metadata", Map.of("workspace", workspaceId.toString())),
            "sluice-customer-" + workspaceId + again)
        .getId();
  }

  /** Live charges from before the agreement are nobody's debt; sandboxed ones cost nothing. */
  private void remember(Mode mode, UUID workspaceId, String customer, Subscription subscription) {
    SubscriptionItem item = subscription.getItems().getData().getFirst();
    jdbc.sql(
            """
            insert into billing_account (workspace_id, mode, customer_id, subscription_id,
                                         billed_from, period_start, period_end, opened_at)
            values (:workspace, :mode, :customer, :subscription, :from, :start, :end, :now)
            on conflict (workspace_id, mode) do update
               set customer_id = :customer, subscription_id = :subscription,
                   period_start = :start, period_end = :end, ended_at = null
             where billing_account.ended_at is not null
            """)
        .param("workspace", workspaceId)
        .param("mode", mode.word())
        .param("customer", customer)
        .param("subscription", subscription.getId())
        .param("from", mode == Mode.LIVE ? ledger.state(workspaceId).entries() : 0)
        .param("start", Timestamp.from(Instant.ofEpochSecond(item.getCurrentPeriodStart())))
        .param("end", Timestamp.from(Instant.ofEpochSecond(item.getCurrentPeriodEnd())))
        .param("now", Timestamp.from(clock.instant()))
        .update();
  }
}
