package hub.web;

import hub.Sha256;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * Who is logged in where. A session is a row, so it outlives a restart, is the same for every
 * process, and ends for all of them at once; only the hash of its token is stored.
 */
@Repository
@EnableConfigurationProperties(SessionSettings.class)
public class LogInSessions implements SessionWatch {
  private static final Duration SEEN_IS_NOTED_EVERY = Duration.ofMinutes(1);

  /** How long a browser or an address counts as known after it logged in. */
  private static final Duration KNOWN = Duration.ofDays(90);

  private static final String LASTS =
      """
       s.ended_at is null and s.last_seen_at > :silentSince and s.started_at > :startedSince
      """;

  private final JdbcClient jdbc;
  private final Clock clock;
  private final SessionSettings settings;
  private final ApplicationEventPublisher publisher;

  LogInSessions(
      JdbcClient jdbc, Clock clock, SessionSettings settings, ApplicationEventPublisher publisher) {
    this.jdbc = jdbc;
    this.clock = clock;
    this.settings = settings;
    this.publisher = publisher;
  }

  /** A session that lasts, with whom it is of. */
  record Found(UUID id, Account account, Instant lastSeenAt) {}

  /**
   * Logs a browser in and returns the session's token; it cannot be read again.
   *
   * @param device the browser's secret
   */
  String begin(CurrentUser user, Visit visit, String device) {
    forgetOld(user);
    String token = Secrets.fresh();
    jdbc.sql(
            """
            insert into log_in_session
                   (id, workspace_id, user_id, token_hash, device_hash, user_agent, address, started_at, last_seen_at)
            values (:id, :workspace, :user, :token, :device, :agent, :address, :now, :now)
            """)
        .param("id", UUID.randomUUID())
        .param("workspace", user.workspaceId())
        .param("user", user.id())
        .param("token", Sha256.hex(token))
        .param("device", Sha256.hex(device))
        .param("agent", visit.userAgent())
        .param("address", visit.address())
        .param("now", now())
        .update();
    publisher.publishEvent(new LoggedIn(user));
    return token;
  }

  private void forgetOld(CurrentUser user) {
    jdbc.sql(
            """
            delete from log_in_session s
             where s.user_id = :user and s.started_at < :known and not (%s)
            """
                .formatted(LASTS))
        .param("user", user.id())
        .param("known", Timestamp.from(clock.instant().minus(KNOWN)))
        .param("silentSince", silentSince())
        .param("startedSince", startedSince())
        .update();
  }

  /** Whose session this is, as they are now; empty if it is unknown, ended or expired. */
  Optional<Found> find(String token) {
    Optional<Found> found =
        jdbc.sql(
                """
                select s.id as session_id, s.last_seen_at, u.id, u.workspace_id, u.name, u.email, u.role,
                       u.administrator, null as password_hash
                  from log_in_session s
                  join app_user u on u.id = s.user_id
                 where s.token_hash = :hash and u.ended_at is null and
                """
                    + LASTS)
            .param("hash", Sha256.hex(token))
            .param("silentSince", silentSince())
            .param("startedSince", startedSince())
            .query(LogInSessions::found)
            .optional();
    found.ifPresent(this::seen);
    return found;
  }

  private void seen(Found session) {
    if (session.lastSeenAt().plus(SEEN_IS_NOTED_EVERY).isBefore(clock.instant())) {
      jdbc.sql("update log_in_session set last_seen_at = :now where id = :id")
          .param("now", now())
          .param("id", session.id())
          .update();
    }
  }

  /** A person's sessions that last, the one seen last first. */
  List<LogInSession> of(CurrentUser user) {
    return jdbc.sql(
            """
            select s.id, s.user_agent, s.address, s.started_at, s.last_seen_at
              from log_in_session s
             where s.user_id = :user and %s
             order by s.last_seen_at desc, s.id
            """
                .formatted(LASTS))
        .param("user", user.id())
        .param("silentSince", silentSince())
        .param("startedSince", startedSince())
        .query(LogInSessions::session)
        .list();
  }

  /** Whether this person logged in lately from this browser. */
  boolean knowsDevice(UUID user, String device) {
    return known(user, "device_hash", Sha256.hex(device));
  }

  /** Whether this person logged in lately from this address. */
  boolean knowsAddress(UUID user, String address) {
    return known(user, "address", address);
  }

  private boolean known(UUID user, String column, String value) {
    return jdbc.sql(
            """
            select exists (select 1 from log_in_session
                            where user_id = :user and %s = :value and started_at > :since)
            """
                .formatted(column))
        .param("user", user)
        .param("value", value)
        .param("since", Timestamp.from(clock.instant().minus(KNOWN)))
        .query(Boolean.class)
        .single();
  }

  /** Ends one of a person's sessions, and its streams. Another's is left as it is. */
  void end(UUID user, UUID session) {
    announce(
        jdbc.sql(
                """
                update log_in_session set ended_at = :now
                 where id = :id and user_id = :user and ended_at is null
                returning id
                """)
            .param("now", now())
            .param("id", session)
            .param("user", user)
            .query(UUID.class)
            .list());
  }

  /** Ends the session that this is the token of. */
  void end(String token) {
    announce(
        jdbc.sql(
                """
                update log_in_session set ended_at = :now
                 where token_hash = :hash and ended_at is null
                returning id
                """)
            .param("now", now())
            .param("hash", Sha256.hex(token))
            .query(UUID.class)
            .list());
  }

  /**
   * Ends all of a person's sessions, and their streams.
   *
   * @param but the one that goes on; null if none does
   */
  public void endAll(UUID user, @Nullable UUID but) {
    announce(
        jdbc.sql(
                """
                update log_in_session set ended_at = :now
                 where user_id = :user and ended_at is null and id is distinct from :but::uuid
                returning id
                """)
            .param("now", now())
            .param("user", user)
            .param("but", but)
            .query(UUID.class)
            .list());
  }

  private void announce(List<UUID> ended) {
    ended.forEach(id -> publisher.publishEvent(new SessionEnded(id)));
  }

  @Override
  public Set<UUID> over(Set<UUID> sessions) {
    return new HashSet<>(
        jdbc.sql(
                "select s.id from log_in_session s where s.id = any (:ids) and not (" + LASTS + ")")
            .param("ids", sessions.toArray(UUID[]::new))
            .param("silentSince", silentSince())
            .param("startedSince", startedSince())
            .query(UUID.class)
            .list());
  }

  private Timestamp now() {
    return Timestamp.from(clock.instant());
  }

  private Timestamp silentSince() {
    return Timestamp.from(clock.instant().minus(settings.idle()));
  }

  private Timestamp startedSince() {
    return Timestamp.from(clock.instant().minus(settings.longest()));
  }

  private static Found found(ResultSet row, int number) throws SQLException {
    return new Found(
        row.getObject("session_id", UUID.class),
        Accounts.account(row, number),
        row.getTimestamp("last_seen_at").toInstant());
  }

  private static LogInSession session(ResultSet row, int number) throws SQLException {
    return new LogInSession(
        row.getObject("id", UUID.class),
        row.getString("user_agent"),
        row.getString("address"),
        row.getTimestamp("started_at").toInstant(),
        row.getTimestamp("last_seen_at").toInstant());
  }
}
