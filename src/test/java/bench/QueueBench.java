package bench;

import com.zaxxer.hikari.HikariDataSource;
import hub.jobs.Claim;
import hub.jobs.QueueRig;
import hub.jobs.Workers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * What the queue does a second with jobs that do nothing, beside what the database does with the
 * same two statements; how soon a job starts; and what an open snapshot costs.
 */
final class QueueBench {
  private static final int JOBS = 20_000;
  private static final int BATCH = 50;
  private static final int WARM_UPS = 4;
  private static final int ENQUEUED_TOGETHER = 100;
  private static final int PACED = 1_500;
  private static final int PER_SECOND = 100;
  private static final int LOAD_PER_SECOND = 2_000;
  private static final Duration BEFORE = Duration.ofSeconds(20);
  private static final Duration HELD = Duration.ofSeconds(180);
  private static final Duration LAST = Duration.ofSeconds(30);

  private final Figures figures = new Figures("queue");
  private final Path folder;
  private final BenchDatabase database;
  private final HikariDataSource pool;
  private final QueueRig rig;

  private QueueBench(Path folder, BenchDatabase database, HikariDataSource pool) {
    this.folder = folder;
    this.database = database;
    this.pool = pool;
    this.rig = new QueueRig(pool);
  }

  public static void main(String[] arguments) throws Exception {
    Path folder = Files.createTempDirectory("bench-queue");
    Figures figures;
    try (BenchDatabase database = new BenchDatabase(folder);
        HikariDataSource pool = BenchDatabase.runtime(database.url(), 10)) {
      QueueBench bench = new QueueBench(folder, database, pool);
      bench.run();
      figures = bench.figures;
    }
    figures.end();
  }

  private void run() throws Exception {
    tellConditions();
    for (int round = 0; round < WARM_UPS; round++) {
      processed(BATCH, JOBS);
    }
    double at50 = throughput();
    double at5 = processed(5, JOBS / 2);
    figures.figure("process_per_s_1", processed(1, JOBS / 10), "jobs/s");
    figures.figure("process_per_s_5", at5, "jobs/s");
    figures.figure("process_per_s_20", processed(20, JOBS), "jobs/s");
    figures.figure("workers_50_to_5_ratio", at50 / at5, "x", at50 / at5 >= 0.9);
    tellStarts();
    tellHeldSnapshot();
    new RestartedQueue(figures, database, rig).tell();
  }

  private void tellConditions() {
    JdbcClient jdbc = JdbcClient.create(pool);
    figures.condition(
        "%d processors, Java %s, PostgreSQL %s with fsync %s, synchronous_commit %s"
            .formatted(
                Runtime.getRuntime().availableProcessors(),
                Runtime.version().feature(),
                show(jdbc, "server_version"),
                show(jdbc, "fsync"),
                show(jdbc, "synchronous_commit")));
    figures.condition(
        "%d jobs that do nothing, three priorities, one workspace; ends are durable; a claim is durable with the"
                .formatted(JOBS)
            + " first durable write after it");
    figures.condition(
        "restart: one of the server's processes is killed under load, upon which all are; until a second's rate is 95 %% of that of %d s before"
            .formatted(RestartedQueue.BEFORE_S));
    figures.condition(
        "bare: pgbench -M prepared -c %d, the same two statements, %d in flight as in the hub; the better of two runs, and so the hub"
            .formatted(BareQueue.CLIENTS, BATCH));
    figures.condition(
        "held snapshot: repeatable read, open for %d s under %d jobs/s; claims of its last %d s to those of %d s before"
            .formatted(HELD.toSeconds(), LOAD_PER_SECOND, LAST.toSeconds(), BEFORE.toSeconds()));
  }

  private static String show(JdbcClient jdbc, String setting) {
    return jdbc.sql("select current_setting(:name)")
        .param("name", setting)
        .query(String.class)
        .single();
  }

  /** Hub and bare rate in turns, so that both meet the same disturbances. */
  private double throughput() throws Exception {
    double enqueued = 0;
    double hub = 0;
    double bare = 0;
    for (int round = 0; round < 2; round++) {
      enqueued = Math.max(enqueued, enqueue(JOBS));
      hub = Math.max(hub, drain(BATCH, JOBS));
      enqueue(JOBS);
      bare = Math.max(bare, new BareQueue(database).perSecond(folder, BATCH, JOBS));
    }
    figures.figure("enqueue_per_s", enqueued, "jobs/s");
    figures.figure("process_per_s_50", hub, "jobs/s", hub > 15_000);
    figures.figure("bare_sql_per_s", bare, "jobs/s");
    figures.figure("process_ratio_to_bare_sql", hub / bare, "x", hub / bare >= 0.5);
    return hub;
  }

