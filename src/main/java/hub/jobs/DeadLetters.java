package hub.jobs;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.support.TransactionTemplate;

/** Jobs that were given up, and what people did about them. */
@Repository
public class DeadLetters {
  private static final String SELECT =
      """
      select d.id, d.job_id, job.analysis_id, job.kind, job.lane, job.key, job.payload, d.error, d.attempts,
             d.died_at, d.ended, d.ended_at, d.reason, u.name as ended_by
        from dead_letter d join job on job.id = d.job_id left join app_user u on u.id = d.ended_by
      """;

  private final JdbcClient jdbc;
  private final TransactionTemplate transaction;
  private final Clock clock;
  private final WorkBell bell;
  private final List<RetryCheck> checks;

  DeadLetters(
      JdbcClient jdbc,
      TransactionTemplate transaction,
      Clock clock,
      WorkBell bell,
      List<RetryCheck> checks) {
    this.jdbc = jdbc;
    this.transaction = transaction;
    this.clock = clock;
    this.bell = bell;
    this.checks = checks;
  }

  /** Those that nobody dealt with, the newest first. */
  public List<DeadLetter> open(int most) {
    return jdbc.sql(SELECT + " where d.ended is null order by d.died_at desc limit :most")
        .param("most", most)
        .query(DeadLetters::letter)
        .list();
  }

  /** How many nobody dealt with. */
  public int count() {
    return jdbc.sql("select count(*) from dead_letter where ended is null")
        .query(Integer.class)
        .single();
  }

  public Optional<DeadLetter> find(UUID id) {
    return jdbc.sql(SELECT + " where d.id = :id")
        .param("id", id)
        .query(DeadLetters::letter)
        .optional();
  }

  /** Each time that this letter's job was given up, the newest first. */
  public List<DeadLetter> history(DeadLetter letter) {
    return jdbc.sql(SELECT + " where d.job_id = :job order by d.died_at desc")
        .param("job", letter.jobId())
        .query(DeadLetters::letter)
        .list();
  }

  /**
   * Tries a job anew: its attempts start from one, and this letter stays as its history.
   *
   * @return why not, in words; empty if it waits for a worker now
   */
  public String retry(UUID id, UUID userId) {
    DeadLetter letter = find(id).filter(DeadLetter::isOpen).orElse(null);
    if (letter == null) {
      return "Somebody dealt with it already.";
    }
    for (RetryCheck check : checks) {
      String trouble = check.trouble(letter);
      if (!trouble.isEmpty()) {
        return trouble;
      }
    }
    transaction.executeWithoutResult(status -> retry(letter, userId));
    return "";
  }

  private void retry(DeadLetter letter, UUID userId) {
    if (end(letter.id(), userId, "retried", null)) {
      jdbc.sql(
              """
              with again as (
                update job set state = 'open', attempts = 0, finished_at = null
                 where id = :job and state = 'dead'
                returning id, workspace_id, lane, priority
              )
              insert into job_waiting (job_id, workspace_id, lane, priority, run_at)
              select id, workspace_id, lane, priority, :now from again
              """)
          .param("job", letter.jobId())
          .param("now", Timestamp.from(clock.instant()))
          .update();
      bell.ringAfterCommit();
    }
  }

  /**
   * Tries all open ones anew that can be.
   *
   * @return how many
   */
  public int retryAll(UUID userId) {
    return (int)
        open(Integer.MAX_VALUE).stream()
            .filter(letter -> retry(letter.id(), userId).isEmpty())
            .count();
  }

  /**
   * Leaves a job undone.
   *
   * @param reason why, for those who come later
   * @return whether it was open
   */
  public boolean discard(UUID id, UUID userId, String reason) {
    return Boolean.TRUE.equals(
        transaction.execute(
            status -> {
              boolean was = end(id, userId, "discarded", reason);
              if (was) {
                jdbc.sql(
                        """
                        update job set state = 'discarded'
                         where state = 'dead' and id = (select job_id from dead_letter where id = :id)
                        """)
                    .param("id", id)
                    .update();
              }
              return was;
            }));
  }

  private boolean end(UUID id, UUID userId, String ended, @Nullable String reason) {
    return jdbc.sql(
                """
                update dead_letter set ended = :ended, ended_by = :user, ended_at = :now, reason = :reason
                 where id = :id and ended is null
                """)
            .param("ended", ended)
            .param("user", userId)
            .param("now", Timestamp.from(clock.instant()))
            .param("reason", reason, Types.VARCHAR)
            .param("id", id)
            .update()
        == 1;
  }

  private static DeadLetter letter(ResultSet row, int number) throws SQLException {
    return new DeadLetter(
        row.getObject("id", UUID.class),
        row.getObject("job_id", UUID.class),
        row.getObject("analysis_id", UUID.class),
        row.getString("kind"),
        Lane.of(row.getString("lane")),
        row.getString("key"),
        row.getString("payload"),
        row.getString("error"),
        row.getInt("attempts"),
        row.getTimestamp("died_at").toInstant(),
        row.getString("ended"),
        row.getString("ended_by"),
        row.getTimestamp("ended_at") == null ? null : row.getTimestamp("ended_at").toInstant(),
        row.getString("reason"));
  }
}
