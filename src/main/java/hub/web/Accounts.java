package hub.web;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.core.userdetails.UsernameNotFoundException;
import org.springframework.stereotype.Repository;

/** The people who may log in, and their passwords' hashes. */
@Repository
public class Accounts implements UserDetailsService {
  private static final String COLUMNS =
      "select id, workspace_id, name, email, role, administrator, password_hash from app_user ";

  private final JdbcClient jdbc;

  Accounts(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * The account that logs in with this address and a password.
   *
   * @throws UsernameNotFoundException if there is none, or it has no password yet
   */
  @Override
  public Account loadUserByUsername(String email) {
    return jdbc.sql(
            COLUMNS
                + "where lower(email) = lower(:email) and password_hash is not null and"
                + " ended_at is null")
        .param("email", email.strip())
        .query(Accounts::account)
        .optional()
        .orElseThrow(
            () -> new UsernameNotFoundException("No account with a password has this address"));
  }

  /** Whose address this is, whether or not they may log in. */
  Optional<UUID> idOf(String email) {
    return jdbc.sql("select id from app_user where lower(email) = lower(:email)")
        .param("email", email)
        .query(UUID.class)
        .optional();
  }

  /** The account with this id, unless its access has ended. */
  Optional<Account> byId(UUID id) {
    return jdbc.sql(COLUMNS + "where id = :id and ended_at is null")
        .param("id", id)
        .query(Accounts::account)
        .optional();
  }

  /** The administrator who was there first, if any. */
  public Optional<CurrentUser> firstAdministrator() {
    return jdbc.sql(
            COLUMNS + "where administrator and ended_at is null order by created_at, id limit 1")
        .query(Accounts::account)
        .optional()
        .map(Account::user);
  }

  /** Whether an administrator can log in with a password. */
  public boolean administratorHasPassword() {
    return jdbc.sql(
            "select exists (select 1 from app_user where administrator and ended_at is null and"
                + " password_hash is not null)")
        .query(Boolean.class)
        .single();
  }

  void setPassword(UUID id, String hash) {
    jdbc.sql("update app_user set password_hash = :hash where id = :id")
        .param("hash", hash)
        .param("id", id)
        .update();
  }

  static Account account(ResultSet row, int number) throws SQLException {
    CurrentUser user =
        new CurrentUser(
            row.getObject("id", UUID.class),
            row.getObject("workspace_id", UUID.class),
            row.getString("name"),
            row.getString("email"),
            CurrentUser.Role.valueOf(row.getString("role").toUpperCase(Locale.ROOT)),
            row.getBoolean("administrator"));
    return new Account(user, row.getString("password_hash"));
  }
}
