package hub.billing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.stripe.net.Webhook;
import hub.Mode;
import hub.TestDatabase;
import hub.TestHub;
import hub.budget.Budgets;
import hub.budget.NewAttempt;
import hub.budget.Rates;
import hub.budget.Tokens;
import hub.sandbox.Sandbox;
import hub.settings.Person;
import hub.web.CurrentUser;
import java.math.BigDecimal;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** From the first paid call to a paid invoice, by the pages and over the wire. */
class BillingPagesTest {
  private static TestHub hub;
  private static Person owner;

  @BeforeAll
  static void start() {
    hub =
        TestHub.start(
            Map.of(
                "hub.ledger.chain-every", "50ms",
                "hub.billing.meter-every", "100ms",
                "hub.billing.webhook-every", "100ms"));
    owner =
        new Person(
            hub,
            new CurrentUser(
                TestDatabase.USER,
                TestDatabase.WORKSPACE,
                "Mira Okafor",
                "mira@example.org",
                CurrentUser.Role.OWNER,
                true));
  }

  @AfterAll
  static void stop() {
    hub.close();
  }

  @Test
  void opensAPaidInvoiceDownToItsCalls() throws Exception {
    for (int i = 0; i < 20; i++) {
      charge();
    }
    await()
        .atMost(Duration.ofSeconds(20))
        .until(() -> owner.get("/money").body().contains("20 entries"));
    assertThat(owner.get("/money").body()).contains("Not billed yet");
    // A period begins in the middle of a minute, and usage is told for whole ones.
    control("advance", "seconds=-60");
    assertThat(owner.post("/money/setup").body()).contains("Invoice so far", "End the sandbox");
    await()
        .atMost(Duration.ofSeconds(20))
        .until(() -> owner.get("/money/usage").body().contains(">sent<"));
    control("advance", "seconds=120");
    assertThat(owner.get("/money").body()).contains("$0.24");
    owner.post("/money/sandbox-month");
    await()
        .atMost(Duration.ofSeconds(20))
        .until(() -> owner.get("/money").body().contains(">paid<"));

    Invoice invoice = hub.bean(Invoices.class).all(TestDatabase.WORKSPACE, Mode.SANDBOX).getFirst();
    assertThat(invoice.totalCents()).isEqualTo(24);
    String page = owner.get("/money/invoices/%s?group=1&open=3".formatted(invoice.id())).body();
    assertThat(page).contains("Input, uncached", "3,184", "gpt-test", "× 4 is the charge");
    assertThat(owner.get("/money?verify=1&open=3").body()).contains("The chain is whole");
    assertThat(owner.get("/money/reconciliation").body()).contains("Reconciled to the cent");
    assertThat(owner.get("/money/reconciliation.csv").body()).contains("rounding");
    assertThat(owner.get("/money/verify-statement").body()).contains("class VerifyStatement");
    assertThat(owner.get("/money/invoices/in_none").statusCode()).isEqualTo(404);
  }

  private static void charge() {
    Budgets budgets = hub.bean(Budgets.class);
    UUID budget = UUID.randomUUID();
    budgets.open(budget, TestDatabase.WORKSPACE, TestDatabase.USER, BigDecimal.ONE);
    UUID id = UUID.randomUUID();
    budgets.hold(
        new NewAttempt(
            id,
            TestDatabase.WORKSPACE,
            budget,
            null,
            Mode.SANDBOX,
            "openai",
            "gpt-test",
            "classify",
            "hash",
            1,
            new BigDecimal("4"),
            new BigDecimal("0.5"),
            false,
            9_000,
            2_000));
    budgets.sent(id);
    budgets.settle(
        id,
        "answered",
        new Tokens(3_184, 1_536, 0, 1_072, 448),
        new Rates(
            new BigDecimal("0.00000025"),
            new BigDecimal("0.000000025"),
            new BigDecimal("0.0000003125"),
            new BigDecimal("0.000002")));
  }

  private static void control(String what, String form) throws Exception {
    Sandbox sandbox = hub.bean(Sandbox.class);
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(sandbox.stripeUrl() + "/control/" + what))
            .header("Authorization", "Bearer " + sandbox.secrets().control())
            .POST(HttpRequest.BodyPublishers.ofString(form))
            .build();
    try (HttpClient http = HttpClient.newHttpClient()) {
      assertThat(http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode())
          .isEqualTo(200);
    }
  }

  @Test
  void takesWebhooksByTheirSignatureAlone() throws Exception {
    String secret = hub.bean(Sandbox.class).secrets().stripeWebhookSecret();
    String event = "{\"id\":\"evt_x\",\"type\":\"customer.updated\",\"livemode\":false}";
    String live = "{\"id\":\"evt_y\",\"type\":\"customer.updated\",\"livemode\":true}";

    assertThat(posted(event, signed(event, secret))).isEqualTo(200);
    assertThat(posted(event, signed(event, secret))).isEqualTo(200);
    assertThat(posted(event, signed(event, "whsec_other"))).isEqualTo(400);
    assertThat(posted(live, signed(live, secret))).isEqualTo(400);
    assertThat(posted(event, "")).isEqualTo(400);
    List<String> kept =
        hub.database()
            .jdbc()
            .sql("select id from webhook_event where id in ('evt_x', 'evt_y')")
            .query(String.class)
            .list();
    assertThat(kept).containsExactly("evt_x");
  }

  private static String signed(String body, String secret) throws Exception {
    return Webhook.Signature.generateSignatureHeader(body, secret, Instant.now().getEpochSecond());
  }

  private static int posted(String body, String signature) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(hub.url() + "/webhooks/stripe"))
            .header("Stripe-Signature", signature)
            .header("Content-Type", "application/json; charset=utf-8")
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build();
    try (HttpClient http = HttpClient.newHttpClient()) {
      return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
    }
  }
}
