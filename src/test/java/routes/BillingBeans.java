package routes;

import hub.billing.BillingAccounts;
import hub.billing.BillingDetails;
import hub.billing.BillingSettings;
import hub.billing.CreditNotes;
import hub.billing.Disputes;
import hub.billing.Invoices;
import hub.billing.MeterGroup;
import hub.billing.MeterGroups;
import hub.billing.Metering;
import hub.billing.PaidWork;
import hub.billing.Reconciliation;
import hub.billing.Setup;
import hub.billing.Stripe;
import hub.billing.StripeAccess;
import hub.billing.StripeConnection;
import hub.billing.Summaries;
import hub.billing.VendorUsage;
import hub.billing.WebhookEvent;
import hub.billing.WebhookEvents;
import hub.billing.WebhookWork;
import hub.budget.PaymentPauses;
import hub.budget.SettableClock;
import hub.budget.Tokens;
import hub.ledger.Books;
import hub.sandbox.TestSandbox;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.sql.Timestamp;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.apache.camel.impl.DefaultCamelContext;

/** The billing's beans and routes as one process has them, before a sandbox that runs elsewhere. */
class BillingBeans implements AutoCloseable {
  final Books books;
  final SettableClock clock;
  final DefaultCamelContext camel = new DefaultCamelContext();
  final StripeAccess access;
  final Stripe stripe;
  final BillingAccounts accounts;
  final Setup setup;
  final MeterGroups groups;
  final Summaries summaries;
  final Metering metering;
  final PaymentPauses pauses;
  final Invoices invoices;
  final CreditNotes creditNotes;
  final Disputes disputes;
  final BillingDetails details;
  final WebhookEvents webhookEvents;
  final WebhookWork webhooks;
  final Reconciliation reconciliation;
  final VendorUsage vendorUsage;

  /** With {@code around} between the beans and Stripe. */
  BillingBeans(Books books, String sandboxUrl, String secret, UnaryOperator<Stripe> around)
      throws Exception {
    this.books = books;
    clock = books.clock;
    BillingSettings settings = settings();
    access = new StripeAccess(settings, TestSandbox.at(sandboxUrl, secret));
    stripe = around.apply(new StripeGate(camel));
    pauses = new PaymentPauses(books.jdbc, clock, event -> {});
    PaidWork paidWork = new PaidWork(books.jdbc, pauses);
    accounts = new BillingAccounts(books.jdbc, clock, stripe, paidWork);
    setup = new Setup(books.jdbc, clock, stripe, accounts, paidWork, books.ledger);
    groups = new MeterGroups(books.jdbc, clock);
    summaries = new Summaries(stripe, setup);
    metering = new Metering(access, stripe, setup, accounts, groups, summaries, settings, clock);
    invoices =
        new Invoices(
            books.jdbc, books.transaction, clock, stripe, accounts, books.ledger, paidWork);
    creditNotes = new CreditNotes(books.jdbc, books.transaction, stripe, accounts, books.ledger);
    disputes = new Disputes(books.jdbc, books.transaction, clock, stripe, accounts);
    details = new BillingDetails(stripe);
    webhookEvents = new WebhookEvents(books.jdbc, clock);
    webhooks =
        new WebhookWork(
            access,
            stripe,
            webhookEvents,
            invoices,
            creditNotes,
            disputes,
            accounts,
            groups,
            books.transaction,
            settings);
    reconciliation =
        new Reconciliation(
            books.jdbc, clock, access, accounts, groups, summaries, invoices, settings);
    vendorUsage = new VendorUsage(books.jdbc, books.transaction, clock);
    startRoutes();
  }

  private void startRoutes() throws Exception {
    Properties properties = new Properties();
    properties.put("hub.billing.meter-every", "1h");
    properties.put("hub.billing.webhook-every", "1h");
    properties.put("hub.billing.reconcile-every", "1h");
    camel.getPropertiesComponent().setInitialProperties(properties);
    camel.addRoutesConfigurations(new FailureRoutes());
    camel.addRoutes(
        new BillingRoutes(
            metering, webhooks, reconciliation, vendorUsage, new SimpleMeterRegistry()));
    camel.start();
  }

  private static BillingSettings settings() {
    return new BillingSettings(
        "",
        "",
        List.of(),
        "",
        Duration.ofSeconds(10),
        Duration.ofSeconds(1),
        8,
        Duration.ofMinutes(15));
  }

  StripeConnection to() {
    return access.now();
  }

  /** A settled and chained call that costs 0.0029784 and is charged 0.0119136 dollars. */
  void charge(UUID workspace, UUID budget) {
    books.settled(workspace, budget, new Tokens(3184, 1536, 0, 1072, 448));
    books.chainer.chain(workspace);
  }

  /** What the route does at each tick. */
  void tick() {
    for (MeterGroup group : metering.closeAndFindDue()) {
      metering.tell(group);
    }
  }

  /** As the page that takes webhooks does. */
  void store(WebhookEvent event) {
    books
        .jdbc
        .sql(
            """
            insert into webhook_event (mode, id, type, payload, run_at, received_at)
            values (:mode, :id, :type, :payload, :now, :now)
            on conflict do nothing
            """)
        .param("mode", event.mode().word())
        .param("id", event.id())
        .param("type", event.type())
        .param("payload", event.payload())
        .param("now", Timestamp.from(clock.instant()))
        .update();
  }

  @Override
  public void close() {
    camel.stop();
  }
}
