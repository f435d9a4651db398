package routes;

import com.stripe.model.InvoiceCollection;
import hub.Mode;
import hub.TestDatabase;
import hub.billing.BillingAccount;
import hub.billing.MeterGroup;
import hub.billing.WebhookEvent;
import hub.ledger.Books;
import hub.sandbox.SandboxOptions;
import hub.sandbox.SandboxServer;
import hub.sandbox.stripe.StripeApi;
import java.math.BigDecimal;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The billing on a database of its own, an account, and the sandbox's Stripe beside. */
final class BillingRig extends BillingBeans {
  final TestDatabase database;
  final SandboxServer sandbox;
  final UUID workspace;
  final UUID budget;
  final BillingAccount account;

  BillingRig(Path folder) throws Exception {
    this(TestDatabase.fresh(), folder);
  }

  private BillingRig(TestDatabase database, Path folder) throws Exception {
    this(database, new Books(database.dataSource(), folder));
  }

  private BillingRig(TestDatabase database, Books books) throws Exception {
    this(database, books, sandbox(books));
  }

  private BillingRig(TestDatabase database, Books books, SandboxServer sandbox) throws Exception {
    super(books, sandbox.url(), sandbox.secrets().secret(), stripe -> stripe);
    this.database = database;
    this.sandbox = sandbox;
    workspace = books.workspace(database);
    budget = books.budget(workspace, "100000");
    account = setup.open(to(), workspace, "Kestrel Lab", "http://127.0.0.1:9/webhooks/stripe");
  }

  private static SandboxServer sandbox(Books books) throws Exception {
    SandboxOptions options = SandboxOptions.standard(1).at(books.clock);
    return SandboxServer.start(options, List.of(new StripeApi(options, null)));
  }

  void charge() {
    charge(workspace, budget);
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
    hear("invoice.paid", id);
    return id;
  }

  /** Has a webhook of this type processed that speaks of this object. */
  void hear(String type, String id) {
    webhooks.process(
        new WebhookEvent(
            Mode.SANDBOX,
            "evt_" + UUID.randomUUID(),
            type,
            "{\"data\":{\"object\":{\"id\":\"%s\"}}}".formatted(id),
            "stored",
            0,
            null,
            clock.instant()));
  }

  @Override
  public void close() {
    super.close();
    sandbox.close();
    database.close();
  }
}
