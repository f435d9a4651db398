package hub.start;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * The hub's database on the server in the data folder, with its three roles: the owner migrates,
 * the runtime owns nothing, and the third reads the views that result flows may ask.
 */
final class EmbeddedDatabase implements AutoCloseable {
  /** The database's name. */
  static final String NAME = "sluice";

  /** The role that owns the database and runs migrations. */
  static final String OWNER = "sluice_owner";

  /** The role the hub works as. */
  static final String RUNTIME = "sluice";

  /** The role by which processes of result flows read their views. */
  static final String VIEWS = "sluice_views";

  private final EmbeddedServer server;

  private EmbeddedDatabase(EmbeddedServer server) {
    this.server = server;
  }

  /**
   * Starts the server and makes what is missing.
   *
   * @throws StartRefused if the server cannot start, or refuses its own password
   */
  static EmbeddedDatabase start(Path data) {
    EmbeddedServer server = EmbeddedServer.start(data);
    try {
      EmbeddedDatabase database = new EmbeddedDatabase(server);
      database.prepare();
      return database;
    } catch (SQLException e) {
      server.close();
      throw new StartRefused(
          "The PostgreSQL in %s refuses its own superuser: %s".formatted(data, e.getMessage()),
          "Put %s back from the same backup as the data.".formatted(data.resolve("secrets")),
          e);
    }
  }

  private void prepare() throws SQLException {
    try (Connection connection = connect("postgres");
        Statement statement = connection.createStatement()) {
      role(statement, OWNER, server.secrets().owner());
      role(statement, RUNTIME, server.secrets().runtime());
      role(statement, VIEWS, server.secrets().views());
      limit(statement);
      database(statement);
    }
    try (Connection connection = connect(NAME);
        Statement statement = connection.createStatement()) {
      statement.execute("alter schema public owner to " + OWNER);
      statement.execute("revoke create on schema public from public");
      // What the clean-up needs to let old write-ahead files go.
      statement.execute("grant pg_checkpoint to " + RUNTIME);
      statement.execute("grant execute on function pg_switch_wal() to " + RUNTIME);
    }
  }

  private Connection connect(String database) throws SQLException {
    return DriverManager.getConnection(
        server.url(database), server.superuser(), server.secrets().superuser());
  }

  private static void role(Statement statement, String name, String password) throws SQLException {
    if (!exists(statement, "select 1 from pg_roles where rolname = '%s'".formatted(name))) {
      statement.execute("create role %s login password '%s'".formatted(name, password));
    }
  }

  private static void database(Statement statement) throws SQLException {
    if (!exists(statement, "select 1 from pg_database where datname = '%s'".formatted(NAME))) {
      statement.execute("create database %s owner %s".formatted(NAME, OWNER));
      statement.execute("revoke all on database %s from public".formatted(NAME));
      statement.execute("grant connect, temporary on database %s to %s".formatted(NAME, RUNTIME));
    }
    statement.execute("grant connect on database %s to %s".formatted(NAME, VIEWS));
  }

  /**
   * What one statement of a flow may take, besides what its process says when it connects: these
   * hold whatever that says. Its password is set anew, since it may be younger than the role.
   */
  private void limit(Statement statement) throws SQLException {
    // In one go, as one transaction: this is done at each start.
    statement.execute(
        """
        alter role %1$s password '%2$s' connection limit 20;
        alter role %1$s set default_transaction_read_only = on;
        alter role %1$s set statement_timeout = '5s';
        alter role %1$s set temp_file_limit = '64MB';
        alter role %1$s set work_mem = '4MB';
        alter role %1$s set max_parallel_workers_per_gather = 0;
        alter role %1$s set search_path = flow_views
        """
            .formatted(VIEWS, server.secrets().views()));
  }

  private static boolean exists(Statement statement, String query) throws SQLException {
    try (ResultSet found = statement.executeQuery(query)) {
      return found.next();
    }
  }

  String url() {
    return server.url(NAME);
  }

  String ownerPassword() {
    return server.secrets().owner();
  }

  String runtimePassword() {
    return server.secrets().runtime();
  }

  String viewsPassword() {
    return server.secrets().views();
  }

  @Override
  public void close() {
    server.close();
  }
}
