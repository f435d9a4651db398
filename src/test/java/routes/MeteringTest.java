package routes;

import static org.assertj.core.api.Assertions.assertThat;

import hub.FullStorm;
import hub.Mode;
import hub.TestDatabase;
import hub.billing.BillingAccount;
import hub.billing.Invoice;
import hub.billing.MeterGroup;
import hub.billing.Reconciliation;
import hub.billing.WebhookEvent;
import hub.sandbox.Fault;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.sql.Timestamp;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Charges reach Stripe once, whatever happens on the way. */
class MeteringTest {
  /** Left Stripe's way half: sent or not, nobody wrote down what came of it. */
  private static final String KILLED =
      """
      update meter_group
         set state = 'sending', attempts = attempts + 1,
             first_sent_at = coalesce(first_sent_at, :now), last_sent_at = :now
       where number = :number and state in ('closed', 'doubt', 'sent')
         and not exists (select from meter_group where state = 'sending')
      """;

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

  private MeterGroup only() {
    assertThat(rig.all()).hasSize(1);
    return rig.all().getFirst();
  }

  private void later(Duration by) {
    rig.clock.advance(by);
  }

  @Test
  void tellsTheGrowthOfTheRoundedTotalOncePerMinute() {
    rig.charge();
    rig.tick();
    rig.charge();
    rig.tick();
    assertThat(only().value()).isEqualTo(11_914);
    assertThat(only().state()).isEqualTo("sent");

    later(Duration.ofMinutes(1));
    rig.tick();
    later(Duration.ofMinutes(1));
    rig.tick();

    assertThat(rig.all()).extracting(MeterGroup::value).containsExactly(11_914L, 11_913L);
    assertThat(rig.counted()).isEqualTo(23_827);
    assertThat(rig.owed()).isEqualByComparingTo("0.0238272");
  }

  @Test
  void setsUpOnceHoweverOftenItIsAsked() {
    BillingAccount again =
        rig.setup.open(
            rig.to(), rig.workspace, "Kestrel Lab", "http://127.0.0.1:9/webhooks/stripe");

    assertThat(again).isEqualTo(rig.account);
    assertThat(
            rig.books.jdbc.sql("select count(*) from billing_catalog").query(Long.class).single())
        .isEqualTo(1);
  }

  @Test
  void letsACreditShrinkWhatIsToldNext() {
    rig.charge();
    rig.tick();
    rig.books.ledger.credit(
        rig.workspace, Mode.SANDBOX, new BigDecimal("0.01"), "Goodwill", TestDatabase.USER);
    rig.books.chainer.chain(rig.workspace);
    later(Duration.ofMinutes(1));
    rig.tick();
    assertThat(rig.all()).hasSize(1);

    rig.charge();
    later(Duration.ofMinutes(1));
    rig.tick();
    later(Duration.ofMinutes(1));

    assertThat(rig.counted()).isEqualTo(13_827);
  }

  @Test
  @DisplayName("M1 An event whose answer was lost is sent again and counted once")
  void sendsADoubtAgain() {
    rig.charge();
    rig.sandbox.faults().add(Fault.of("stripe", "cut-answer").on("meter_events").times(2));
    rig.tick();
    assertThat(only().state()).isEqualTo("doubt");

    rig.tick();

    assertThat(only().state()).isEqualTo("sent");
    assertThat(only().note()).isEqualTo("Stripe had it already.");
    later(Duration.ofMinutes(1));
    assertThat(rig.counted()).isEqualTo(only().value());
  }

  @Test
  @DisplayName("M2 A repeat counts as delivered and the rest goes on")
  void goesOnAfterARepeat() {
    rig.charge();
    rig.sandbox.faults().add(Fault.of("stripe", "cut-answer").on("meter_events").times(2));
    rig.tick();
    rig.charge();
    later(Duration.ofMinutes(1));
    rig.tick();

    assertThat(rig.all()).extracting(MeterGroup::state).containsExactly("sent", "sent");
    later(Duration.ofMinutes(1));
    assertThat(rig.counted()).isEqualTo(23_827);
  }

