package routes;

import static org.assertj.core.api.Assertions.assertThat;

import com.stripe.model.Customer;
import com.stripe.model.Subscription;
import hub.Mode;
import hub.billing.BillingAccount;
import hub.billing.Invoice;
import hub.billing.Reconciliation;
import hub.billing.WebhookEvent;
import hub.sandbox.Fault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Webhooks lead to the same, however they come. */
class WebhookWorkTest {
  @TempDir static Path folder;
  BillingRig rig;

  @BeforeEach
  void bill() throws Exception {
    rig = new BillingRig(folder);
    rig.charge();
    rig.charge();
    rig.tick();
    rig.clock.advance(Duration.ofMinutes(2));
    rig.control("end-periods", "");
  }

  @AfterEach
  void stop() {
    rig.close();
  }

  private List<WebhookEvent> told() throws Exception {
    List<WebhookEvent> events = new ArrayList<>();
    for (JsonNode event : rig.asked("/v1/events").path("data")) {
      events.add(
          new WebhookEvent(
              Mode.SANDBOX,
              event.path("id").asString(),
              event.path("type").asString(),
              event.toString(),
              "stored",
              0,
              null,
              rig.clock.instant()));
    }
    return events;
  }

  private void store(List<WebhookEvent> events) {
    events.forEach(rig::store);
  }

  private List<Invoice> invoices() {
    return rig.invoices.all(rig.workspace, Mode.SANDBOX);
  }

  private long roundings() {
    return rig.books
        .jdbc
        .sql("select count(*) from ledger_entry where kind = 'rounding'")
        .query(Long.class)
        .single();
  }

  @Test
  @DisplayName("M7 Any order and 50 copies at once: the same state, one effect")
  void endsTheSameInAnyOrder() throws Exception {
    List<WebhookEvent> copies = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      copies.addAll(told());
    }
    Collections.shuffle(copies, new Random(3));
    try (ExecutorService threads = Executors.newFixedThreadPool(12)) {
      for (WebhookEvent copy : copies) {
        threads.submit(
            () -> {
              rig.store(copy);
              rig.webhooks.process(copy);
            });
      }
    }

    assertThat(invoices()).hasSize(1);
    assertThat(invoices().getFirst().status()).isEqualTo("paid");
    assertThat(invoices().getFirst().totalCents()).isEqualTo(2);
    assertThat(roundings()).isEqualTo(1);
    assertThat(rig.webhooks.due()).isEmpty();
  }

  @Test
  @DisplayName("M8 A replay has no effect")
  void replaysHarmlessly() throws Exception {
    store(told());
    rig.webhooks.due().forEach(rig.webhooks::process);
    Invoice before = invoices().getFirst();

    for (WebhookEvent event : told()) {
      assertThat(rig.webhookEvents.replay(Mode.SANDBOX, event.id())).isTrue();
    }
    rig.webhooks.due().forEach(rig.webhooks::process);

    assertThat(invoices()).containsExactly(before);
    assertThat(roundings()).isEqualTo(1);
  }

  @Test
  void hasPaidWorkWaitWhereTheSubscriptionEndedUntilBillingIsStartedAgain() throws Exception {
    endSubscription();
    assertThat(rig.pauses.since(rig.workspace, Mode.SANDBOX)).isPresent();
    assertThat(rig.accounts.find(rig.workspace, Mode.SANDBOX))
        .hasValueSatisfying(account -> assertThat(account.endedAt()).isNotNull());

    BillingAccount again = startAgain();

    assertThat(again.customerId()).isEqualTo(rig.account.customerId());
    assertThat(again.subscriptionId()).isNotEqualTo(rig.account.subscriptionId());
    assertThat(again.endedAt()).isNull();
    assertThat(rig.pauses.since(rig.workspace, Mode.SANDBOX)).isEmpty();
  }

  @Test
  void comparesAnEndedSubscriptionWithoutAPreview() throws Exception {
    store(told());
    rig.webhooks.due().forEach(rig.webhooks::process);
    endSubscription();

    Reconciliation.Report report = rig.reconciliation.compare(rig.workspace);

    assertThat(report.isClean()).isTrue();
    assertThat(report.invoiced()).isEqualTo(1);
  }

  @Test
  void comparesTheOthersWhereStripeRefusesOne() {
    UUID other = rig.books.workspace(rig.database);
    rig.setup.open(rig.to(), other, "Other Lab", "http://127.0.0.1:9/webhooks/stripe");
    List<UUID> all =
        rig.accounts.all(Mode.SANDBOX).stream().map(BillingAccount::workspaceId).toList();
    rig.database
        .asOwner()
        .sql("update billing_account set subscription_id = 'sub_gone' where workspace_id = :id")
        .param("id", all.getFirst())
        .update();

    rig.reconciliation.compareAll();

    assertThat(rig.reconciliation.last(all.getFirst())).isEmpty();
    assertThat(rig.reconciliation.last(all.getLast())).isPresent();
  }

  private void endSubscription() throws Exception {
    rig.stripe.ask(
        rig.to(),
        Subscription.class,
        "subscriptions",
        "cancel",
        rig.account.subscriptionId(),
        Map.of(),
        null);
    store(told());
    rig.webhooks.due().forEach(rig.webhooks::process);
  }

  @Test
  void startsAgainAsAnotherCustomerWhereTheOneWasDeleted() throws Exception {
    rig.stripe.ask(
        rig.to(), Customer.class, "customers", "delete", rig.account.customerId(), Map.of(), null);
    rig.hear("customer.deleted", rig.account.customerId());
    assertThat(rig.pauses.since(rig.workspace, Mode.SANDBOX)).isPresent();

    BillingAccount again = startAgain();

    assertThat(again.customerId()).isNotEqualTo(rig.account.customerId());
    assertThat(rig.pauses.since(rig.workspace, Mode.SANDBOX)).isEmpty();
    rig.hear("customer.deleted", rig.account.customerId());
    assertThat(rig.pauses.since(rig.workspace, Mode.SANDBOX)).as("said late").isEmpty();
  }

  private BillingAccount startAgain() {
    return rig.setup.open(
        rig.to(), rig.workspace, "Kestrel Lab", "http://127.0.0.1:9/webhooks/stripe");
  }

  @Test
  void putsAsideWhatKeepsFailingUntilAPersonReplaysIt() throws Exception {
    store(told().stream().filter(event -> event.type().equals("invoice.paid")).toList());
    rig.sandbox.faults().add(Fault.of("stripe", "server-error"));
    for (int i = 0; i < 8; i++) {
      rig.webhooks.due().forEach(rig.webhooks::process);
      rig.clock.advance(Duration.ofMinutes(20));
    }
    WebhookEvent dead = rig.webhookEvents.listed(Mode.SANDBOX, 9).getFirst();
    assertThat(dead.state()).isEqualTo("dead");
    assertThat(dead.error()).contains("Stripe answered 500");

    rig.sandbox.faults().clear();
    rig.webhookEvents.replay(Mode.SANDBOX, dead.id());
    rig.webhooks.due().forEach(rig.webhooks::process);

    assertThat(invoices().getFirst().status()).isEqualTo("paid");
  }
}
