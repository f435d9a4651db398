package routes;

import com.stripe.model.InvoiceCollection;
import hub.Mode;
import hub.TestDatabase;
import hub.billing.BillingAccount;
import hub.billing.BillingAccounts;
import hub.billing.BillingSettings;
import hub.billing.Invoices;
import hub.billing.MeterGroup;
import hub.billing.MeterGroups;
import hub.billing.Metering;
import hub.billing.Reconciliation;
import hub.billing.Setup;
import hub.billing.StripeAccess;
import hub.billing.StripeConnection;
import hub.billing.Summaries;
import hub.billing.WebhookEvent;
import hub.billing.WebhookEvents;
import hub.billing.WebhookWork;
import hub.budget.PaymentPauses;
import hub.budget.SettableClock;
import hub.budget.Tokens;
import hub.ledger.Books;
import hub.sandbox.SandboxOptions;
import hub.sandbox.SandboxServer;
import hub.sandbox.TestSandbox;
import hub.sandbox.stripe.StripeApi;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.math.BigDecimal;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.UUID;
import org.apache.camel.impl.DefaultCamelContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The billing's beans and routes on a database of their own, and the sandbox's Stripe beside. */
final class BillingRig implements AutoCloseable {
  final TestDatabase database = TestDatabase.fresh();
  final Books books;
  final SettableClock clock;
  final SandboxServer sandbox;
  final DefaultCamelContext camel = new DefaultCamelContext();
  final StripeAccess access;
  final StripeGate stripe;
  final BillingAccounts accounts;
  final Setup setup;
  final MeterGroups groups;
  final Summaries summaries;
  final Metering metering;
  final PaymentPauses pauses;
  final Invoices invoices;
  final WebhookEvents webhookEvents;
  final WebhookWork webhooks;
  final Reconciliation reconciliation;
  final UUID workspace;
  final UUID budget;
  final BillingAccount account;

  BillingRig(Path folder) throws Exception {
    books = new Books(database.dataSource(), folder);
    clock = books.clock;
    SandboxOptions options = SandboxOptions.standard(1).at(clock);
    sandbox = SandboxServer.start(options, List.of(new StripeApi(options, null)));
    BillingSettings settings = settings();
    access = new StripeAccess(settings, TestSandbox.at(sandbox.url(), sandbox.secrets().secret()));
    stripe = new StripeGate(camel);
    accounts = new BillingAccounts(books.jdbc, clock, stripe);
    setup = new Setup(books.jdbc, clock, stripe, accounts, books.ledger);
    groups = new MeterGroups(books.jdbc, clock);
    summaries = new Summaries(stripe, setup);
    metering = new Metering(access, stripe, setup, accounts, groups, summaries, settings, clock);
    pauses = new PaymentPauses(books.jdbc, clock, event -> {});
    invoices =
        new Invoices(books.jdbc, books.transaction, clock, stripe, accounts, books.ledger, pauses);
    webhookEvents = new WebhookEvents(books.jdbc, clock);
    webhooks =
        new WebhookWork(
            access, stripe, webhookEvents, invoices, accounts, groups, books.transaction, settings);
    reconciliation =
        new Reconciliation(
            books.jdbc, clock, access, accounts, groups, summaries, invoices, settings);
    startRoutes();
    workspace = books.workspace(database);
    budget = books.budget(workspace, "100000");
    account = setup.open(to(), workspace, "Kestrel Lab", "http://127.0.0.1:9/webhooks/stripe");
  }

  private void startRoutes() throws Exception {
    Properties properties = new Properties();
    properties.put("hub.billing.meter-every", "1h");
    properties.put("hub.billing.webhook-every", "1h");
    properties.put("hub.billing.reconcile-every", "1h");
    camel.getPropertiesComponent().setInitialProperties(properties);
    camel.addRoutesConfigurations(new FailureRoutes());
    camel.addRoutes(
        new BillingRoutes(metering, webhooks, reconciliation, new SimpleMeterRegistry()));
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
  void charge() {
    books.settled(workspace, budget, new Tokens(3184, 1536, 0, 1072, 448));
    books.chainer.chain(workspace);
  }

  /** What the route does at each tick. */
  void tick() {
    for (MeterGroup group : metering.closeAndFindDue()) {
      metering.tell(group);
    }
  }

  List<MeterGroup> all() {
    return groups.newest(workspace, Mode.SANDBOX, 10_000).reversed();
  }

  /** What Stripe counted for the account in all, in millionths of a dollar. */
  long counted() {
    Instant end = Instant.ofEpochSecond(clock.instant().getEpochSecond() / 60 * 60 + 60);
    return summaries.counted(to(), account, end.minus(Duration.ofDays(3650)), end);
  }

  BigDecimal owed() {
    return books.ledger.charge(workspace);
  }

  /** Tells the sandbox's Stripe how to behave. */
  void control(String what, String form) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(sandbox.url() + "/stripe/control/" + what))
            .header("Authorization", "Bearer " + sandbox.secrets().control())
            .POST(HttpRequest.BodyPublishers.ofString(form))
            .build();
    try (HttpClient http = HttpClient.newHttpClient()) {
      if (http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() != 200) {
        throw new AssertionError("The sandbox did not obey: " + what);
      }
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

  /** What the sandbox's Stripe answers to a plain GET. */
  JsonNode asked(String path) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(sandbox.url() + "/stripe" + path))
            .header("Authorization", "Bearer " + sandbox.secrets().stripeKey())
            .build();
    try (HttpClient http = HttpClient.newHttpClient()) {
      return JsonMapper.shared()
          .readTree(http.send(request, HttpResponse.BodyHandlers.ofString()).body());
    }
  }

  /** Ends the sandbox's period and has the webhook of the invoice's payment processed; its id. */
  String paidInvoice() throws Exception {
    control("end-periods", "");
    String id =
        stripe
            .ask(
                to(),
                InvoiceCollection.class,
                "invoices",
                "list",
                null,
                Map.of("customer", account.customerId()),
                null)
            .getData()
            .getFirst()
            .getId();
    webhooks.process(
        new WebhookEvent(
            Mode.SANDBOX,
            "evt_1",
            "invoice.paid",
            "{\"data\":{\"object\":{\"id\":\"%s\"}}}".formatted(id),
            "stored",
            0,
            null,
            clock.instant()));
    return id;
  }

  @Override
  public void close() {
    camel.stop();
    sandbox.close();
    database.close();
  }
}