  @Test
  @DisplayName("M3 Killed between answer and mark, found after 25 hours: billed once")
  void looksUpWhatStripeForgot() {
    rig.charge();
    rig.sandbox.faults().add(Fault.of("stripe", "cut-answer").on("meter_events").times(2));
    rig.tick();
    later(Duration.ofHours(25));
    rig.tick();

    assertThat(only().state()).isEqualTo("sent");
    assertThat(only().note()).isEqualTo("Found in Stripe’s summary of its minute.");
    later(Duration.ofMinutes(1));
    assertThat(rig.counted()).isEqualTo(only().value());
  }

  @Test
  @DisplayName("M3 What never arrived is sent once Stripe's own count says so")
  void sendsWhatStripeNeverGot() {
    rig.charge();
    rig.sandbox.faults().add(Fault.of("stripe", "cut").on("meter_events").times(2));
    rig.tick();
    assertThat(only().state()).isEqualTo("doubt");
    later(Duration.ofHours(25));
    rig.tick();

    assertThat(only().state()).isEqualTo("sent");
    later(Duration.ofMinutes(1));
    assertThat(rig.counted()).isEqualTo(only().value());
  }

  @Test
  void findsWhatAKilledProcessHadUnderWay() {
    rig.charge();
    List<MeterGroup> due = rig.metering.closeAndFindDue();
    rig.database
        .asOwner()
        .sql(
            "update meter_group set state = 'sending', attempts = 1, first_sent_at = :now,"
                + " last_sent_at = :now")
        .param("now", Timestamp.from(rig.clock.instant()))
        .update();
    assertThat(due).hasSize(1);

    rig.tick();
    assertThat(only().state()).isEqualTo("sending");
    later(Duration.ofMinutes(4));
    rig.tick();

    assertThat(only().state()).isEqualTo("sent");
  }

  @Test
  @DisplayName("M4 No group holds more than 15 digits, and none is corrected under its identifier")
  void neverReusesAnIdentifierForAnotherValue() {
    rig.charge();
    rig.tick();
    MeterGroup told = only();
    rig.books.ledger.adjust(
        rig.workspace, Mode.SANDBOX, new BigDecimal("5"), "Corrected", TestDatabase.USER);
    rig.books.chainer.chain(rig.workspace);
    later(Duration.ofMinutes(1));
    rig.tick();

    assertThat(rig.all().getFirst()).isEqualTo(told);
    assertThat(rig.all().getLast().identifier()).isNotEqualTo(told.identifier());
    assertThat(rig.all().getLast().value()).isEqualTo(5_000_000);
  }

  @Test
  @DisplayName("M4 What takes more than 15 digits is told in several minutes")
  void tellsMoreThanFifteenDigitsInSeveralMinutes() {
    for (int i = 0; i < 3; i++) {
      rig.books.ledger.adjust(
          rig.workspace, Mode.SANDBOX, new BigDecimal("600000000"), "Huge", TestDatabase.USER);
    }
    rig.books.chainer.chain(rig.workspace);
    for (int i = 0; i < 4; i++) {
      rig.tick();
      later(Duration.ofMinutes(1));
    }

    assertThat(rig.all()).extracting(MeterGroup::value).containsOnly(600_000_000_000_000L);
    assertThat(rig.all()).extracting(MeterGroup::state).containsOnly("sent");
    assertThat(rig.counted()).isEqualTo(1_800_000_000_000_000L);
  }

  @Test
  @DisplayName("M4 What was told by mistake is taken back within a day and told anew if wanted")
  void takesBackWhatWasToldByMistake() {
    rig.charge();
    rig.tick();
    later(Duration.ofMinutes(1));

    assertThat(rig.metering.cancel(rig.workspace, 1)).isTrue();
    assertThat(rig.metering.cancel(rig.workspace, 1)).isFalse();
    assertThat(only().state()).isEqualTo("held");
    assertThat(rig.counted()).isZero();
    assertThat(rig.reconciliation.compare(rig.workspace).differences())
        .extracting(Reconciliation.Difference::cause)
        .contains(Reconciliation.Cause.LATE);

    assertThat(rig.groups.sendAgain(rig.workspace, Mode.SANDBOX, 1)).isTrue();
    rig.tick();
    later(Duration.ofMinutes(1));
    assertThat(rig.counted()).isEqualTo(only().value());

    later(Duration.ofHours(24));
    assertThat(rig.metering.cancel(rig.workspace, 1)).isFalse();
    assertThat(only().state()).isEqualTo("sent");
  }

