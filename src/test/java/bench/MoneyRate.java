package bench;

import com.zaxxer.hikari.HikariDataSource;
import hub.Mode;
import hub.TestDatabase;
import hub.budget.Budgets;
import hub.budget.Hold;
import hub.budget.Instance;
import hub.budget.NewAttempt;
import hub.budget.Rates;
import hub.budget.Tokens;
import java.math.BigDecimal;
import java.time.Clock;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import org.springframework.jdbc.core.simple.JdbcClient;

/** How often a second one budget can hold, send and settle, with no vendor in between. */
final class MoneyRate {
  private static final long WARM_UP = 3_000_000_000L;
  private static final long MEASURED = 10_000_000_000L;
  private static final BigDecimal HOLD = new BigDecimal("0.01");
  private static final Rates RATES =
      new Rates(
          new BigDecimal("0.000002"),
          new BigDecimal("0.0000005"),
          new BigDecimal("0.000002"),
          new BigDecimal("0.000008"));

  private final BenchDatabase database;

  MoneyRate(BenchDatabase database) {
    this.database = database;
  }

  double perSecond(int threads) {
    try (HikariDataSource pool = BenchDatabase.runtime(database.url(), 20)) {
      Budgets budgets = new Budgets(JdbcClient.create(pool), Clock.systemUTC(), Instance.fresh());
      UUID budget = UUID.randomUUID();
      budgets.open(budget, TestDatabase.WORKSPACE, TestDatabase.USER, new BigDecimal("1000000"));
      long begin = System.nanoTime() + WARM_UP;
      AtomicLong calls = new AtomicLong();
      try (ExecutorService all = Executors.newVirtualThreadPerTaskExecutor()) {
        for (int i = 0; i < threads; i++) {
          all.submit(
              () -> {
                while (System.nanoTime() < begin + MEASURED) {
                  call(budgets, budget);
                  if (System.nanoTime() > begin) {
                    calls.incrementAndGet();
                  }
                }
              });
        }
      }
      return calls.get() * 1e9 / MEASURED;
    }
  }

  private static void call(Budgets budgets, UUID budget) {
    UUID id = UUID.randomUUID();
    NewAttempt attempt =
        new NewAttempt(
            id,
            TestDatabase.WORKSPACE,
            budget,
            null,
            Mode.SANDBOX,
            "openai",
            "sandbox-judge-1",
            "bench",
            "none",
            1,
            BigDecimal.ONE,
            HOLD,
            false,
            1_000,
            500);
    if (budgets.hold(attempt) != Hold.HELD) {
      throw new IllegalStateException("The hold did not fit");
    }
    budgets.sent(id);
    budgets.settle(id, "answered", new Tokens(900, 0, 0, 100, 0), RATES);
  }
}
