package hub.web;

import hub.web.CurrentUser.Role;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/**
 * Who may do what in a workspace. There is always an owner and an administrator, and who runs the
 * installation is touched only by who runs it: else an owner could make themselves one.
 */
@Repository
class People {
  private final JdbcClient jdbc;
  private final LogInSessions sessions;
  private final ApiTokens tokens;
  private final LogInLinks links;
  private final Invitations invitations;
  private final Clock clock;

  People(
      JdbcClient jdbc,
      LogInSessions sessions,
      ApiTokens tokens,
      LogInLinks links,
      Invitations invitations,
      Clock clock) {
    this.jdbc = jdbc;
    this.sessions = sessions;
    this.tokens = tokens;
    this.links = links;
    this.invitations = invitations;
    this.clock = clock;
  }

  /** Those whose access has not ended, by name. */
  List<Person> of(UUID workspace) {
    return jdbc.sql(
            """
            select u.id, u.name, u.email, u.role, u.administrator, u.password_hash is not null as has_password,
                   (select max(s.last_seen_at) from log_in_session s where s.user_id = u.id) as last_seen_at
              from app_user u
             where u.workspace_id = :workspace and u.ended_at is null
             order by lower(u.name), u.id
            """)
        .param("workspace", workspace)
        .query(People::person)
        .list();
  }

  /** One of this workspace's people; empty for anybody else. */
  Optional<Person> find(UUID workspace, UUID id) {
    return of(workspace).stream().filter(person -> person.id().equals(id)).findFirst();
  }

  /**
   * Gives a person another role. Their open invitations end, since those were made with the former
   * one.
   *
   * @throws PeopleRefused if nobody would be left in charge, or it is not this person's to change
   */
  @Transactional
  public void change(CurrentUser by, UUID id, Role role, boolean administrator) {
    Person person = locked(by, id);
    if (person.administrator() != administrator && !by.administrator()) {
      throw new PeopleRefused("Who runs the installation is decided by who runs it.");
    }
    if (role != Role.OWNER) {
      keepOne(by, id, one -> one.role() == Role.OWNER, "owner");
    }
    if (!administrator) {
      keepOne(by, id, Person::administrator, "administrator");
    }
    jdbc.sql("update app_user set role = :role, administrator = :administrator where id = :id")
        .param("role", role.word())
        .param("administrator", administrator)
        .param("id", id)
        .update();
    invitations.revokeMadeBy(id);
  }

  /**
   * Ends a person's access: sessions, streams, tokens and links, at once. What they started goes
   * on, and they can be invited again.
   *
   * @throws PeopleRefused if nobody would be left in charge, or it is not this person's to end
   */
  @Transactional
  public void endAccess(CurrentUser by, UUID id) {
    locked(by, id);
    keepOne(by, id, one -> one.role() == Role.OWNER, "owner");
    keepOne(by, id, Person::administrator, "administrator");
    jdbc.sql("update app_user set ended_at = :now, password_hash = null where id = :id")
        .param("now", Timestamp.from(clock.instant()))
        .param("id", id)
        .update();
    sessions.endAll(id, null);
    tokens.revokeAll(id);
    links.forget(id);
    invitations.revokeFor(id);
    invitations.revokeMadeBy(id);
  }

  /** Two who remove each other at the same moment take turns here. */
  private Person locked(CurrentUser by, UUID id) {
    jdbc.sql("select id from app_user where workspace_id = :workspace order by id for update")
        .param("workspace", by.workspaceId())
        .query(UUID.class)
        .list();
    Person person =
        find(by.workspaceId(), id)
            .orElseThrow(() -> new PeopleRefused("This person's access has ended already."));
    if (person.administrator() && !by.administrator()) {
      throw new PeopleRefused(
          person.name() + " runs the installation; only another administrator can change that.");
    }
    return person;
  }

  private void keepOne(CurrentUser by, UUID without, Predicate<Person> which, String what) {
    List<Person> those = of(by.workspaceId()).stream().filter(which).toList();
    if (those.size() == 1 && those.getFirst().id().equals(without)) {
      throw new PeopleRefused(
          "%s is the last %s. Give somebody else that role first."
              .formatted(those.getFirst().name(), what));
    }
  }

  private static Person person(ResultSet row, int number) throws SQLException {
    Timestamp seen = row.getTimestamp("last_seen_at");
    return new Person(
        row.getObject("id", UUID.class),
        row.getString("name"),
        row.getString("email"),
        Role.valueOf(row.getString("role").toUpperCase(Locale.ROOT)),
        row.getBoolean("administrator"),
        row.getBoolean("has_password"),
        seen == null ? null : seen.toInstant());
  }
}
