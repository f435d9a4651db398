package hub;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * A real PostgreSQL for tests: one server a JVM, migrated once into a template; each test class
 * takes a database of its own, as the runtime role that owns nothing.
 */
public final class TestDatabase implements AutoCloseable {
  /** The workspace that every fresh database holds. */
  public static final UUID WORKSPACE = UUID.fromString("00000000-0000-7000-8000-000000000001");

  /** The user that every fresh database holds: owner and administrator. */
  public static final UUID USER = UUID.fromString("00000000-0000-7000-8000-000000000002");

  /** The role by which result flows read their views. */
  public static final String VIEWS = "sluice_views";

  private static final String RUNTIME = "sluice";

  private static final AtomicInteger COUNT = new AtomicInteger();

  private final String name;
  private final HikariDataSource runtime;
  private final HikariDataSource owner;

  private TestDatabase(String name) {
    this.name = name;
    this.runtime = pool(name, RUNTIME, 20);
    this.owner = pool(name, "postgres", 2);
  }

  /** A fresh database with all migrations, one workspace and one user. */
  public static TestDatabase fresh() {
    String name = "test_" + COUNT.incrementAndGet();
    execute(
        Server.POSTGRES.getPostgresDatabase(), "create database " + name + " template migrated");
    return new TestDatabase(name);
  }

  /** Its name, which no other database of this JVM has. */
  public String name() {
    return name;
  }

  /** A folder of this name for what belongs to this database, relative to the project's. */
  public Path folder(String called) {
    return TestFolder.of(called).resolve(name);
  }

  /** Connections of the runtime role. */
  public DataSource dataSource() {
    return runtime;
  }

  /** A client of the runtime role. */
  public JdbcClient jdbc() {
    return JdbcClient.create(runtime);
  }

  /** A client of the owner, who may do what the hub must not. */
  public JdbcClient asOwner() {
    return JdbcClient.create(owner);
  }

  /** The address of this database, for a process of its own. */
  public String url() {
    return Server.POSTGRES.getJdbcUrl("postgres", name).replaceAll("\\?.*$", "");
  }

  /** Whether a statement waits for a lock that another transaction has. */
  public boolean hasOneWaitForALock() {
    return jdbc()
        .sql(
            """
            select exists (select from pg_stat_activity
                            where datname = current_database() and wait_event_type = 'Lock')
            """)
        .query(Boolean.class)
        .single();
  }

  @Override
  public void close() {
    runtime.close();
    owner.close();
  }

  private static HikariDataSource pool(String database, String user, int size) {
    HikariConfig config = new HikariConfig();
    config.setJdbcUrl(Server.POSTGRES.getJdbcUrl("postgres", database).replaceAll("\\?.*$", ""));
    config.setUsername(user);
    config.setMaximumPoolSize(size);
    config.setMinimumIdle(0);
    return new HikariDataSource(config);
  }

  private static void execute(DataSource source, String sql) {
    try (Connection connection = source.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new IllegalStateException("Test database: " + sql, e);
    }
  }

  /** Started at first use, stopped with the JVM. */
  private static final class Server {
    static final EmbeddedPostgres POSTGRES = start();

    private static EmbeddedPostgres start() {
      try {
        EmbeddedPostgres server =
            EmbeddedPostgres.builder()
                .setServerConfig("max_connections", "200")
                // It comes by for each of a hundred databases, most of which nobody uses any more.
                .setServerConfig("autovacuum_naptime", "10min")
                // As the hub's own: what was erased must not lie on in files that wait for reuse.
                .setServerConfig("wal_recycle", "off")
                .start();
        execute(server.getPostgresDatabase(), "create role " + RUNTIME + " login");
        execute(server.getPostgresDatabase(), "create role " + VIEWS + " login");
        execute(server.getPostgresDatabase(), "create database migrated");
        DataSource migrated = server.getDatabase("postgres", "migrated");
        Flyway.configure()
            .dataSource(migrated)
            .placeholders(Map.of("runtime", RUNTIME, "views", VIEWS))
            .load()
            .migrate();
        execute(
            migrated,
            "insert into workspace (id, name) values ('%s', 'Kestrel Lab')".formatted(WORKSPACE));
        execute(
            migrated,
            """
            insert into app_user (id, workspace_id, email, name, role, administrator)
            values ('%s', '%s', 'mira@example.org', 'Mira Okafor', 'owner', true)
            """
                .formatted(USER, WORKSPACE));
        return server;
      } catch (IOException e) {
        throw new IllegalStateException("Test database: the embedded PostgreSQL did not start", e);
      }
    }
  }
}
