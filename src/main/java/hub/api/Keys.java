package hub.api;

import hub.Sha256;
import hub.web.CurrentUser;
import hub.web.Problem.Kind;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Supplier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Starts once for a key, whatever drops on the way: the key and what was started are written in one
 * transaction. A second request with the key waits for the first and gets its answer.
 */
@Repository
class Keys {
  private final JdbcClient jdbc;
  private final TransactionTemplate transaction;
  private final Clock clock;

  Keys(JdbcClient jdbc, TransactionTemplate transaction, Clock clock) {
    this.jdbc = jdbc;
    this.transaction = transaction;
    this.clock = clock;
  }

  /**
   * @param repeated whether it was started before
   */
  record Started(UUID analysisId, boolean repeated) {}

  private record Earlier(String bodyHash, UUID analysisId) {}

  /**
   * Starts, or says what was started for this key before.
   *
   * @param body what is asked for, in a form that is the same for the same wish
   * @throws ApiProblem if the key was used for something else
   */
  Started once(CurrentUser user, String key, String body, Supplier<UUID> start) {
    return Objects.requireNonNull(
        transaction.execute(
            status -> {
              if (claim(user, key, Sha256.hex(body))) {
                UUID id = start.get();
                note(user, key, id);
                return new Started(id, false);
              }
              return earlier(user, key, Sha256.hex(body));
            }));
  }

  private boolean claim(CurrentUser user, String key, String hash) {
    return jdbc.sql(
                """
                insert into api_request (workspace_id, created_by, key, body_hash, created_at)
                values (:workspace, :user, :key, :hash, :now)
                on conflict do nothing
                """)
            .param("workspace", user.workspaceId())
            .param("user", user.id())
            .param("key", key)
            .param("hash", hash)
            .param("now", Timestamp.from(clock.instant()))
            .update()
        == 1;
  }

  private void note(CurrentUser user, String key, UUID analysisId) {
    jdbc.sql(
            """
            update api_request set analysis_id = :analysis
             where workspace_id = :workspace and created_by = :user and key = :key
            """)
        .param("analysis", analysisId)
        .param("workspace", user.workspaceId())
        .param("user", user.id())
        .param("key", key)
        .update();
  }

  private Started earlier(CurrentUser user, String key, String hash) {
    Earlier earlier =
        jdbc.sql(
                """
                select body_hash, analysis_id from api_request
                 where workspace_id = :workspace and created_by = :user and key = :key
                """)
            .param("workspace", user.workspaceId())
            .param("user", user.id())
            .param("key", key)
            .query(Earlier.class)
            .single();
    if (!earlier.bodyHash().equals(hash)) {
      throw new ApiProblem(
          Kind.KEY_REUSED,
          "This key was sent before with another body.",
          "Idempotency-Key",
          "Send a new key for a new wish; the same key only with the same body.");
    }
    return new Started(earlier.analysisId(), true);
  }
}
