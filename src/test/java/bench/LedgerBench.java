package bench;

import com.zaxxer.hikari.HikariDataSource;
import hub.Mode;
import hub.TestDatabase;
import hub.ledger.Books;
import hub.ledger.Verdict;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

/**
 * Promise P3 under load: how fast entries find their places in the chains of one workspace and of
 * 64, and how long a chain of a million entries takes to be checked.
 */
final class LedgerBench {
  private static final int MILLION = 1_000_000;
  private static final int MANY = 64;
  private static final long WARM_UP = 3_000_000_000L;
  private static final long MEASURED = 10_000_000_000L;

  private final Figures figures = new Figures("ledger");
  private final Path folder;
  private final BenchDatabase database;
  private final Books books;

  private LedgerBench(Path folder, BenchDatabase database, HikariDataSource pool) {
    this.folder = folder;
    this.database = database;
    this.books = new Books(pool, folder);
  }

  public static void main(String[] arguments) throws Exception {
    Path folder = Files.createTempDirectory("bench-ledger");
    Figures figures;
    try (BenchDatabase database = new BenchDatabase(folder);
        HikariDataSource pool = BenchDatabase.runtime(database.url(), MANY)) {
      LedgerBench bench = new LedgerBench(folder, database, pool);
      bench.run();
      figures = bench.figures;
    }
    figures.end();
  }

  private void run() throws Exception {
    figures.condition(
        "%d processors, Java %s, fsync and synchronous_commit on"
            .formatted(Runtime.getRuntime().availableProcessors(), Runtime.version().feature()));
    figures.condition(
        "an append is an entry that is committed and chained: the clock stops when no entry waits");
    figures.condition(
        "writers have a connection each; the chainer comes every second, as in the hub");
    List<UUID> workspaces = Stream.generate(this::workspace).limit(MANY).toList();
    List<UUID> one = List.of(workspaces.getFirst());
    figures.figure("appends_per_s_1_writer", appendsPerSecond(one, 1), "entries/s");
    figures.figure("appends_per_s_64_writers", appendsPerSecond(one, MANY), "entries/s");
    double appends = appendsPerSecond(workspaces, MANY);
    figures.figure("appends_per_s_64_workspaces", appends, "entries/s", appends >= 5_000);
    tellRatio(appends);
    workspaces.forEach(this::requireWhole);
    tellMillion();
  }

  private UUID workspace() {
    UUID id = UUID.randomUUID();
    database
        .asOwner()
        .sql("insert into workspace (id, name) values (:id, 'Bench')")
        .param("id", id)
        .update();
    return id;
  }

