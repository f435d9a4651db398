package routes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hub.Mode;
import hub.TestDatabase;
import hub.billing.BillingDetails;
import hub.billing.Dispute;
import hub.billing.Invoice;
import hub.billing.StripeFailure;
import hub.billing.TestCreditNotes;
import hub.ledger.Entry;
import hub.ledger.Ledger;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tax by the buyer's address and tax id, what is given back, and what a bank takes back. */
class TaxAndCreditTest {
  @TempDir static Path folder;
  BillingRig rig;

  @BeforeEach
  void start() throws Exception {
    rig = new BillingRig(folder);
  }

  @AfterEach
  void stop() {
    rig.close();
  }

  private static BillingDetails.Details in(String country, String kind, String id) {
    return new BillingDetails.Details(
        "Kestrel Lab GmbH",
        "billing@kestrel.example",
        "Hafenstraße 7",
        "Hamburg",
        "20457",
        "",
        country,
        kind,
        id);
  }

  /** 84 calls, $1.0007424; what is below a millionth of a dollar is told with the next call. */
  private Invoice billed() throws Exception {
    for (int i = 0; i < 84; i++) {
      rig.charge();
    }
    rig.tick();
    rig.clock.advance(Duration.ofMinutes(2));
    return rig.invoices.find(rig.workspace, rig.paidInvoice()).orElseThrow();
  }

  @Test
  void taxesABuyerInTheUnionAndKeepsTheTaxOutOfTheLedger() throws Exception {
    rig.details.write(rig.to(), rig.account, in("DE", "", ""));

    Invoice invoice = billed();

    assertThat(invoice.totalCents()).isEqualTo(100);
    assertThat(invoice.taxCents()).isEqualTo(20);
    assertThat(invoice.paidCents()).isEqualTo(120);
    assertThat(invoice.due()).isEqualByComparingTo("1.20");
    assertThat(rig.owed()).isEqualByComparingTo("1.0000004");
    assertThat(rig.reconciliation.compare(rig.workspace).isClean()).isTrue();
  }

  @Test
  void leavesTheTaxToABuyerWithATaxIdAndKeepsBothAtStripe() throws Exception {
    BillingDetails.Details details = in("DE", "eu_vat", "DE123456789");
    rig.details.write(rig.to(), rig.account, details);
    rig.details.write(rig.to(), rig.account, details);

    assertThat(rig.details.read(rig.to(), rig.account)).isEqualTo(details);
    assertThat(billed().taxCents()).isZero();
  }

  @Test
  void saysWhatStripeRefuses() {
    assertThatThrownBy(() -> rig.details.write(rig.to(), rig.account, in("DE", "eu_vat", "DE1")))
        .isInstanceOf(StripeFailure.class)
        .hasMessageContaining("Invalid value for eu_vat");
  }

  @Test
  @DisplayName("M7 A credit note gives back once with its tax, whoever tells of it and how often")
  void givesBackOnce() throws Exception {
    rig.details.write(rig.to(), rig.account, in("DE", "", ""));
    Invoice invoice = billed();

    for (int i = 0; i < 2; i++) {
      TestCreditNotes.make(
          rig.creditNotes, rig.to(), invoice, 25, "A late report", TestDatabase.USER, "form-1");
    }
    String id = TestCreditNotes.of(rig.creditNotes, invoice).getFirst().id();
    rig.hear("credit_note.created", id);
    rig.hear("credit_note.created", id);
    rig.books.chainer.chain(rig.workspace);

    assertThat(TestCreditNotes.of(rig.creditNotes, invoice))
        .singleElement()
        .satisfies(
            note -> {
              assertThat(note.totalCents()).isEqualTo(25);
              assertThat(note.taxCents()).isEqualTo(5);
            });
    List<Entry> refunds = refunds();
    assertThat(refunds).hasSize(1);
    assertThat(refunds.getFirst().reason()).endsWith("-CN-01: A late report");
    assertThat(refunds.getFirst().author()).isEqualTo(TestDatabase.USER);
    assertThat(rig.owed()).isEqualByComparingTo("0.7500004");
    assertThat(rig.books.check.verify(rig.workspace).isWhole()).isTrue();
  }

  private List<Entry> refunds() {
    return rig.books.ledger.newest(rig.workspace, Long.MAX_VALUE, 500).stream()
        .map(Ledger.Chained::entry)
        .filter(entry -> entry.kind() == Entry.Kind.REFUND)
        .toList();
  }

  @Test
  void refusesToGiveBackMoreThanTheInvoice() throws Exception {
    Invoice invoice = billed();

    assertThatThrownBy(
            () ->
                TestCreditNotes.make(
                    rig.creditNotes, rig.to(), invoice, 101, "Too much", TestDatabase.USER, "x"))
        .isInstanceOf(StripeFailure.class)
        .hasMessageContaining("more than its total");
    assertThat(rig.owed()).isEqualByComparingTo("1.0000004");
  }

  @Test
  @DisplayName("M7 A dispute is shown until it is decided, and what is owed stays")
  void showsADispute() throws Exception {
    Invoice invoice = billed();
    rig.control("dispute", "invoice=" + invoice.id());
    String id = rig.asked("/v1/disputes").at("/data/0/id").asString();
    rig.hear("charge.dispute.created", id);

    Dispute open = rig.disputes.of(rig.workspace, Mode.SANDBOX).getFirst();
    assertThat(open.isOpen()).isTrue();
    assertThat(open.amount()).isEqualByComparingTo("1.00");
    assertThat(open.dueAt()).isAfter(rig.clock.instant());

    rig.control("decide", "dispute=%s&status=lost".formatted(id));
    rig.hear("charge.dispute.closed", id);
    rig.hear("charge.dispute.created", id);

    assertThat(rig.disputes.of(rig.workspace, Mode.SANDBOX).getFirst().status()).isEqualTo("lost");
    assertThat(rig.owed()).isEqualByComparingTo("1.0000004");
  }
}
