package hub.web;

import hub.Sha256;
import hub.web.CurrentUser.Role;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/**
 * Links by which people choose their passwords; each works once, for a limited time, and only its
 * hash is stored.
 */
@Repository
class Invitations {
  /** How long a link that nobody used stays good. */
  static final Duration VALID = Duration.ofDays(3);

  private static final String OPEN =
      " i.used_at is null and i.revoked_at is null and i.expires_at > :now ";
  private static final String COLUMNS =
      """
      select i.id, i.workspace_id, i.user_id, i.email, i.name, i.role, i.administrator, w.name as workspace,
             m.name as made_by, i.expires_at
        from invitation i
        join workspace w on w.id = i.workspace_id
        join app_user m on m.id = i.created_by
       where
      """;

  private static final String REVOKE =
      "update invitation set revoked_at = :now where used_at is null and revoked_at is null";

  private final JdbcClient jdbc;
  private final Passwords passwords;
  private final Clock clock;

  Invitations(JdbcClient jdbc, Passwords passwords, Clock clock) {
    this.jdbc = jdbc;
    this.passwords = passwords;
    this.clock = clock;
  }

  /** Whom to invite, and as what. */
  record Wanted(String email, String name, Role role, boolean administrator) {}

  /**
   * Invites somebody new, in place of an earlier open invitation, and returns the link's path; it
   * cannot be read again.
   */
  @Transactional
  public String invite(CurrentUser by, Wanted wanted) {
    jdbc.sql(
            REVOKE
                + " and workspace_id = :workspace and lower(email) = lower(:email) and user_id is"
                + " null")
        .param("now", now())
        .param("workspace", by.workspaceId())
        .param("email", wanted.email())
        .update();
    return insert(by, wanted, null);
  }

  /**
   * Lets somebody who is here choose a password anew, in place of an earlier link, and returns the
   * link's path. Their present password stays good until then.
   */
  @Transactional
  public String renew(CurrentUser by, Person person) {
    revokeFor(person.id());
    return insert(
        by,
        new Wanted(person.email(), person.name(), person.role(), person.administrator()),
        person.id());
  }

  private String insert(CurrentUser by, Wanted wanted, @Nullable UUID user) {
    String token = Secrets.fresh();
    jdbc.sql(
            """
            insert into invitation (id, workspace_id, created_by, user_id, email, name, role, administrator,
                                    token_hash, created_at, expires_at)
            values (:id, :workspace, :by, :user, :email, :name, :role, :administrator, :hash, :now, :expires)
            """)
        .param("id", UUID.randomUUID())
        .param("workspace", by.workspaceId())
        .param("by", by.id())
        .param("user", user)
        .param("email", wanted.email())
        .param("name", wanted.name())
        .param("role", wanted.role().word())
        .param("administrator", wanted.administrator())
        .param("hash", Sha256.hex(token))
        .param("now", now())
        .param("expires", Timestamp.from(clock.instant().plus(VALID)))
        .update();
    return "/invitation?token=" + token;
  }

  /** A workspace's links that still work, the newest first. */
  List<Invitation> open(UUID workspace) {
    return jdbc.sql(
            COLUMNS + " i.workspace_id = :workspace and " + OPEN + " order by i.created_at desc")
        .param("workspace", workspace)
        .param("now", now())
        .query(Invitations::invitation)
        .list();
  }

  /** The link's invitation; empty if it is unknown, used, revoked or expired. */
  Optional<Invitation> find(String token) {
    return jdbc.sql(COLUMNS + " i.token_hash = :hash and " + OPEN)
        .param("hash", Sha256.hex(token))
        .param("now", now())
        .query(Invitations::invitation)
        .optional();
  }

  /**
   * Uses a link up: whose password is now set, or empty if the link no longer works or its address
   * has got access in another way.
   */
  @Transactional
  public Optional<UUID> accept(String token, String name, String password) {
    Optional<UUID> user =
        find(token).filter(known -> use(known.id())).flatMap(known -> userOf(known, name));
    user.ifPresent(id -> passwords.set(id, password, null));
    user.ifPresent(this::revokeFor);
    return user;
  }

  private boolean use(UUID id) {
    return jdbc.sql("update invitation i set used_at = :now where i.id = :id and " + OPEN)
            .param("now", now())
            .param("id", id)
            .update()
        == 1;
  }

  private Optional<UUID> userOf(Invitation invitation, String name) {
    UUID here = invitation.userId();
    return here == null ? added(invitation, name) : Optional.of(here);
  }

  /**
   * Whoever had access before gets it back with the new role; whoever has it keeps what they have.
   */
  private Optional<UUID> added(Invitation invitation, String name) {
    return jdbc.sql(
            """
            insert into app_user as u (id, workspace_id, email, name, role, administrator)
            values (:id, :workspace, :email, :name, :role, :administrator)
            on conflict (lower(email)) do update
               set name = excluded.name, role = excluded.role, administrator = excluded.administrator,
                   ended_at = null
             where u.ended_at is not null and u.workspace_id = excluded.workspace_id
            returning u.id
            """)
        .param("id", UUID.randomUUID())
        .param("workspace", invitation.workspaceId())
        .param("email", invitation.email())
        .param("name", name)
        .param("role", invitation.role().word())
        .param("administrator", invitation.administrator())
        .query(UUID.class)
        .optional();
  }

  /** Makes one of a workspace's open links useless. */
  void revoke(UUID workspace, UUID id) {
    jdbc.sql(REVOKE + " and id = :id and workspace_id = :workspace")
        .param("now", now())
        .param("id", id)
        .param("workspace", workspace)
        .update();
  }

  /** Makes the open links useless by which this person would choose a password anew. */
  void revokeFor(UUID user) {
    jdbc.sql(REVOKE + " and user_id = :user").param("now", now()).param("user", user).update();
  }

  /** Makes the open links useless that this person made. */
  void revokeMadeBy(UUID user) {
    jdbc.sql(REVOKE + " and created_by = :user").param("now", now()).param("user", user).update();
  }

  private Timestamp now() {
    return Timestamp.from(clock.instant());
  }

  private static Invitation invitation(ResultSet row, int number) throws SQLException {
    return new Invitation(
        row.getObject("id", UUID.class),
        row.getObject("workspace_id", UUID.class),
        row.getObject("user_id", UUID.class),
        row.getString("email"),
        row.getString("name"),
        Role.valueOf(row.getString("role").toUpperCase(Locale.ROOT)),
        row.getBoolean("administrator"),
        row.getString("workspace"),
        row.getString("made_by"),
        row.getTimestamp("expires_at").toInstant());
  }
}
