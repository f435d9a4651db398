package hub.start;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/**
 * The PostgreSQL in the data folder: safe, asking for a password, kept, and never lost to a killed
 * hub. The tests share one folder, since making a cluster takes longer than all of them.
 */
class EmbeddedDatabaseTest {
  @TempDir static Path data;
  private @Nullable Process other;

  @AfterEach
  void endTheOtherHub() {
    if (other != null) {
      other.destroyForcibly().onExit().join();
    }
  }

  @Test
  void isSafeAgainstPowerLossAndAsksForAPassword() throws Exception {
    try (EmbeddedDatabase database = EmbeddedDatabase.start(data)) {
      JdbcClient jdbc = asRuntime(database);

      assertThat(
              Stream.of("fsync", "full_page_writes", "synchronous_commit")
                  .map(name -> show(jdbc, name)))
          .containsOnly("on");
      assertThat(Files.readAllLines(data.resolve("postgres/pg_hba.conf")))
          .filteredOn(line -> !line.startsWith("#") && !line.isBlank())
          .isNotEmpty()
          .allMatch(line -> line.endsWith("scram-sha-256"));
      for (String role :
          List.of(
              "postgres",
              EmbeddedDatabase.OWNER,
              EmbeddedDatabase.RUNTIME,
              EmbeddedDatabase.VIEWS)) {
        assertThatThrownBy(() -> show(client(database, role, ""), "fsync"))
            .hasMessageContaining("Failed to obtain");
        assertThatThrownBy(() -> show(client(database, role, "guess"), "fsync"))
            .hasRootCauseMessage(
                "FATAL: password authentication failed for user \"%s\"".formatted(role));
      }
    }
  }

