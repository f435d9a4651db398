package hub.jobs;

import hub.TestDatabase;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** The real queue on a test database, and claims of its jobs, for tests of any room. */
public final class TestQueue {
  public final JobQueue queue;
  private final Claimer claimer;

  private TestQueue(JobQueue queue, Claimer claimer) {
    this.queue = queue;
    this.claimer = claimer;
  }

  static JobSettings settings(int attempts) {
    return new JobSettings(
        new JobSettings.Workers(1, 4),
        Duration.ofSeconds(30),
        attempts,
        Duration.ofSeconds(1),
        Duration.ofSeconds(5),
        new JobSettings.LongestWait(
            Duration.ofMinutes(15), Duration.ofHours(1), Duration.ofHours(12)),
        Duration.ofDays(30),
        100);
  }

  static JobQueue queue(TestDatabase database, Clock clock, JobSettings settings, WorkBell bell) {
    return new JobQueue(
        database.jdbc(),
        new TransactionTemplate(new DataSourceTransactionManager(database.dataSource())),
        clock,
        settings,
        bell);
  }

  static Claimer claimer(TestDatabase database, Clock clock, JobSettings settings) {
    Shares shares = new Shares(new ShareRows(database.jdbc()), clock);
    return new Claimer(database.jdbc(), shares, settings, clock);
  }

  static Lanes lanes(TestDatabase database, Clock clock) {
    return new Lanes(database.jdbc(), clock);
  }

  public static TestQueue on(TestDatabase database, Clock clock) {
    JobSettings settings = settings(5);
    return new TestQueue(
        queue(database, clock, settings, new WorkBell()), claimer(database, clock, settings));
  }

  /** Forgets all jobs of a database. */
  public static void empty(TestDatabase database) {
    database
        .asOwner()
        .sql(
            "truncate job, job_waiting, job_running, job_limited, hub_process, job_share,"
                + " dead_letter, job_dispatch")
        .update();
  }

  /** Claims the next due job. */
  public Claim claim() {
    return claim(1).getFirst();
  }

  /** Claims up to so many due jobs. */
  public List<Claim> claim(int most) {
    return claimer.claim(UUID.randomUUID(), most, true);
  }
}
