package hub.web;

import hub.Sha256;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Links that log one person in, once and for a limited time; only a token's hash is stored. */
@Repository
public class LogInLinks {
  /** How long a link that nobody used stays good. */
  public static final Duration VALID = Duration.ofHours(1);

  private final JdbcClient jdbc;
  private final Clock clock;

  LogInLinks(JdbcClient jdbc, Clock clock) {
    this.jdbc = jdbc;
    this.clock = clock;
  }

  /** Makes a link for a person, in place of earlier unused ones, and returns its path and token. */
  public String pathFor(CurrentUser user) {
    String token = Secrets.fresh();
    forget(user.id());
    jdbc.sql(
            """
            insert into log_in_link (token_hash, workspace_id, user_id, expires_at)
            values (:hash, :workspace, :user, :expires)
            """)
        .param("hash", Sha256.hex(token))
        .param("workspace", user.workspaceId())
        .param("user", user.id())
        .param("expires", at(clock.instant().plus(VALID)))
        .update();
    return "/log-in/link?token=" + token;
  }

  /** Makes a person's unused links useless. */
  void forget(UUID user) {
    jdbc.sql("delete from log_in_link where user_id = :user").param("user", user).update();
  }

  /** Uses a link up: whose it is, or empty if it is unknown, expired or used before. */
  Optional<UUID> use(String token) {
    return jdbc.sql(
            """
            update log_in_link
               set used_at = :now
             where token_hash = :hash and used_at is null and expires_at > :now
            returning user_id
            """)
        .param("hash", Sha256.hex(token))
        .param("now", at(clock.instant()))
        .query(UUID.class)
        .optional();
  }

  private static OffsetDateTime at(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }
}