  @Test
  void keepsSecretsAndBinariesToItsOwnUserAndFolder() throws Exception {
    // A process of its own: within one, the library unpacks the binaries for the first server only.
    other = hubOnTheSameFolder();
    Path secrets = data.resolve("secrets");

    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(secrets)))
        .isEqualTo("rwx------");
    assertThat(
            PosixFilePermissions.toString(
                Files.getPosixFilePermissions(secrets.resolve("database.properties"))))
        .isEqualTo("rw-------");
    assertThat(Files.list(secrets)).hasSize(1);
    assertThat(data.resolve("binaries")).isDirectoryRecursivelyContaining("glob:**/bin/postgres");
    assertThat(Files.readAllLines(data.resolve("postgres/postmaster.pid"))).contains("127.0.0.1");
  }

  @Test
  void keepsItsDataAndGivesTheRuntimeNoTableOfItsOwn() {
    try (EmbeddedDatabase database = EmbeddedDatabase.start(data)) {
      JdbcClient owner = client(database, EmbeddedDatabase.OWNER, database.ownerPassword());
      owner.sql("create table kept (word text)").update();
      owner.sql("insert into kept values ('still here')").update();
      owner.sql("grant select on kept to " + EmbeddedDatabase.RUNTIME).update();
    }

    try (EmbeddedDatabase database = EmbeddedDatabase.start(data)) {
      JdbcClient runtime = asRuntime(database);

      assertThat(runtime.sql("select word from kept").query(String.class).single())
          .isEqualTo("still here");
      assertThatThrownBy(() -> runtime.sql("create table mine (word text)").update())
          .rootCause()
          .hasMessageContaining("permission denied");
      assertThatThrownBy(() -> runtime.sql("delete from kept").update())
          .rootCause()
          .hasMessageContaining("permission denied");
    }
  }

  @Test
  void givesTheViewsRoleAPasswordWhereAnEarlierReleaseMadeNone() throws Exception {
    EmbeddedDatabase.start(data).close();
    Path file = data.resolve("secrets/database.properties");
    List<String> lines = Files.readAllLines(file);
    Files.write(file, lines.stream().filter(line -> !line.startsWith("views=")).toList());

    try (EmbeddedDatabase database = EmbeddedDatabase.start(data)) {
      JdbcClient views = client(database, EmbeddedDatabase.VIEWS, database.viewsPassword());

      assertThat(show(views, "default_transaction_read_only")).isEqualTo("on");
      assertThat(Files.readAllLines(file)).containsAll(lines.subList(2, lines.size() - 1));
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
          .isEqualTo("rw-------");
      assertThat(Files.list(data.resolve("secrets"))).hasSize(1);
    }
  }

  @Test
  void refusesASecondLiveHubAndSaysWhatToDo() throws Exception {
    other = hubOnTheSameFolder();

    assertThatThrownBy(() -> EmbeddedDatabase.start(data))
        .isInstanceOfSatisfying(
            StartRefused.class,
            refusal -> {
              assertThat(refusal)
                  .hasMessage("Another hub is running on the data folder %s.".formatted(data));
              assertThat(refusal.action()).contains("HUB_START_DATA").contains("SERVER_PORT");
            });
  }

  @Test
  void stopsTheServerThatAKilledHubLeftBehindAndGoesOn() throws Exception {
    other = hubOnTheSameFolder();
    long orphan =
        Long.parseLong(Files.readAllLines(data.resolve("postgres/postmaster.pid")).getFirst());
    other.destroyForcibly().waitFor();
    assertThat(ProcessHandle.of(orphan)).as("the server outlives its hub").isPresent();

    try (EmbeddedDatabase database = EmbeddedDatabase.start(data)) {
      assertThat(show(asRuntime(database), "fsync")).isEqualTo("on");
      assertThat(ProcessHandle.of(orphan).filter(ProcessHandle::isAlive)).isEmpty();
    }
  }

  @Test
  void stopsNoStrangerWhoseProcessIdStandsInAnOldMark() throws Exception {
    EmbeddedDatabase.start(data).close();
    Path mark = data.resolve("postgres/postmaster.pid");
    Files.write(
        mark, List.of(Long.toString(ProcessHandle.current().pid()), data.toString(), "1", "5432"));

    try (EmbeddedDatabase database = EmbeddedDatabase.start(data)) {
      assertThat(show(asRuntime(database), "fsync")).isEqualTo("on");
    }
  }

  @Test
  void refusesAFolderOfAnotherPostgresql() throws Exception {
    Path older = Files.createDirectories(data.resolve("older/postgres"));
    Files.writeString(older.resolve("PG_VERSION"), "17\n");

    assertThatThrownBy(() -> EmbeddedDatabase.start(data.resolve("older")))
        .isInstanceOf(StartRefused.class)
        .hasMessageContaining(older.toString())
        .hasMessageContaining("PostgreSQL 17")
        .hasMessageContaining("PostgreSQL 18");
  }

  @Test
  void refusesToReplaceLostPasswords() throws Exception {
    Path lost = Files.createDirectories(data.resolve("lost/postgres"));
    Files.writeString(lost.resolve("PG_VERSION"), "18\n");
    Files.createFile(lost.resolve("epg-lock"));

    assertThatThrownBy(() -> EmbeddedDatabase.start(data.resolve("lost")))
        .isInstanceOf(StartRefused.class)
        .hasMessageContaining("lost/secrets/database.properties");
  }

  @Test
  void makesAgainAClusterWhoseMakingWasInterrupted() throws Exception {
    EmbeddedDatabase.start(data).close();
    Path half = data.resolve("half");
    Files.createDirectories(half.resolve("postgres/base"));
    Files.writeString(half.resolve("postgres/postgresql.conf"), "");
    Files.createSymbolicLink(half.resolve("binaries"), data.resolve("binaries"));

    try (EmbeddedDatabase database = EmbeddedDatabase.start(half)) {
      assertThat(show(asRuntime(database), "fsync")).isEqualTo("on");
    }
  }

  private Process hubOnTheSameFolder() throws IOException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                HoldsDatabase.class.getName(),
                data.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    BufferedReader out = process.inputReader(StandardCharsets.UTF_8);
    assertThat(out.lines().anyMatch(HoldsDatabase.READY::equals)).isTrue();
    return process;
  }

  private static JdbcClient asRuntime(EmbeddedDatabase database) {
    return client(database, EmbeddedDatabase.RUNTIME, database.runtimePassword());
  }

  private static JdbcClient client(EmbeddedDatabase database, String user, String password) {
    return JdbcClient.create(new DriverManagerDataSource(database.url(), user, password));
  }

  private static String show(JdbcClient jdbc, String setting) {
    return jdbc.sql("show " + setting).query(String.class).single();
  }
}
