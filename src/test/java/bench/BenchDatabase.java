package bench;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import hub.TestDatabase;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.flywaydb.core.Flyway;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * A PostgreSQL on a fresh folder with the settings that keep data safe; both are gone afterwards.
 */
final class BenchDatabase implements AutoCloseable {
  private static final String RUNTIME = "sluice";

  private final Path folder;
  private final EmbeddedPostgres server;
  private final HikariDataSource owner;

  BenchDatabase(Path folder) throws IOException {
    this.folder = folder;
    this.server =
        EmbeddedPostgres.builder()
            .setDataDirectory(folder.resolve("postgres"))
            .setOverrideWorkingDirectory(folder.resolve("binaries").toFile())
            .setServerConfig("fsync", "on")
            .setServerConfig("full_page_writes", "on")
            .setServerConfig("synchronous_commit", "on")
            .setServerConfig("max_connections", "200")
            .start();
    this.owner = pool(url(), "postgres", 4);
    JdbcClient jdbc = JdbcClient.create(owner);
    jdbc.sql("create role " + RUNTIME + " login").update();
    Flyway.configure()
        .dataSource(owner)
        .placeholders(Map.of("runtime", RUNTIME, "views", TestDatabase.VIEWS))
        .load()
        .migrate();
    jdbc.sql("insert into workspace (id, name) values (:id, 'Bench')")
        .param("id", TestDatabase.WORKSPACE)
        .update();
    jdbc.sql(
            """
            insert into app_user (id, workspace_id, email, name, role, administrator)
            values (:id, :workspace, 'bench@example.org', 'Bench', 'owner', true)
            """)
        .param("id", TestDatabase.USER)
        .param("workspace", TestDatabase.WORKSPACE)
        .update();
  }

  String url() {
    return server.getJdbcUrl("postgres", "postgres").replaceAll("\\?.*$", "");
  }

  /** What a hub on this database is started with, and {@code more}. */
  List<String> hubSettings(String... more) {
    return ChildProcess.hubSettings(url(), more);
  }

  int port() {
    return server.getPort();
  }

  /** The number of the server's first process. */
  long pid() throws IOException {
    return Long.parseLong(Files.readAllLines(folder.resolve("postgres/postmaster.pid")).getFirst());
  }

  /** A client of the owner. */
  JdbcClient asOwner() {
    return JdbcClient.create(owner);
  }

  /** Connections of the role that the hub works as. */
  static HikariDataSource runtime(String url, int size) {
    return pool(url, RUNTIME, size);
  }

  private static HikariDataSource pool(String url, String user, int size) {
    HikariConfig config = new HikariConfig();
    config.setJdbcUrl(url);
    config.setUsername(user);
    config.setMaximumPoolSize(size);
    config.setConnectionTimeout(30_000);
    return new HikariDataSource(config);
  }

  @Override
  public void close() throws IOException {
    owner.close();
    server.close();
    delete(folder);
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      List<Path> deepestFirst = files.sorted(Comparator.reverseOrder()).toList();
      for (Path file : deepestFirst) {
        Files.delete(file);
      }
    }
  }
}
