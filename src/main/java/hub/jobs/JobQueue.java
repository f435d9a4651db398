package hub.jobs;

import java.sql.Timestamp;
import java.sql.Types;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The jobs in PostgreSQL. A job is enqueued in the caller's transaction, so it exists exactly when
 * what asked for it exists. Whoever claims it gets a token; each later write asks for that token,
 * so an attempt that was believed dead can no longer change anything.
 *
 * <p>A job that may run has a row in {@code job_waiting}, an attempt under way one in {@code
 * job_running}; its own row says the rest. So what changes often is narrow, and no index names it.
 */
@Repository
public class JobQueue {
  private static final String ENDED =
      """
      with ended as (
        delete from job_running where job_id = :id and token = :token returning job_id, begun_at
      )
      """;

  private final JdbcClient jdbc;
  private final TransactionTemplate transaction;
  private final Clock clock;
  private final JobSettings settings;
  private final WorkBell bell;
  private final Endings endings;
  private final Limits limits;

  public JobQueue(
      JdbcClient jdbc,
      TransactionTemplate transaction,
      Clock clock,
      JobSettings settings,
      WorkBell bell) {
    this.jdbc = jdbc;
    this.transaction = transaction;
    this.clock = clock;
    this.settings = settings;
    this.bell = bell;
    this.endings = new Endings(jdbc, clock, bell);
    this.limits = new Limits(jdbc);
  }

  /**
   * Adds a job unless its analysis already has one with this key. Wakes a worker after the commit.
   */
  public void enqueue(NewJob job) {
    enqueue(List.of(job));
  }

  /** Adds those jobs whose analyses have none with their keys yet, in one statement. */
  public void enqueue(List<NewJob> jobs) {
    List<NewJob> free = jobs.stream().filter(job -> job.limit() == null).toList();
    if (!free.isEmpty()) {
      lineUp(free);
    }
    jobs.stream().filter(job -> job.limit() != null).forEach(this::lineUpIfAdmitted);
    bell.ringAfterCommit();
  }

  private void lineUp(List<NewJob> jobs) {
    jdbc.sql(
            """
            with asked as (
              select * from unnest(:ids, :workspaces, :analyses, :kinds, :keys, :payloads, :lanes, :priorities, :runAts)
                as asked (id, workspace_id, analysis_id, kind, key, payload, lane, priority, run_at)
            ), added as (
              insert into job (id, workspace_id, analysis_id, kind, key, payload, lane, priority)
              select id, workspace_id, analysis_id, kind, key, payload::jsonb, lane, priority from asked
              on conflict (analysis_id, key) do nothing
              returning id
            )
            insert into job_waiting (job_id, workspace_id, lane, priority, run_at)
            select id, workspace_id, lane, priority, run_at::timestamptz from asked join added using (id)
            """)
        .param("ids", jobs.stream().map(job -> UUID.randomUUID()).toArray(UUID[]::new))
        .param("workspaces", column(jobs, NewJob::workspaceId).toArray(UUID[]::new))
        .param("analyses", column(jobs, NewJob::analysisId).toArray(UUID[]::new))
        .param("kinds", column(jobs, NewJob::kind).toArray(String[]::new))
        .param("keys", column(jobs, NewJob::key).toArray(String[]::new))
        .param("payloads", column(jobs, job -> job.payload().toString()).toArray(String[]::new))
        .param("lanes", column(jobs, job -> job.lane().word()).toArray(String[]::new))
        .param("priorities", column(jobs, NewJob::priority).toArray(Integer[]::new))
        .param("runAts", column(jobs, job -> job.runAt().toString()).toArray(String[]::new))
        .update();
  }

  private static <T> List<T> column(List<NewJob> jobs, Function<NewJob, T> value) {
    return jobs.stream().map(value).toList();
  }

  private void lineUpIfAdmitted(NewJob job) {
    JobLimit limit = Objects.requireNonNull(job.limit());
    UUID id = UUID.randomUUID();
    transaction.executeWithoutResult(
        status -> {
          if (add(id, job) && limits.admits(id, job, limit)) {
            lineUp(id, job);
          }
        });
  }

  private boolean add(UUID id, NewJob job) {
    return jdbc.sql(
                """
                insert into job (id, workspace_id, analysis_id, kind, key, payload, lane, priority, limited)
                values (:id, :workspace, :analysis, :kind, :key, :payload::jsonb, :lane, :priority, true)
                on conflict (analysis_id, key) do nothing
                """)
            .param("id", id)
            .param("workspace", job.workspaceId())
            .param("analysis", job.analysisId())
            .param("kind", job.kind())
            .param("key", job.key())
            .param("payload", job.payload().toString())
            .param("lane", job.lane().word())
            .param("priority", job.priority())
            .update()
        == 1;
  }

