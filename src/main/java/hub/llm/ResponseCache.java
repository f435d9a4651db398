package hub.llm;

import hub.Mode;
import hub.Sha256;
import java.math.BigDecimal;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.Collection;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * Answers that were paid for, per workspace and mode, so that none is paid for twice. Answers serve
 * everybody in the workspace; a refused, cut or malformed one serves only the job that asked, so
 * that a job that is run again after a crash does not pay for it again.
 */
@Repository
public class ResponseCache {
  private final JdbcClient jdbc;
  private final Clock clock;

  public ResponseCache(JdbcClient jdbc, Clock clock) {
    this.jdbc = jdbc;
    this.clock = clock;
  }

  /** A recorded answer, the attempt that paid for it, and what it was charged, in US dollars. */
  record Entry(UUID attemptId, Reading reading, BigDecimal charge) {}

  /** Ends each part of a key, so that no two parts can be taken for others. */
  private static final String END = "\0";

  /** Tells requests apart that can have different answers. */
  static String key(String model, Question question) {
    return Sha256.hex(
        String.join(
                END,
                model,
                question.prompt().name(),
                question.prompt().version(),
                question.prompt().hash(),
                Integer.toString(question.maxOutputTokens()),
                question.data())
            + END);
  }

  Optional<Entry> find(String key, Question question) {
    return jdbc.sql(
            """
            select attempt_id, outcome, answer, charge
              from response_cache
             where workspace_id = :workspace and mode = :mode and key = :key
               and (outcome = 'answered' or job_id = :job)
            """)
        .param("workspace", question.workspaceId())
        .param("mode", question.mode().word())
        .param("key", key)
        .param("job", question.jobId())
        .query(
            (rows, n) ->
                new Entry(
                    rows.getObject("attempt_id", UUID.class),
                    new Reading(rows.getString("outcome"), rows.getString("answer")),
                    rows.getBigDecimal("charge")))
        .optional();
  }

  /** Counts that a recorded answer was used. */
  void used(String key, Question question) {
    jdbc.sql(
            """
            update response_cache set hits = hits + 1, saved = saved + charge
             where workspace_id = :workspace and mode = :mode and key = :key
            """)
        .param("workspace", question.workspaceId())
        .param("mode", question.mode().word())
        .param("key", key)
        .update();
  }

  /**
   * Records an answer, in the transaction that settles its attempt. An earlier full answer stays.
   */
  void put(String key, Question question, UUID attemptId, Reading reading, BigDecimal charge) {
    jdbc.sql(
            """
            insert into response_cache (workspace_id, mode, key, attempt_id, job_id, outcome, answer, charge, created_at)
            values (:workspace, :mode, :key, :attempt, :job, :outcome, :answer, :charge, :now)
            on conflict (workspace_id, mode, key) do update
               set attempt_id = excluded.attempt_id, job_id = excluded.job_id, outcome = excluded.outcome,
                   answer = excluded.answer, charge = excluded.charge, created_at = excluded.created_at
             where response_cache.outcome <> 'answered'
            """)
        .param("workspace", question.workspaceId())
        .param("mode", question.mode().word())
        .param("key", key)
        .param("attempt", attemptId)
        .param("job", question.jobId())
        .param("outcome", reading.outcome())
        // PostgreSQL's text can't hold the character 0, which a hostile answer can.
        .param("answer", reading.text().replace("\u0000", ""))
        .param("charge", charge)
        .param("now", Timestamp.from(clock.instant()))
        .update();
  }

  /** What recorded answers saved the workspace so far, in US dollars of charge. */
  public BigDecimal saved(UUID workspaceId, Mode mode) {
    return jdbc.sql(
            "select coalesce(sum(saved), 0) from response_cache where workspace_id = :id and mode ="
                + " :mode")
        .param("id", workspaceId)
        .param("mode", mode.word())
        .query(BigDecimal.class)
        .single();
  }

  /** Forgets the answers that these attempts brought. */
  public int forget(Collection<UUID> attempts) {
    return jdbc.sql("delete from response_cache where attempt_id = any(:attempts)")
        .param("attempts", attempts.toArray(UUID[]::new))
        .update();
  }

  /** Forgets every answer of the workspace. */
  public int erase(UUID workspaceId) {
    return jdbc.sql("delete from response_cache where workspace_id = :id")
        .param("id", workspaceId)
        .update();
  }
}
