package bench;

import hub.jobs.QueueRig;
import hub.jobs.Workers;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.CannotGetJdbcConnectionException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.CannotCreateTransactionException;

/**
 * How soon the queue is as fast again after the database restarted under load, and what it lost.
 */
final class RestartedQueue {
  static final int BEFORE_S = 5;
  private static final int MOST_S = 60;
  private static final int IN_LINE = 5_000;
  private static final int TOGETHER = 100;
  private static final long PAUSE_NANOS = 50_000_000;
  private static final double AS_FAST = 0.95;

  private final Figures figures;
  private final BenchDatabase database;
  private final QueueRig rig;
  private final AtomicLong added = new AtomicLong();
  private final AtomicLong ended = new AtomicLong();
  private final AtomicLong notAdded = new AtomicLong();
  private final AtomicBoolean feeding = new AtomicBoolean(true);

  RestartedQueue(Figures figures, BenchDatabase database, QueueRig rig) {
    this.figures = figures;
    this.database = database;
    this.rig = rig;
  }

  void tell() throws InterruptedException {
    Thread feeder = Thread.ofPlatform().daemon().start(this::feed);
    Workers workers = rig.workers(50, 50, claim -> {}, claim -> ended.incrementAndGet());
    workers.start();
    perSecond(BEFORE_S);
    double before = perSecond(BEFORE_S);
    crash();
    int took = 0;
    double after = 0;
    while (after < AS_FAST * before && took < MOST_S) {
      after = perSecond(1);
      took++;
    }
    feeding.set(false);
    feeder.join();
    figures.figure("restart_refused_batches", notAdded.get(), "batches");
    figures.figure("restart_before_per_s", before, "jobs/s");
    figures.figure("restart_to_95_percent_s", took, "s", took < 30);
    long left = leftOver();
    figures.figure("restart_jobs_lost", left, "jobs", left == 0);
    workers.stop();
  }

  /** Adds while the line is short; what was not committed because the server was away is none. */
  private void feed() {
    while (feeding.get()) {
      try {
        if (added.get() - ended.get() < IN_LINE) {
          rig.enqueue(TOGETHER);
          added.addAndGet(TOGETHER);
        } else {
          TimeUnit.MILLISECONDS.sleep(5);
        }
      } catch (DataAccessException | CannotCreateTransactionException away) {
        notAdded.incrementAndGet();
        LockSupport.parkNanos(PAUSE_NANOS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }

  private double perSecond(int seconds) throws InterruptedException {
    long from = ended.get();
    long begin = System.nanoTime();
    TimeUnit.SECONDS.sleep(seconds);
    return (ended.get() - from) * 1e9 / (System.nanoTime() - begin);
  }

  private void crash() {
    long process =
        database
            .asOwner()
            .sql("select pid from pg_stat_activity where usename = 'sluice' limit 1")
            .query(Long.class)
            .single();
    ProcessHandle.of(process).orElseThrow().destroyForcibly();
  }

  /** Attempts that could not be ended lapse first. */
  private long leftOver() throws InterruptedException {
    JdbcClient jdbc = database.asOwner();
    long left = open(jdbc);
    for (int second = 0; left > 0 && second < 2 * MOST_S; second++) {
      TimeUnit.SECONDS.sleep(1);
      left = open(jdbc);
    }
    return left;
  }

  private static long open(JdbcClient jdbc) {
    try {
      return jdbc.sql("select count(*) from job where state <> 'done'").query(Long.class).single();
    } catch (CannotGetJdbcConnectionException away) {
      return Long.MAX_VALUE;
    }
  }
}
