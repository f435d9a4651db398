package bench;

import com.zaxxer.hikari.HikariDataSource;
import hub.TestDatabase;
import hub.budget.BudgetState;
import hub.budget.Budgets;
import hub.budget.Instance;
import hub.budget.LostAttempt;
import hub.budget.LostAttempts;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Promises P1 and P2 under load: 64 threads of a hub process spend one budget against the sandbox,
 * answers are lost, the process is killed again and again, 24 h pass, and the rest is spent. Then
 * the vendor's own journal is compared with the books, attempt by attempt.
 */
final class BudgetBench {
  private static final int CALLS = 20_000;
  private static final int THREADS = 64;
  private static final int KILLS = 4;
  private static final double ANSWER_LOST = 0.035;
  private static final double REQUEST_LOST = 0.025;
  private static final int PROBE = 500;
  private static final int MANY = 1_000_000;
  private static final Duration LOOK = Duration.ofMillis(20);
  private static final Duration LONGEST = Duration.ofMinutes(10);

  private final Figures figures = new Figures("budget");
  private final Path folder;
  private final BenchDatabase database;
  private final BenchSandbox sandbox;
  private final HikariDataSource pool;
  private final JdbcClient jdbc;
  private final Budgets budgets;
  private final LostAttempts lost;
  private final LostAttempts lostTomorrow;
  private int seed = 1;

  private BudgetBench(
      Path folder, BenchDatabase database, BenchSandbox sandbox, HikariDataSource pool) {
    this.folder = folder;
    this.database = database;
    this.sandbox = sandbox;
    this.pool = pool;
    this.jdbc = JdbcClient.create(pool);
    this.budgets = new Budgets(jdbc, Clock.systemUTC(), Instance.fresh());
    this.lost = new LostAttempts(jdbc, Clock.systemUTC(), budgets);
    this.lostTomorrow =
        new LostAttempts(jdbc, Clock.offset(Clock.systemUTC(), Duration.ofHours(25)), budgets);
  }

  public static void main(String[] arguments) throws Exception {
    Path folder = Files.createTempDirectory("bench-budget");
    Figures figures;
    try (BenchDatabase database = new BenchDatabase(folder);
        BenchSandbox sandbox = new BenchSandbox(folder, 7);
        HikariDataSource pool = BenchDatabase.runtime(database.url(), 4)) {
      BudgetBench bench = new BudgetBench(folder, database, sandbox, pool);
      bench.run();
      figures = bench.figures;
    }
    figures.end();
  }

  private void run() throws Exception {
    RowUpdates rows = new RowUpdates(database, THREADS);
    tellConditions(rows);
    UUID probe = open(new BigDecimal("1000"));
    spend(probe, 0, PROBE);
    BigDecimal limit =
        budgets
            .state(probe)
            .charged()
            .multiply(BigDecimal.valueOf(CALLS * 1.02 / PROBE))
            .stripTrailingZeros();
    UUID budget = open(limit);
    OverdraftWatch watch = new OverdraftWatch(pool, budget);

    spendWithCrashes(budget);
    Books tonight = books(budget);
    tonight.tellBounds(figures, "");
    figures.figure("holds_left_open", leftOpen(budget), "holds", leftOpen(budget) == 0);

    lostTomorrow.expireDoubts();
    sandbox.clearFaults();
    spend(budget, 25, MANY);
    tellRates(budget, rows);
    tellEnd(budget, watch);
  }

  private void tellConditions(RowUpdates rows) {
    figures.condition(
        "%d processors, Java %s, PostgreSQL %s with fsync %s, synchronous_commit %s"
            .formatted(
                Runtime.getRuntime().availableProcessors(),
                Runtime.version().feature(),
                show("server_version"),
                show("fsync"),
                show("synchronous_commit")));
    figures.condition(
        "one hub process with %d threads on 20 connections, one budget, the sandbox a process of its own"
            .formatted(THREADS));
    figures.condition(
        "in flight: %.1f %% of answers and %.1f %% of requests lost, the hub killed (SIGKILL) %d times"
            .formatted(ANSWER_LOST * 100, REQUEST_LOST * 100, KILLS));
    figures.condition(rows.means());
    figures.condition(
        "calls_per_s: whole calls, tokens counted, JSON checked, over HTTP, hub and vendor on the"
            + " same processors");
    figures.condition(
        "ratio: hold, sent and settle of %d threads on one budget, to updates of one row by as many clients"
            .formatted(THREADS));
  }

  private String show(String setting) {
    return jdbc.sql("select current_setting(:name)")
        .param("name", setting)
        .query(String.class)
        .single();
  }

  private UUID open(BigDecimal limit) {
    UUID budget = UUID.randomUUID();
    budgets.open(budget, TestDatabase.WORKSPACE, TestDatabase.USER, limit);
    return budget;
  }

