package hub.budget;

import static org.assertj.core.api.Assertions.assertThat;

import bench.ChildProcess;
import hub.TestDatabase;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Two JVMs, one budget. */
class TwoProcessesTest {
  @Test
  @DisplayName("B4 Two processes that race on one budget are granted as much as one, to the cent")
  void grantsTwoProcessesAsMuchAsOne() throws Exception {
    try (TestDatabase database = TestDatabase.fresh()) {
      Budgets budgets = new Budgets(database.jdbc(), Clock.systemUTC(), Instance.fresh());
      UUID budget = UUID.randomUUID();
      budgets.open(budget, TestDatabase.WORKSPACE, null, BigDecimal.ONE);

      int granted = 0;
      try (ChildProcess one = process(database, budget);
          ChildProcess other = process(database, budget)) {
        List<ChildProcess> both = List.of(one, other);
        for (ChildProcess each : both) {
          each.next(HoldingProcess.READY);
        }
        for (ChildProcess each : both) {
          each.say("go");
        }
        for (ChildProcess each : both) {
          granted += Integer.parseInt(each.next(HoldingProcess.HELD));
        }
      }

      assertThat(granted).isEqualTo(33);
      assertThat(budgets.state(budget).held()).isEqualByComparingTo("0.99");
    }
  }

  private static ChildProcess process(TestDatabase database, UUID budget) throws IOException {
    return new ChildProcess(
        HoldingProcess.class,
        List.of("-Xmx128m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"),
        List.of(database.url(), budget.toString(), "200", "0.03"));
  }
}