  private double enqueue(int jobs) {
    long begin = System.nanoTime();
    for (int added = 0; added < jobs; added += ENQUEUED_TOGETHER) {
      rig.enqueue(ENQUEUED_TOGETHER);
    }
    return jobs * 1e9 / (System.nanoTime() - begin);
  }

  private double processed(int workers, int jobs) throws InterruptedException {
    enqueue(jobs);
    return drain(workers, jobs);
  }

  /** From the start of the workers until the last job's end is written. */
  private double drain(int size, int jobs) throws InterruptedException {
    CountDownLatch left = new CountDownLatch(jobs);
    Workers workers = rig.workers(size, size, claim -> {}, claim -> left.countDown());
    long begin = System.nanoTime();
    workers.start();
    figures.require(left.await(5, TimeUnit.MINUTES), "jobs were left over");
    double perSecond = jobs * 1e9 / (System.nanoTime() - begin);
    workers.stop();
    return perSecond;
  }

  private void tellStarts() throws InterruptedException {
    CountDownLatch left = new CountDownLatch(PACED);
    ConcurrentLinkedQueue<Double> waits = new ConcurrentLinkedQueue<>();
    Workers workers =
        rig.workers(5, 20, claim -> waits.add(millisSince(claim)), claim -> left.countDown());
    workers.start();
    long begin = System.nanoTime();
    for (int job = 0; job < PACED; job++) {
      TimeUnit.NANOSECONDS.sleep(begin + job * (1_000_000_000L / PER_SECOND) - System.nanoTime());
      rig.enqueue(1);
    }
    figures.require(left.await(1, TimeUnit.MINUTES), "paced jobs were left over");
    workers.stop();
    List<Double> warm = waits.stream().skip(PACED / 10).toList();
    figures.figure("start_p50_ms", percentile(warm, 0.5), "ms");
    figures.figure("start_p99_ms", percentile(warm, 0.99), "ms", percentile(warm, 0.99) < 10);
  }

  private static double millisSince(Claim claim) {
    Instant asked = Instant.parse(claim.payload().path("asked").asText());
    return Duration.between(asked, Instant.now()).toNanos() / 1e6;
  }

  private void tellHeldSnapshot() throws Exception {
    QueueRig.Hand hand = rig.hand();
    loaded(hand, BEFORE);
    List<Double> free = loaded(hand, BEFORE);
    List<Double> held;
    try (Connection holder = pool.getConnection();
        Statement statement = holder.createStatement()) {
      holder.setAutoCommit(false);
      statement.execute("set transaction isolation level repeatable read");
      statement.executeQuery("select count(*) from workspace").close();
      loaded(hand, HELD.minus(LAST));
      held = loaded(hand, LAST);
      holder.rollback();
    }
    double before = percentile(free, 0.99);
    double during = percentile(held, 0.99);
    figures.figure("claim_p50_ms", percentile(free, 0.5), "ms");
    figures.figure("claim_p99_ms", before, "ms");
    figures.figure("held_snapshot_claim_p50_ms", percentile(held, 0.5), "ms");
    figures.figure("held_snapshot_claim_p99_ms", during, "ms");
    figures.figure("held_snapshot_claim_ratio", during / before, "x", during / before <= 2);
  }

  /** How long each claim took, its reading of the line included, in milliseconds. */
  private List<Double> loaded(QueueRig.Hand hand, Duration time) throws InterruptedException {
    List<Double> took = new ArrayList<>();
    long begin = System.nanoTime();
    long end = begin + time.toNanos();
    for (int batch = 0; System.nanoTime() < end; batch++) {
      TimeUnit.NANOSECONDS.sleep(
          begin + batch * (1_000_000_000L * BATCH / LOAD_PER_SECOND) - System.nanoTime());
      rig.enqueue(BATCH);
      long asked = System.nanoTime();
      hand.claim(BATCH, true);
      took.add((System.nanoTime() - asked) / 1e6);
      hand.finish();
    }
    return took;
  }

  private static double percentile(List<Double> values, double part) {
    double[] sorted = values.stream().mapToDouble(Double::doubleValue).toArray();
    Arrays.sort(sorted);
    return sorted[(int) Math.min(sorted.length - 1, Math.ceil(part * sorted.length) - 1)];
  }
}