  /**
   * Spends until nothing fits; at four points the process is killed, its attempts recovered, and
   * another starts.
   */
  private void spendWithCrashes(UUID budget) throws Exception {
    sandbox.fault("cut-answer", ANSWER_LOST);
    sandbox.fault("cut", REQUEST_LOST);
    for (int kill = 1; kill <= KILLS; kill++) {
      try (ChildProcess hub = hub(budget, 0, MANY)) {
        hub.next("calling");
        long enough = (long) kill * CALLS / (KILLS + 1);
        Awaitility.await()
            .atMost(LONGEST)
            .pollInterval(LOOK)
            .until(() -> !hub.isAlive() || attempts(budget) >= enough);
        hub.kill();
      }
      lost.recoverAllBut(List.of());
    }
    spend(budget, 0, MANY);
  }

  private void spend(UUID budget, int hoursAhead, int most) throws Exception {
    try (ChildProcess hub = hub(budget, hoursAhead, most)) {
      hub.next("done");
      figures.require(hub.end() == 0, "the hub process failed");
    }
  }

  private ChildProcess hub(UUID budget, int hoursAhead, int most) throws IOException {
    return new ChildProcess(
        BudgetCaller.class,
        List.of("-Xmx1g"),
        List.of(
            database.url(),
            sandbox.openaiUrl(),
            sandbox.openaiKey(),
            budget.toString(),
            String.valueOf(seed++),
            String.valueOf(hoursAhead),
            String.valueOf(most)));
  }

  private long attempts(UUID budget) {
    return jdbc.sql("select count(*) from attempt where budget_id = :id")
        .param("id", budget)
        .query(Long.class)
        .single();
  }

  /**
   * Open holds that belong to no listed doubt, and cents in the budget's sum that belong to no
   * attempt.
   */
  private long leftOpen(UUID budget) {
    long open =
        jdbc.sql("select count(*) from attempt where budget_id = :id and state in ('held', 'sent')")
            .param("id", budget)
            .query(Long.class)
            .single();
    BigDecimal listed =
        lost.listed(budget).stream()
            .filter(each -> each.state().equals("doubt"))
            .map(LostAttempt::hold)
            .reduce(BigDecimal.ZERO, BigDecimal::add);
    BudgetState state = budgets.state(budget);
    boolean sumsUp = state.held().compareTo(listed) == 0 && state.inDoubt().compareTo(listed) == 0;
    return open + (sumsUp ? 0 : 1);
  }

  private Books books(UUID budget) throws IOException {
    return Books.of(jdbc, budget, sandbox.journal());
  }

  private void tellRates(UUID budget, RowUpdates rows) throws Exception {
    double money = new MoneyRate(database).perSecond(THREADS);
    double sameRow = rows.perSecond(folder, 1);
    double ownRows = rows.perSecond(folder, 1_000);
    figures.figure("calls_per_s", callsPerSecond(budget), "calls/s");
    figures.figure("holds_sent_and_settled_per_s", money, "calls/s");
    figures.figure("row_updates_per_s", sameRow, "updates/s");
    figures.figure("row_updates_per_s_1000_rows", ownRows, "updates/s");
    figures.figure("ratio_to_pgbench_row_updates", money / sameRow, "x", money / sameRow >= 0.5);
  }

  /** Over each process's whole life, its warm-up included. */
  private double callsPerSecond(UUID budget) {
    return jdbc.sql(
            """
            select sum(calls) / sum(seconds)
              from (select count(*) as calls, extract(epoch from max(ended_at) - min(held_at)) as seconds
                      from attempt
                     where budget_id = :id and state = 'settled'
                     group by instance_id) as process
            """)
        .param("id", budget)
        .query(Double.class)
        .single();
  }

  private void tellEnd(UUID budget, OverdraftWatch watch) throws Exception {
    Books books = books(budget);
    BudgetState state = budgets.state(budget);
    BigDecimal overdraft =
        watch.stop().max(state.charged().subtract(state.limit())).max(BigDecimal.ZERO);
    BigDecimal largest =
        jdbc.sql("select max(hold) from attempt where budget_id = :id")
            .param("id", budget)
            .query(BigDecimal.class)
            .single();
    BigDecimal unspent = state.limit().subtract(state.charged());
    figures.figure("calls", attempts(budget), "calls", attempts(budget) >= CALLS);
    figures.figure("killed_in_flight_percent", books.lostPercent(), "%", books.lostPercent() >= 5);
    figures.figure("overdraft_usd", overdraft, "USD", overdraft.signum() == 0);
    figures.figure("looks_at_the_budget", watch.looks(), "looks");
    books.tellBounds(figures, "after_24h_");
    figures.figure(
        "unaccounted_usd", books.unaccounted(), "USD", books.unaccounted().signum() == 0);
    figures.figure(
        "vendor_requests_without_attempt", books.strangers(), "requests", books.strangers() == 0);
    figures.figure(
        "holds_left_open_after_24h",
        leftOpen(budget),
        "holds",
        leftOpen(budget) == 0 && state.held().signum() == 0);
    figures.figure("limit_usd", state.limit(), "USD");
    figures.figure("charged_usd", state.charged(), "USD");
    figures.figure("unspent_usd", unspent, "USD");
    figures.figure("largest_hold_usd", largest, "USD", unspent.compareTo(largest) < 0);
  }
}
