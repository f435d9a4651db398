package hub.budget;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * Finds attempts that nobody finishes any more. What was never sent is released; what was sent and
 * not answered keeps its whole hold, in doubt, until 24 h after it was sent; then it is unknown:
 * the hold is given back, nothing is charged, and it stays listed.
 *
 * <p>What left in a batch, or waits for one, is nobody's loss: whoever carries the batch on ends
 * it.
 *
 * <p>A process that was only slow does no harm: its attempt can no longer be sent once released,
 * and an answer that comes after all settles the doubt.
 */
@Repository
public class LostAttempts {
  /** How long a vendor may take to report usage. */
  public static final Duration VENDOR_REPORTS_WITHIN = Duration.ofHours(24);

  private static final String LOST =
      "attempt.id, budget_id, job_id, model, stage, attempt.state, hold, sent_at";

  private final JdbcClient jdbc;
  private final Clock clock;
  private final Budgets budgets;

  public LostAttempts(JdbcClient jdbc, Clock clock, Budgets budgets) {
    this.jdbc = jdbc;
    this.clock = clock;
    this.budgets = budgets;
  }

  /**
   * Puts right what the lapsed attempt at a job left open; to be called before the job runs again.
   */
  public List<LostAttempt> recoverJob(UUID jobId) {
    return recover(
        jdbc.sql(
                """
                select id from attempt
                 where job_id = :job and ended_at is null and not batched and state in ('held', 'sent')
                 order by id
                """)
            .param("job", jobId)
            .query(UUID.class)
            .list());
  }

  /**
   * Puts right what processes other than these left open; for a start, when it is known who lives.
   */
  public List<LostAttempt> recoverAllBut(List<Instance> alive) {
    return recover(
        jdbc.sql(
                """
                select id from attempt
                 where ended_at is null and not batched and state in ('held', 'sent') and instance_id <> all (:alive)
                 order by id
                """)
            .param("alive", alive.stream().map(Instance::id).toArray(UUID[]::new))
            .query(UUID.class)
            .list());
  }

  /** Puts right what has been open for longer than any call can last. */
  public List<LostAttempt> recoverOpenFor(Duration longestCall) {
    return recover(
        jdbc.sql(
                """
                select id from attempt
                 where ended_at is null and not batched and state in ('held', 'sent') and held_at < :before
                 order by id
                """)
            .param("before", Timestamp.from(clock.instant().minus(longestCall)))
            .query(UUID.class)
            .list());
  }

  /**
   * Ends the doubts of attempts sent 24 h ago or more: unknown, hold given back, nothing charged.
   * Those in a batch, which may take as long, count from when it ended without them.
   */
  public List<LostAttempt> expireDoubts() {
    return jdbc
        .sql(
            """
            select id from attempt
             where ended_at is null and state = 'doubt'
               and case when batched then doubted_at else sent_at end <= :before
             order by id
            """)
        .param("before", Timestamp.from(clock.instant().minus(VENDOR_REPORTS_WITHIN)))
        .query(UUID.class)
        .list()
        .stream()
        .map(this::expire)
        .flatMap(Optional::stream)
        .toList();
  }

  /**
   * The budget's attempts in doubt and unknown, oldest first: what the vendor's bill may hold
   * beyond ours.
   */
  public List<LostAttempt> listed(UUID budgetId) {
    return jdbc.sql(
            "select "
                + LOST
                + " from attempt where budget_id = :budget and state in ('doubt', 'unknown') order"
                + " by sent_at")
        .param("budget", budgetId)
        .query(LostAttempts::lost)
        .list();
  }

  /** One attempt as it stands, in whatever state; empty if there is none. */
  public Optional<LostAttempt> find(UUID attemptId) {
    return jdbc.sql("select " + LOST + " from attempt where id = :id")
        .param("id", attemptId)
        .query(LostAttempts::lost)
        .optional();
  }

  private List<LostAttempt> recover(List<UUID> open) {
    return open.stream().map(this::recover).flatMap(Optional::stream).toList();
  }

  /** Empty when the attempt moved on meanwhile: its process was slow, not dead. */
  private Optional<LostAttempt> recover(UUID attemptId) {
    String state = find(attemptId).map(LostAttempt::state).orElse("");
    try {
      if (state.equals("held")) {
        budgets.releaseUnsent(attemptId, "never sent: its process ended");
      } else if (state.equals("sent")) {
        budgets.doubt(attemptId, "its process ended before the answer was recorded");
      } else {
        return Optional.empty();
      }
    } catch (WrongState movedOn) {
      return Optional.empty();
    }
    return find(attemptId);
  }

  private Optional<LostAttempt> expire(UUID attemptId) {
    int rows =
        jdbc.sql(
                """
                with done as (
                  update attempt set state = 'unknown', ended_at = :now
                   where id = :id and state = 'doubt'
                  returning budget_id, hold, charge, held_at),
                """
                    + Budgets.SPENT_BY
                    + """
                    update budget set held = held - done.hold, in_doubt = in_doubt - done.hold
                      from done
                     where budget.id = done.budget_id
                    """
                    + Budgets.AFTER_SPENT)
            .param("id", attemptId)
            .param("now", Timestamp.from(clock.instant()))
            .update();
    return rows == 0 ? Optional.empty() : find(attemptId);
  }

  private static LostAttempt lost(ResultSet rows, int n) throws SQLException {
    return new LostAttempt(
        rows.getObject("id", UUID.class),
        rows.getObject("budget_id", UUID.class),
        rows.getObject("job_id", UUID.class),
        rows.getString("model"),
        rows.getString("stage"),
        rows.getString("state"),
        rows.getBigDecimal("hold"),
        instant(rows.getTimestamp("sent_at")));
  }

  private static @Nullable Instant instant(@Nullable Timestamp at) {
    return at == null ? null : at.toInstant();
  }
}
