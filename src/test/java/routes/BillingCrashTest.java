package routes;

import static org.assertj.core.api.Assertions.assertThat;

import bench.ChildProcess;
import hub.FullStorm;
import hub.Mode;
import hub.billing.Invoice;
import hub.billing.MeterGroup;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A process that bills and is killed with SIGKILL between any two of its steps, with days lost in
 * between; another goes on in its place.
 */
class BillingCrashTest {
  private static final boolean FULL = FullStorm.isAsked();
  private static final int CHARGES = FULL ? 5_000 : 96;
  private static final int A_ROUND = FULL ? 25 : 12;

  private static final int PERIODS = FULL ? 4 : 1;

  /** About as many steps as a charge has, and as billing a round of them has. */
  private static final int STEPS = 60;

  @TempDir static Path folder;

  private final Map<String, Integer> kills = new TreeMap<>();

  @Test
  @DisplayName(
      "M1 M3 M7 Killed between any two steps from charge to webhook, days lost in between: ledger ="
          + " summaries + open + held, invoices = summaries, to the cent")
  void agreesAfterKills() throws Exception {
    try (BillingRig rig = new BillingRig(folder)) {
      Random dice = new Random(Long.getLong("storm.seed", 5));
      storm(rig, dice);
      settle(rig);

      assertAgrees(rig);
      System.out.printf("Killed at %s%n", kills);
    }
  }

  private void storm(BillingRig rig, Random dice) throws Exception {
    ChildProcess child = child(rig);
    try {
      for (int charged = 0; charged < CHARGES; charged += A_ROUND) {
        boolean dies = dice.nextInt(3) > 0;
        // Most deaths come while it is told, where the steps are all different.
        String part = dice.nextInt(4) == 0 ? BillingChild.CHARGING : BillingChild.BILLING;
        String end = round(rig, child, A_ROUND, part, dies ? 1 + dice.nextInt(STEPS) : 0);
        if (end.startsWith(BillingChild.REACHED)) {
          kills.merge(end.substring(BillingChild.REACHED.length()), 1, Integer::sum);
          child.kill();
          child = child(rig);
        }
        if (charged / A_ROUND % (CHARGES / A_ROUND / PERIODS) == 1) {
          nearlyEndPeriod(rig);
        }
        boolean losesADay = dice.nextInt(FULL ? 12 : 4) == 0;
        rig.clock.advance(
            losesADay ? Duration.ofHours(25) : Duration.ofSeconds(20 + dice.nextInt(300)));
      }
    } finally {
      child.close();
    }
  }

  /** The last minutes of a period and the first of the next are told among crashes as well. */
  private static void nearlyEndPeriod(BillingRig rig) {
    Instant end = rig.accounts.find(rig.workspace, Mode.SANDBOX).orElseThrow().periodEnd();
    Duration left = Duration.between(rig.clock.instant(), end.minus(Duration.ofMinutes(10)));
    if (left.isPositive()) {
      rig.clock.advance(left);
    }
  }

  /** Until all that can be known is known. */
  private static void settle(BillingRig rig) throws Exception {
    try (ChildProcess child = child(rig)) {
      for (int i = 0; i < 7; i++) {
        rig.clock.advance(Duration.ofHours(6));
        assertThat(round(rig, child, 0, BillingChild.BILLING, 0)).isEqualTo(BillingChild.DONE);
      }
    }
    rig.clock.advance(Duration.ofMinutes(1));
  }

  private static String round(
      BillingRig rig, ChildProcess child, int charges, String part, int step) throws IOException {
    child.say("%s %d %s %d".formatted(rig.clock.instant(), charges, part, step));
    return child.nextLine();
  }

  private static ChildProcess child(BillingRig rig) throws IOException {
    ChildProcess child =
        new ChildProcess(
            BillingChild.class,
            List.of("-Xmx256m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"),
            List.of(
                rig.database.url(),
                folder.toString(),
                rig.sandbox.url(),
                rig.sandbox.secrets().secret(),
                rig.workspace.toString(),
                rig.budget.toString()));
    child.next(BillingChild.READY);
    return child;
  }

  private void assertAgrees(BillingRig rig) {
    assertThat(kills).as("kills").isNotEmpty();
    assertThat(rig.books.check.verify(rig.workspace).isWhole()).isTrue();
    assertThat(rig.all().stream().map(MeterGroup::state)).isSubsetOf("sent", "held");
    long counted = rig.counted();
    assertThat(counted).as("what Stripe counts").isEqualTo(sum(rig, "sent"));
    long billed = invoices(rig).stream().mapToLong(Invoice::quantity).sum();
    long running = rig.invoices.preview(rig.to(), rig.account).quantity();
    assertThat(billed + running).as("what Stripe bills").isEqualTo(counted);

    BigDecimal listed = units(running + sum(rig, "held"));
    BigDecimal invoiced =
        invoices(rig).stream().map(Invoice::total).reduce(BigDecimal.ZERO, BigDecimal::add);
    assertThat(rig.owed().subtract(listed).subtract(invoiced).abs())
        .as("ledger - invoices - running - held")
        .isLessThan(new BigDecimal("0.000001"));
    assertThat(rig.reconciliation.compare(rig.workspace).unexplained()).isEqualByComparingTo("0");
  }

  private static List<Invoice> invoices(BillingRig rig) {
    List<Invoice> all = rig.invoices.all(rig.workspace, Mode.SANDBOX);
    assertThat(all).as("invoices that the webhooks told of").isNotEmpty();
    assertThat(all).allMatch(invoice -> invoice.status().equals("paid"));
    return all;
  }

  private static long sum(BillingRig rig, String state) {
    return rig.all().stream()
        .filter(group -> group.state().equals(state))
        .mapToLong(MeterGroup::value)
        .sum();
  }

  private static BigDecimal units(long value) {
    return BigDecimal.valueOf(value, 6).setScale(6, RoundingMode.UNNECESSARY);
  }
}