  private void lineUp(UUID id, NewJob job) {
    jdbc.sql(
            """
            insert into job_waiting (job_id, workspace_id, lane, priority, run_at)
            values (:id, :workspace, :lane, :priority, :runAt)
            """)
        .param("id", id)
        .param("workspace", job.workspaceId())
        .param("lane", job.lane().word())
        .param("priority", job.priority())
        .param("runAt", Timestamp.from(job.runAt()))
        .update();
  }

  /**
   * Marks the job done: in the caller's transaction, or, if there is none, at once and together
   * with others that end at the same time.
   *
   * @throws LostClaim if the token is no longer the job's
   */
  public void finish(Claim claim) {
    if (claim.limited()) {
      transaction.executeWithoutResult(
          status -> {
            finishAlone(claim);
            limits.freed(List.of(claim.jobId()));
            bell.ringAfterCommit();
          });
    } else if (TransactionSynchronizationManager.isActualTransactionActive()) {
      finishAlone(claim);
    } else {
      endings.together(claim);
    }
  }

  private void finishAlone(Claim claim) {
    if (endings.end(List.of(claim)).isEmpty()) {
      throw new LostClaim(claim);
    }
  }

  /**
   * Gives the job back for later without burning an attempt: the work is fine, the world is not.
   *
   * @param why in words for the page, for instance "Reddit's limit frees in 12 s"
   */
  public void park(Claim claim, Duration wait, String why) {
    lineUpAgain(claim, clock.instant().plus(wait), 0, null, why);
  }

  /** Keeps the job back until {@link #giveBack}: the budget has no room for it. */
  public void withhold(Claim claim) {
    write(
        claim,
        jdbc.sql(
            ENDED
                + """
                update job set state = 'withheld', begun_at = ended.begun_at from ended where id = ended.job_id
                """));
  }

  /**
   * Counts a failure: tries again later, or ends as dead after the last attempt.
   *
   * @return whether the job is dead
   */
  public boolean fail(Claim claim, String error) {
    if (claim.attempt() >= settings.attempts()) {
      bury(claim, error);
      return true;
    }
    long delay = settings.firstDelay().toMillis() << (claim.attempt() - 1);
    long jittered = delay / 2 + ThreadLocalRandom.current().nextLong(delay + 1);
    lineUpAgain(claim, clock.instant().plusMillis(jittered), 1, error, null);
    return false;
  }

  private void lineUpAgain(
      Claim claim, Instant runAt, int burnt, @Nullable String error, @Nullable String why) {
    write(
        claim,
        jdbc.sql(
                ENDED
                    + """
                    , noted as (
                      update job
                         set attempts = attempts + :burnt, last_error = coalesce(:error, last_error),
                             begun_at = ended.begun_at
                        from ended
                       where id = ended.job_id
                      returning id, workspace_id, lane, priority
                    )
                    insert into job_waiting (job_id, workspace_id, lane, priority, run_at, waits_for)
                    select id, workspace_id, lane, priority, :runAt, :why from noted
                    """)
            .param("burnt", burnt)
            .param("error", error, Types.VARCHAR)
            .param("runAt", Timestamp.from(runAt))
            .param("why", why, Types.VARCHAR));
    bell.ringAfterCommit();
  }

  private void bury(Claim claim, String error) {
    transaction.executeWithoutResult(
        status -> {
          write(
              claim,
              jdbc.sql(
                      ENDED
                          + """
                          , dead as (
                            update job
                               set state = 'dead', attempts = attempts + 1, last_error = :error,
                                   begun_at = ended.begun_at, finished_at = :now
                              from ended
                             where id = ended.job_id
                            returning id, workspace_id, attempts
                          )
                          insert into dead_letter (job_id, workspace_id, error, attempts, died_at)
                          select id, workspace_id, :error, attempts, :now from dead
                          """)
                  .param("error", error)
                  .param("now", Timestamp.from(clock.instant())));
          if (claim.limited()) {
            limits.freed(List.of(claim.jobId()));
            bell.ringAfterCommit();
          }
        });
  }

  private static void write(Claim claim, JdbcClient.StatementSpec statement) {
    int written = statement.param("id", claim.jobId()).param("token", claim.token()).update();
    if (written != 1) {
      throw new LostClaim(claim);
    }
  }

  /** Keeps back all jobs of an analysis that wait, but for the kinds named. */
  public int withholdWaiting(UUID analysisId, List<String> except) {
    return jdbc.sql(
            """
            with gone as (
              delete from job_waiting using job
               where job.id = job_waiting.job_id and analysis_id = :analysis and kind <> all(:except)
              returning job_id
            )
            update job set state = 'withheld' from gone where id = gone.job_id
            """)
        .param("analysis", analysisId)
        .param("except", except.toArray(String[]::new))
        .update();
  }

