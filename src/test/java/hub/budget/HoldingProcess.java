package hub.budget;

import hub.TestDatabase;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.postgresql.ds.PGSimpleDataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * A process that holds and settles on a budget as fast as it can once it is told to. Its arguments
 * are the database's address, the budget, how many attempts and how much each holds; it says how
 * many it was granted.
 */
public final class HoldingProcess {
  static final String READY = "ready";
  static final String HELD = "held ";
  private static final int THREADS = 8;

  private HoldingProcess() {}

  public static void main(String[] arguments) throws Exception {
    PGSimpleDataSource database = new PGSimpleDataSource();
    database.setUrl(arguments[0]);
    database.setUser("sluice");
    Budgets budgets = new Budgets(JdbcClient.create(database), Clock.systemUTC(), Instance.fresh());
    UUID budget = UUID.fromString(arguments[1]);
    BigDecimal hold = new BigDecimal(arguments[3]);
    AtomicInteger held = new AtomicInteger();
    System.out.println(READY);
    System.out.flush();
    new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)).readLine();
    try (ExecutorService threads = Executors.newFixedThreadPool(THREADS)) {
      for (int i = 0; i < Integer.parseInt(arguments[2]); i++) {
        threads.submit(
            () -> {
              if (budgets.hold(attempt(budget, hold)) == Hold.HELD) {
                held.incrementAndGet();
              }
            });
      }
    }
    System.out.println(HELD + held.get());
    System.out.flush();
  }

  private static NewAttempt attempt(UUID budget, BigDecimal hold) {
    return new NewAttempt(
        UUID.randomUUID(),
        TestDatabase.WORKSPACE,
        budget,
        null,
        hub.Mode.SANDBOX,
        "openai",
        "gpt-test",
        "classify",
        "hash",
        1,
        new BigDecimal("4"),
        hold,
        false,
        1_000,
        100);
  }
}
