package hub.start;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * The PostgreSQL in the data folder.
 *
 * <p>The library that carries it is made for tests: it starts without fsync, trusts every
 * connection, and deletes its data. Here all three are turned round: what makes data safe is
 * switched on, initdb gets a password and asks for it (its later options win over the library's),
 * and the folder is kept. The library's own shutdown hook is off, since it would stop the database
 * while the hub still writes; the hub stops it last.
 */
final class EmbeddedServer implements AutoCloseable {
  /** The major version of the binaries in the jar; a folder of another one cannot be opened. */
  private static final String VERSION = "18";

  private static final String SUPERUSER = "postgres";
  private static final String INITIALISED = "epg-lock";

  private final DataFolder folder;
  private final DatabaseSecrets secrets;
  private final EmbeddedPostgres server;

  private EmbeddedServer(DataFolder folder, DatabaseSecrets secrets, EmbeddedPostgres server) {
    this.folder = folder;
    this.secrets = secrets;
    this.server = server;
  }

  /**
   * Starts the server on a folder, first stopping one that a killed hub left behind.
   *
   * @throws StartRefused if a live hub uses the folder, its version is another, or it does not
   *     start
   */
  static EmbeddedServer start(Path data) {
    DataFolder folder = DataFolder.take(data);
    try {
      return startIn(folder);
    } catch (IOException | IllegalStateException e) {
      folder.close();
      throw new StartRefused(
          "PostgreSQL does not start on %s: %s.".formatted(folder.postgres(), e.getMessage()),
          "Its own words are at the end of %s.".formatted(folder.postgresLog()),
          e);
    } catch (StartRefused e) {
      folder.close();
      throw e;
    }
  }

  private static EmbeddedServer startIn(DataFolder folder) throws IOException {
    refuseOtherVersion(folder.postgres());
    OrphanedServer.stopIn(folder.postgres());
    clearHalfMade(folder.postgres());
    DatabaseSecrets secrets =
        DatabaseSecrets.in(folder.secrets(), Files.exists(folder.postgres().resolve("PG_VERSION")));
    Path password = Files.createTempFile(folder.secrets(), "initdb", "");
    try {
      Files.writeString(password, secrets.superuser());
      return new EmbeddedServer(
          folder, secrets, builder(folder, secrets.superuser(), password).start());
    } finally {
      Files.delete(password);
    }
  }

  private static EmbeddedPostgres.Builder builder(
      DataFolder folder, String superuserPassword, Path password) {
    ProcessBuilder.Redirect log = ProcessBuilder.Redirect.appendTo(folder.postgresLog().toFile());
    return EmbeddedPostgres.builder()
        .setDataDirectory(folder.postgres())
        .setCleanDataDirectory(false)
        .setOverrideWorkingDirectory(folder.binaries().toFile())
        .setRegisterShutdownHook(false)
        .setPGStartupWait(Duration.ofSeconds(60))
        .setConnectConfig("password", superuserPassword)
        .setLocaleConfig("auth", "scram-sha-256")
        .setLocaleConfig("pwfile", password.toString())
        .setLocaleConfig("locale", "C")
        .setLocaleConfig("locale-provider", "builtin")
        .setLocaleConfig("builtin-locale", "C.UTF-8")
        .setServerConfig("fsync", "on")
        .setServerConfig("full_page_writes", "on")
        .setServerConfig("synchronous_commit", "on")
        // An old write-ahead file is deleted, not kept under a new name with the old bytes in it.
        .setServerConfig("wal_recycle", "off")
        .setServerConfig("max_connections", "100")
        .setServerConfig("listen_addresses", "127.0.0.1")
        .setServerConfig("unix_socket_directories", "")
        .setErrorRedirector(log)
        .setOutputRedirector(log);
  }

  private static void refuseOtherVersion(Path postgres) throws IOException {
    Path versionFile = postgres.resolve("PG_VERSION");
    if (!Files.exists(versionFile)) {
      return;
    }
    String found = Files.readString(versionFile).strip();
    if (!found.equals(VERSION)) {
      throw new StartRefused(
          "The data folder %s was made by PostgreSQL %s; this hub brings PostgreSQL %s."
              .formatted(postgres, found, VERSION),
          "Start the hub release that made it, or move the data over with pg_dump of version %s into a new folder"
                  .formatted(found)
              + " (HUB_START_DATA=/path/to/folder), or point SPRING_DATASOURCE_URL to a server of"
              + " your own.");
    }
  }

  /** A cluster whose making was interrupted never served anything, so it is made again. */
  private static void clearHalfMade(Path postgres) throws IOException {
    if (!Files.exists(postgres) || Files.exists(postgres.resolve(INITIALISED))) {
      return;
    }
    try (Stream<Path> files = Files.walk(postgres)) {
      List<Path> deepestFirst = files.sorted(Comparator.reverseOrder()).toList();
      for (Path file : deepestFirst) {
        Files.delete(file);
      }
    }
  }

  DatabaseSecrets secrets() {
    return secrets;
  }

  /** The address of one of its databases, without a user. */
  String url(String database) {
    return "jdbc:postgresql://127.0.0.1:%d/%s".formatted(server.getPort(), database);
  }

  /** The name of the role that made the server; the hub uses it to make the other roles. */
  String superuser() {
    return SUPERUSER;
  }

  /**
   * Stops the server, keeps the data, and lets another hub have the folder. An interrupt, as at a
   * stop during the start, waits until that is done: it would leave the server running.
   */
  @Override
  public void close() {
    boolean interrupted = Thread.interrupted();
    try (folder) {
      server.close();
    } catch (IOException e) {
      throw new UncheckedIOException("PostgreSQL did not stop in order", e);
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
