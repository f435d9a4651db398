package hub.web;

import hub.Sha256;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The tokens by which programs act for people; only their hashes are stored. */
@Repository
public class ApiTokens {
  /** Every token begins with it, so that people and scanners know one when they see it. */
  public static final String PREFIX = "sluice_";

  private static final Duration USE_IS_NOTED_EVERY = Duration.ofMinutes(1);
  private static final String COLUMNS =
      """
      select id, created_by, name, scopes, created_at, expires_at, last_used_at, revoked_at
        from api_token
      """;

  private final JdbcClient jdbc;
  private final Clock clock;
  private final ApplicationEventPublisher publisher;

  ApiTokens(JdbcClient jdbc, Clock clock, ApplicationEventPublisher publisher) {
    this.jdbc = jdbc;
    this.clock = clock;
    this.publisher = publisher;
  }

  /**
   * Makes a token and returns it; it cannot be read again.
   *
   * @param name 1 to 60 characters
   * @param scopes at least one
   * @param expiresAt in the future
   */
  public String create(
      CurrentUser user, String name, Set<ApiToken.Scope> scopes, Instant expiresAt) {
    String token = PREFIX + Secrets.fresh();
    jdbc.sql(
            """
            insert into api_token (id, workspace_id, created_by, name, token_hash, scopes, created_at, expires_at)
            values (:id, :workspace, :user, :name, :hash, :scopes, :now, :expires)
            """)
        .param("id", UUID.randomUUID())
        .param("workspace", user.workspaceId())
        .param("user", user.id())
        .param("name", name)
        .param("hash", Sha256.hex(token))
        .param("scopes", scopes.stream().map(ApiToken.Scope::word).toArray(String[]::new))
        .param("now", Timestamp.from(clock.instant()))
        .param("expires", Timestamp.from(expiresAt))
        .update();
    return token;
  }

  /** A person's own tokens, the newest first. */
  List<ApiToken> of(CurrentUser user) {
    return jdbc.sql(COLUMNS + "where created_by = :user order by created_at desc, id")
        .param("user", user.id())
        .query(ApiTokens::token)
        .list();
  }

  /** The tokens of all others in a person's workspace, by their owners' names. */
  Map<String, List<ApiToken>> ofOthers(CurrentUser user) {
    Map<String, List<ApiToken>> all = new LinkedHashMap<>();
    jdbc.sql(
            """
            select t.id, t.created_by, t.name, t.scopes, t.created_at, t.expires_at, t.last_used_at, t.revoked_at,
                   u.name as owner
              from api_token t
              join app_user u on u.id = t.created_by
             where t.workspace_id = :workspace and t.created_by <> :user
             order by lower(u.name), u.id, t.created_at desc, t.id
            """)
        .param("workspace", user.workspaceId())
        .param("user", user.id())
        .query(
            row -> {
              all.computeIfAbsent(row.getString("owner"), none -> new ArrayList<>())
                  .add(token(row, 0));
            });
    return all;
  }

  /** The token as stored, good or not; empty if it never was. */
  Optional<ApiToken> find(String token) {
    return jdbc.sql(COLUMNS + "where token_hash = :hash")
        .param("hash", Sha256.hex(token))
        .query(ApiTokens::token)
        .optional();
  }

  /** Whether it is neither revoked nor expired. */
  public boolean isGood(UUID id) {
    return jdbc.sql(
            """
            select exists (select 1 from api_token
                            where id = :id and revoked_at is null and expires_at > :now)
            """)
        .param("id", id)
        .param("now", Timestamp.from(clock.instant()))
        .query(Boolean.class)
        .single();
  }

  /** Notes that it was used, to the minute: not every call needs a write. */
  void used(ApiToken token) {
    Instant now = clock.instant();
    Instant last = token.lastUsedAt();
    if (last == null || last.plus(USE_IS_NOTED_EVERY).isBefore(now)) {
      jdbc.sql("update api_token set last_used_at = :now where id = :id")
          .param("now", Timestamp.from(now))
          .param("id", token.id())
          .update();
    }
  }

  /**
   * Ends a token at once, and its streams: one's own, or for an owner any of the workspace's.
   * Another is left as it is.
   */
  void revoke(CurrentUser user, UUID id) {
    announce(
        jdbc.sql(
                """
                update api_token set revoked_at = :now
                 where id = :id and revoked_at is null
                   and (created_by = :user or (:owner and workspace_id = :workspace))
                returning id
                """)
            .param("now", Timestamp.from(clock.instant()))
            .param("id", id)
            .param("user", user.id())
            .param("owner", user.mayManagePeople())
            .param("workspace", user.workspaceId())
            .query(UUID.class)
            .list());
  }

  /** Ends all of a person's tokens at once, and their streams. */
  void revokeAll(UUID user) {
    announce(
        jdbc.sql(
                """
                update api_token set revoked_at = :now
                 where created_by = :user and revoked_at is null
                returning id
                """)
            .param("now", Timestamp.from(clock.instant()))
            .param("user", user)
            .query(UUID.class)
            .list());
  }

  private void announce(List<UUID> revoked) {
    revoked.forEach(id -> publisher.publishEvent(new TokenRevoked(id)));
  }

  private static ApiToken token(ResultSet row, int number) throws SQLException {
    return new ApiToken(
        row.getObject("id", UUID.class),
        row.getObject("created_by", UUID.class),
        row.getString("name"),
        Arrays.stream((String[]) row.getArray("scopes").getArray())
            .map(ApiToken.Scope::of)
            .collect(Collectors.toUnmodifiableSet()),
        row.getTimestamp("created_at").toInstant(),
        row.getTimestamp("expires_at").toInstant(),
        instant(row.getTimestamp("last_used_at")),
        instant(row.getTimestamp("revoked_at")));
  }

  private static @Nullable Instant instant(@Nullable Timestamp at) {
    return at == null ? null : at.toInstant();
  }
}