  /** Writers take the workspaces in turn; the chainer comes every second, as in the hub. */
  private double appendsPerSecond(List<UUID> workspaces, int writers) {
    long begin = System.nanoTime() + WARM_UP;
    AtomicLong entries = new AtomicLong();
    try (ScheduledExecutorService chaining = Executors.newSingleThreadScheduledExecutor()) {
      chaining.scheduleWithFixedDelay(this::chain, 1, 1, TimeUnit.SECONDS);
      try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
        for (int i = 0; i < writers; i++) {
          UUID workspace = workspaces.get(i % workspaces.size());
          threads.submit(() -> append(workspace, begin, entries));
        }
      }
    }
    chain();
    return entries.get() * 1e9 / (System.nanoTime() - begin);
  }

  private void chain() {
    books.chainer.waiting().forEach(books.chainer::chain);
  }

  private void append(UUID workspace, long begin, AtomicLong entries) {
    while (System.nanoTime() < begin + MEASURED) {
      books.ledger.credit(
          workspace, Mode.SANDBOX, new BigDecimal("0.0119136"), "bench", TestDatabase.USER);
      if (System.nanoTime() > begin) {
        entries.incrementAndGet();
      }
    }
  }

  private void tellRatio(double appends) throws Exception {
    Pgbench pgbench = Pgbench.find(MANY).orElse(null);
    if (pgbench == null) {
      figures.condition("no pgbench here: no ratio");
      return;
    }
    database
        .asOwner()
        .sql(
            """
            create table bench_entry (
              position bigint generated always as identity primary key,
              workspace_id uuid not null, charge numeric not null, reason text not null,
              at timestamptz not null)
            """)
        .update();
    double inserts =
        pgbench.perSecond(
            database,
            folder,
            "insert into bench_entry (workspace_id, charge, reason, at)"
                + " values (gen_random_uuid(), 0.0119136, 'bench', now());\n");
    figures.condition("raw rate: one row a transaction, " + pgbench.means());
    figures.figure("pgbench_inserts_per_s", inserts, "inserts/s");
    figures.figure(
        "append_ratio_to_pgbench_insert", appends / inserts, "x", appends / inserts >= 0.5);
  }

  private void requireWhole(UUID workspace) {
    Verdict verdict = books.check.verify(workspace);
    figures.require(
        verdict.isWhole() && verdict.unchained() == 0, "the chain of " + workspace + " is broken");
  }

  private void tellMillion() {
    UUID workspace = workspace();
    settleAMillionCalls(workspace);
    long chaining = System.nanoTime();
    books.chainer.chain(workspace);
    long checking = System.nanoTime();
    Verdict verdict = books.check.verify(workspace);
    long end = System.nanoTime();
    double seconds = (end - checking) / 1e9;
    figures.figure("chained_per_s", MILLION * 1e9 / (checking - chaining), "entries/s");
    figures.figure("verify_1m_s", seconds, "s", seconds < 60);
    figures.require(
        verdict.isWhole() && verdict.entries() == MILLION, "the chain of a million is broken");
  }

  private void settleAMillionCalls(UUID workspace) {
    UUID budget = books.budget(workspace, "100000");
    List<String> statements = new ArrayList<>();
    statements.add(
        """
        insert into attempt (id, workspace_id, budget_id, instance_id, mode, vendor, model, stage,
                             request_hash, price_version, markup, hold, from_earmark,
                             counted_input, max_output, state, outcome, uncached_tokens,
                             cached_tokens, cache_write_tokens, output_tokens, reasoning_tokens,
                             uncached_price, cached_price, cache_write_price, output_price,
                             cost, charge, loss, held_at, sent_at, ended_at)
        select gen_random_uuid(), '%1$s', '%2$s', gen_random_uuid(), 'sandbox', 'openai',
               'gpt-4.1-mini', 'classify', 'hash', 1, 4, 0.1, false, 3184, 1072, 'settled',
               'answered', 3184 + i %% 100, 1536, 0, 1072, 448, 0.00000025, 0.000000025,
               0.0000003125, 0.000002, 0.0029784 + (i %% 100) * 0.00000025,
               0.0119136 + (i %% 100) * 0.000001, 0, now(), now(), now()
          from generate_series(1, 1000000) i
        """);
    statements.add(
        """
        with entry as (
          insert into ledger_entry (attempt_id, workspace_id, budget_id, mode, vendor, model, stage,
                                    price_version, uncached_tokens, cached_tokens,
                                    cache_write_tokens, output_tokens, reasoning_tokens,
                                    uncached_price, cached_price, cache_write_price, output_price,
                                    cost, markup, charge, loss, at)
          select id, workspace_id, budget_id, mode, vendor, model, stage, price_version,
                 uncached_tokens, cached_tokens, cache_write_tokens, output_tokens,
                 reasoning_tokens, uncached_price, cached_price, cache_write_price, output_price,
                 cost, markup, charge, loss, ended_at
            from attempt where budget_id = '%2$s'
          returning workspace_id, position)
        insert into ledger_unchained select workspace_id, position from entry
        """);
    statements.forEach(sql -> database.asOwner().sql(sql.formatted(workspace, budget)).update());
  }
}
