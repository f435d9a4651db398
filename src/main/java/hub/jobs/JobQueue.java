package hub.jobs;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * The jobs in PostgreSQL. A job is enqueued in the caller's transaction, so it exists exactly when
 * what asked for it exists. Whoever claims it gets a token; each later write asks for that token,
 * so an attempt that was believed dead can no longer change anything.
 */
@Repository
public class JobQueue {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final JdbcClient jdbc;
  private final Clock clock;
  private final JobSettings settings;
  private final WorkBell bell;

  public JobQueue(JdbcClient jdbc, Clock clock, JobSettings settings, WorkBell bell) {
    this.jdbc = jdbc;
    this.clock = clock;
    this.settings = settings;
    this.bell = bell;
  }

  /**
   * Adds a job unless its analysis already has one with this key. Wakes a worker after the commit.
   */
  public void enqueue(NewJob job) {
    jdbc.sql(
            """
            insert into job (id, workspace_id, analysis_id, kind, key, payload, priority, run_at)
            values (:id, :workspace, :analysis, :kind, :key, :payload::jsonb, :priority, :runAt)
            on conflict (analysis_id, key) do nothing
            """)
        .param("id", UUID.randomUUID())
        .param("workspace", job.workspaceId())
        .param("analysis", job.analysisId())
        .param("kind", job.kind())
        .param("key", job.key())
        .param("payload", job.payload().toString())
        .param("priority", job.priority())
        .param("runAt", Timestamp.from(job.runAt()))
        .update();
    bell.ringAfterCommit();
  }

  /**
   * Takes up to {@code most} due jobs, best first. A lapsed lease counts as a failed attempt, so a
   * job that kills its worker ends as dead too.
   */
  List<Claim> claim(String worker, int most) {
    Instant now = clock.instant();
    return jdbc.sql(
            """
            update job
               set state = 'running', attempts = attempts + 1, token = gen_random_uuid(),
                   claimed_by = :worker, claimed_until = :leaseEnds, waits_for = null
             where id in (select id
                            from job
                           where state = 'waiting' and run_at <= :now
                           order by priority desc, run_at
                           limit :most
                             for update skip locked)
            returning id, token, workspace_id, analysis_id, kind, payload, attempts, claimed_until
            """)
        .param("worker", worker)
        .param("leaseEnds", Timestamp.from(now.plus(settings.lease())))
        .param("now", Timestamp.from(now))
        .param("most", most)
        .query(JobQueue::claim)
        .list();
  }

  /** Extends the leases of these attempts in one statement; those lost are left alone. */
  int heartbeat(Collection<UUID> tokens) {
    return jdbc.sql(
            "update job set claimed_until = :until where state = 'running' and token ="
                + " any(:tokens)")
        .param("until", Timestamp.from(clock.instant().plus(settings.lease())))
        .param("tokens", tokens.toArray(UUID[]::new))
        .update();
  }

  /**
   * Marks the job done, in the caller's transaction.
   *
   * @throws LostClaim if the token is no longer the job's
   */
  public void finish(Claim claim) {
    end(claim, "done", null);
  }

  /**
   * Gives the job back for later without burning an attempt: the work is fine, the world is not.
   *
   * @param why in words for the page, for instance "Reddit's limit frees in 12 s"
   */
  public void park(Claim claim, Duration wait, String why) {
    write(
        claim,
        """
        update job
           set state = 'waiting', token = null, claimed_until = null, attempts = attempts - 1,
               run_at = :at, waits_for = :note
         where id = :id and token = :token
        """,
        clock.instant().plus(wait),
        why);
  }

  /** Keeps the job back until {@link #giveBack}: the budget has no room for it. */
  public void withhold(Claim claim) {
    write(
        claim,
        """
        update job
           set state = 'withheld', token = null, claimed_until = null, attempts = attempts - 1,
               run_at = :at, waits_for = :note
         where id = :id and token = :token
        """,
        clock.instant(),
        "the budget");
  }

  /**
   * Counts a failure: tries again later, or ends as dead after the last attempt.
   *
   * @return whether the job is dead
   */
  public boolean fail(Claim claim, String error) {
    if (claim.attempt() >= settings.attempts()) {
      end(claim, "dead", error);
      return true;
    }
    long delay = settings.firstDelay().toMillis() << (claim.attempt() - 1);
    long jittered = delay / 2 + (long) (Math.random() * delay);
    write(
        claim,
        """
        update job
           set state = 'waiting', token = null, claimed_until = null, run_at = :at, last_error = :note
         where id = :id and token = :token
        """,
        clock.instant().plusMillis(jittered),
        error);
    return false;
  }