  /** Lets withheld jobs of an analysis run again. */
  public int giveBack(UUID analysisId) {
    int given =
        jdbc.sql(
                """
                with back as (
                  update job set state = 'open' where analysis_id = :analysis and state = 'withheld'
                  returning id, workspace_id, lane, priority
                )
                insert into job_waiting (job_id, workspace_id, lane, priority, run_at)
                select id, workspace_id, lane, priority, :now from back
                """)
            .param("analysis", analysisId)
            .param("now", Timestamp.from(clock.instant()))
            .update();
    bell.ringAfterCommit();
    return given;
  }

  /** Lets jobs that wait for room in the budget try again at once. */
  public void wakeThoseWaitingFor(UUID analysisId, String why) {
    wake(
        "analysis_id = :analysis and waits_for = :why", Map.of("analysis", analysisId, "why", why));
  }

  /** Lets all parked jobs look again at once: what they wait for may have been entered. */
  public void wakeParked() {
    wake("waits_for is not null", Map.of());
  }

  private void wake(String which, Map<String, ?> values) {
    int woken =
        jdbc.sql(
                """
                with woken as (
                  delete from job_waiting using job
                   where job.id = job_waiting.job_id and run_at > :now and %s
                  returning job_id, job_waiting.workspace_id, job_waiting.lane, job_waiting.priority
                )
                insert into job_waiting (job_id, workspace_id, lane, priority, run_at)
                select job_id, workspace_id, lane, priority, :now from woken
                """
                    .formatted(which))
            .params(values)
            .param("now", Timestamp.from(clock.instant()))
            .update();
    if (woken > 0) {
      bell.ringAfterCommit();
    }
  }

  /** Cancels all that waits or is kept back; running attempts end by themselves. */
  public int cancel(UUID analysisId) {
    return Objects.requireNonNull(
        transaction.execute(
            status -> {
              List<UUID> limited =
                  jdbc.sql(
                          """
                          select job_id from job_limited join job on id = job_id where analysis_id = :analysis
                          """)
                      .param("analysis", analysisId)
                      .query(UUID.class)
                      .list();
              List<UUID> cancelled = cancelWaiting(analysisId);
              limited.retainAll(cancelled);
              if (!limited.isEmpty()) {
                limits.freed(limited);
                bell.ringAfterCommit();
              }
              return cancelled.size();
            }));
  }

  private List<UUID> cancelWaiting(UUID analysisId) {
    return jdbc.sql(
            """
            with gone as (
              delete from job_waiting using job
               where job.id = job_waiting.job_id and analysis_id = :analysis
              returning job_id
            )
            update job set state = 'cancelled', finished_at = :now
             where analysis_id = :analysis
               and (state = 'withheld' or state = 'open' and (id in (select job_id from gone)
                    or limited and id in (select job_id from job_limited where not admitted)))
            returning id
            """)
        .param("analysis", analysisId)
        .param("now", Timestamp.from(clock.instant()))
        .query(UUID.class)
        .list();
  }

  /** How many jobs of an analysis wait or run; withheld ones are not counted. */
  public int open(UUID analysisId) {
    return count(analysisId, "open");
  }

  /** How many jobs of an analysis are kept back. */
  public int withheld(UUID analysisId) {
    return count(analysisId, "withheld");
  }

  private int count(UUID analysisId, String state) {
    return jdbc.sql("select count(*) from job where analysis_id = :analysis and state = :state")
        .param("analysis", analysisId)
        .param("state", state)
        .query(Integer.class)
        .single();
  }

  /** When the first of an analysis's jobs that wait tries again. */
  public Optional<Instant> triesAgain(UUID analysisId) {
    return jdbc.sql(
            """
            select min(run_at) from job join job_waiting on job_id = id
             where analysis_id = :analysis and state = 'open'
            """)
        .param("analysis", analysisId)
        .query((row, number) -> Optional.ofNullable(row.getTimestamp(1)).map(Timestamp::toInstant))
        .single();
  }

  /** Why an analysis's next job waits, in words; empty when something of it can run. */
  public String waitsFor(UUID analysisId) {
    return jdbc.sql(
            """
            select coalesce(string_agg(distinct waits_for, ', '), '')
              from job left join job_waiting on job_id = id
             where analysis_id = :analysis and state = 'open'
            having count(*) filter (where job_id is null or run_at <= :now) = 0
            """)
        .param("analysis", analysisId)
        .param("now", Timestamp.from(clock.instant()))
        .query(String.class)
        .optional()
        .orElse("");
  }
}