  @Test
  @DisplayName("M5 An asynchronous error opens its group again, with the reason")
  void reopensWhatStripeReportedLater() throws Exception {
    rig.database.asOwner().sql("update billing_account set customer_id = 'cus_gone'").update();
    rig.charge();
    rig.tick();
    assertThat(only().state()).isEqualTo("sent");

    WebhookEvent report = report();
    rig.webhooks.process(report);

    assertThat(only().state()).isEqualTo("rejected");
    assertThat(only().note()).contains("meter_event_customer_not_found");
    rig.database
        .asOwner()
        .sql("update billing_account set customer_id = :id")
        .param("id", rig.account.customerId())
        .update();
    later(Duration.ofMinutes(1));
    assertThat(rig.groups.sendAgain(rig.workspace, Mode.SANDBOX, 1)).isTrue();
    rig.tick();
    later(Duration.ofMinutes(1));
    assertThat(rig.counted()).isEqualTo(only().value());
  }

  @Test
  @DisplayName("M5 Usage that Stripe finds no meter for later is a visible item with a remedy")
  void reopensWhatNoMeterWasFoundFor() throws Exception {
    rig.charge();
    rig.tick();
    rig.control("no-meter", "identifier=" + only().identifier());

    rig.webhooks.process(report("v1.billing.meter.no_meter_found"));

    assertThat(only().state()).isEqualTo("rejected");
    assertThat(only().note()).contains("no_meter", "start billing again");
    later(Duration.ofMinutes(1));
    assertThat(rig.counted()).isZero();
    assertThat(rig.reconciliation.compare(rig.workspace).differences())
        .extracting(Reconciliation.Difference::cause)
        .contains(Reconciliation.Cause.REJECTED)
        .doesNotContain(Reconciliation.Cause.UNEXPLAINED);
  }

  private WebhookEvent report() throws Exception {
    return report("v1.billing.meter.error_report_triggered");
  }

  /** As the webhook would bring it: only the id and the type. */
  private WebhookEvent report(String type) throws Exception {
    String id = rig.asked("/v2/core/events").at("/data/0/id").asString();
    return new WebhookEvent(
        Mode.SANDBOX, id, type, "{\"id\":\"" + id + "\"}", "stored", 0, null, rig.clock.instant());
  }

  @Test
  @DisplayName("M6 What can no longer get onto its invoice waits for a person")
  void holdsWhatIsTooLate() throws Exception {
    rig.charge();
    rig.sandbox.faults().add(Fault.of("stripe", "rate-limited").on("meter_events").times(1));
    rig.tick();
    assertThat(only().state()).isEqualTo("closed");
    later(Duration.ofDays(31).plusHours(2));
    rig.tick();

    assertThat(rig.all().getFirst().state()).isEqualTo("held");
    assertThat(rig.all().getFirst().note()).isEqualTo("The invoice of its period is final.");
    later(Duration.ofMinutes(1));
    assertThat(rig.groups.sendAgain(rig.workspace, Mode.SANDBOX, 1)).isTrue();
    rig.tick();
    assertThat(rig.all().getFirst().state()).isEqualTo("sent");
  }

  @Test
  void neverTellsALiveChargeToTheSandbox() {
    rig.books.ledger.adjust(
        rig.workspace, Mode.LIVE, new BigDecimal("7"), "A live one", TestDatabase.USER);
    rig.charge();
    rig.tick();

    assertThat(only().value()).isEqualTo(11_914);
  }