  /** Keeps back all jobs of an analysis that wait, but for the kinds named. */
  public int withholdWaiting(UUID analysisId, List<String> except) {
    return jdbc.sql(
            """
            update job set state = 'withheld', waits_for = 'the budget'
             where analysis_id = :analysis and state = 'waiting' and kind <> all(:except)
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
                update job set state = 'waiting', waits_for = null, run_at = :now
                 where analysis_id = :analysis and state = 'withheld'
                """)
            .param("analysis", analysisId)
            .param("now", Timestamp.from(clock.instant()))
            .update();
    bell.ringAfterCommit();
    return given;
  }

  /** Lets jobs that wait for room in the budget try again at once. */
  public void wakeThoseWaitingFor(UUID analysisId, String why) {
    int woken =
        jdbc.sql(
                """
                update job set run_at = :now
                 where analysis_id = :analysis and state = 'waiting' and waits_for = :why and run_at > :now
                """)
            .param("analysis", analysisId)
            .param("why", why)
            .param("now", Timestamp.from(clock.instant()))
            .update();
    if (woken > 0) {
      bell.ringAfterCommit();
    }
  }

  /** Cancels all that waits or is kept back; running attempts end by themselves. */
  public int cancel(UUID analysisId) {
    return jdbc.sql(
            """
            update job set state = 'cancelled', finished_at = :now
             where analysis_id = :analysis and state in ('waiting', 'withheld')
            """)
        .param("analysis", analysisId)
        .param("now", Timestamp.from(clock.instant()))
        .update();
  }

  /** How many jobs of an analysis wait or run; withheld ones are not counted. */
  public int open(UUID analysisId) {
    return jdbc.sql(
            "select count(*) from job where analysis_id = :analysis and state in ('waiting',"
                + " 'running')")
        .param("analysis", analysisId)
        .query(Integer.class)
        .single();
  }

  /** How many jobs of an analysis are kept back. */
  public int withheld(UUID analysisId) {
    return jdbc.sql("select count(*) from job where analysis_id = :analysis and state = 'withheld'")
        .param("analysis", analysisId)
        .query(Integer.class)
        .single();
  }

  /** Why an analysis's next job waits, in words; empty when something of it can run. */
  public String waitsFor(UUID analysisId) {
    return jdbc.sql(
            """
            select coalesce(string_agg(distinct waits_for, ', ') filter (where state = 'waiting' and run_at > :now), '')
              from job
             where analysis_id = :analysis and state in ('waiting', 'running')
            having count(*) filter (where state = 'running' or run_at <= :now) = 0
            """)
        .param("analysis", analysisId)
        .param("now", Timestamp.from(clock.instant()))
        .query(String.class)
        .optional()
        .orElse("");
  }

  /** Attempts whose lease lapsed: their processes died or hang. */
  List<Claim> lapsed() {
    return jdbc.sql(
            """
            select id, token, workspace_id, analysis_id, kind, payload, attempts, claimed_until
              from job
             where state = 'running' and claimed_until < :now
            """)
        .param("now", Timestamp.from(clock.instant()))
        .query(JobQueue::claim)
        .list();
  }

  /** Lets all leases lapse now; only for one who knows that nobody holds any. */
  int endLeases() {
    return jdbc.sql(
            "update job set claimed_until = :now where state = 'running' and claimed_until > :now")
        .param("now", Timestamp.from(clock.instant()))
        .update();
  }

  /** When the next waiting job is due; null when none waits. */
  @org.jspecify.annotations.Nullable
  Instant nextDue() {
    Timestamp due =
        jdbc.sql("select min(run_at) from job where state = 'waiting'")
            .query(Timestamp.class)
            .optional()
            .orElse(null);
    return due == null ? null : due.toInstant();
  }

  private void end(Claim claim, String state, @org.jspecify.annotations.Nullable String error) {
    write(
        claim,
        """
        update job
           set state = '%s', token = null, claimed_until = null, finished_at = :at,
               last_error = coalesce(:note, last_error)
         where id = :id and token = :token
        """
            .formatted(state),
        clock.instant(),
        error);
  }

  private void write(
      Claim claim, String sql, Instant at, @org.jspecify.annotations.Nullable String note) {
    int written =
        jdbc.sql(sql)
            .param("id", claim.jobId())
            .param("token", claim.token())
            .param("at", Timestamp.from(at))
            .param("note", note, java.sql.Types.VARCHAR)
            .update();
    if (written != 1) {
      throw new LostClaim(claim);
    }
    bell.ringAfterCommit();
  }

  private static Claim claim(ResultSet row, int number) throws SQLException {
    try {
      return new Claim(
          row.getObject("id", UUID.class),
          row.getObject("token", UUID.class),
          row.getObject("workspace_id", UUID.class),
          row.getObject("analysis_id", UUID.class),
          row.getString("kind"),
          JSON.readTree(row.getString("payload")),
          row.getInt("attempts"),
          row.getTimestamp("claimed_until").toInstant());
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(
          "Job " + row.getObject("id") + " has an unreadable payload", e);
    }
  }
}