  @Test
  @DisplayName("M1 M3 Any crash, cut or day lost on the way: ledger = summaries + open + held")
  void agreesAfterAStorm() throws Exception {
    int charges = Integer.getInteger("storm.charges", FullStorm.isAsked() ? 5_000 : 120);
    Random dice = new Random(7);
    for (int i = 0; i < charges; i++) {
      rig.charge();
      if (dice.nextInt(4) == 0) {
        trouble(dice);
        later(Duration.ofSeconds(20 + dice.nextInt(120)));
        step(dice);
      }
      if (dice.nextInt(charges / 4) == 0) {
        later(Duration.ofHours(25));
      }
    }
    rig.sandbox.faults().clear();
    for (int i = 0; i < 6; i++) {
      later(Duration.ofHours(6));
      rig.tick();
    }
    later(Duration.ofMinutes(1));

    long sent = sum("sent");
    long other = rig.all().stream().mapToLong(MeterGroup::value).sum() - sent;
    assertThat(rig.counted()).isEqualTo(sent);
    assertThat(rig.all().stream().map(MeterGroup::state)).isSubsetOf("sent", "held");
    assertThat(rig.owed().movePointRight(6).longValue())
        .isBetween(sent + other - 1, sent + other + 1);
    assertThat(rig.books.check.verify(rig.workspace).isWhole()).isTrue();
  }

  private long sum(String state) {
    return rig.all().stream()
        .filter(group -> group.state().equals(state))
        .mapToLong(MeterGroup::value)
        .sum();
  }

  private void trouble(Random dice) {
    rig.sandbox.faults().clear();
    String kind =
        List.of("cut", "cut-answer", "server-error", "rate-limited", "none").get(dice.nextInt(5));
    if (!kind.equals("none")) {
      rig.sandbox.faults().add(Fault.of("stripe", kind).on("meter_events").times(2));
    }
  }

  /** A tick that may die between any two steps. */
  private void step(Random dice) {
    List<MeterGroup> due = rig.metering.closeAndFindDue();
    for (MeterGroup group : due) {
      if (dice.nextInt(5) == 0) {
        return;
      }
      rig.metering.tell(group);
      if (dice.nextInt(6) == 0) {
        rig.database
            .asOwner()
            .sql(KILLED)
            .param("number", group.number())
            .param("now", Timestamp.from(rig.clock.instant()))
            .update();
        return;
      }
    }
  }

  @Test
  @DisplayName("M11 Sum of entries, meter and invoice agree to the cent; rounding is an entry")
  void invoicesWhatWasTold() throws Exception {
    for (int i = 0; i < 30; i++) {
      rig.charge();
    }
    rig.tick();
    later(Duration.ofMinutes(2));
    String id = rig.paidInvoice();
    rig.books.chainer.chain(rig.workspace);

    Invoice invoice = rig.invoices.find(rig.workspace, id).orElseThrow();
    assertThat(invoice.status()).isEqualTo("paid");
    assertThat(invoice.totalCents()).isEqualTo(36);
    assertThat(invoice.quantity()).isEqualTo(357_408);
    assertThat(rig.owed()).isEqualByComparingTo("0.36");
  }

  @Test
  void reconcilesToTheCentAndNamesEveryDifference() throws Exception {
    rig.charge();
    assertThat(rig.reconciliation.compare(rig.workspace).differences())
        .extracting(Reconciliation.Difference::cause)
        .containsOnly(Reconciliation.Cause.IN_FLIGHT);
    rig.tick();
    later(Duration.ofMinutes(2));
    Reconciliation.Report clean = rig.reconciliation.compare(rig.workspace);
    assertThat(clean.differences())
        .extracting(Reconciliation.Difference::cause)
        .containsOnly(Reconciliation.Cause.ROUNDING);
    assertThat(clean.isClean()).isTrue();

    rig.database.asOwner().sql("update meter_group set value = value + 1").update();
    later(Duration.ofHours(1));
    Reconciliation.Report broken = rig.reconciliation.compare(rig.workspace);

    assertThat(broken.isClean()).isFalse();
    assertThat(broken.unexplained()).isEqualByComparingTo("0.000001");
  }
}
