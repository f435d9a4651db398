package crash;

import static hub.TestDatabase.WORKSPACE;
import static org.assertj.core.api.Assertions.assertThat;

import bench.ChildProcess;
import bench.Dump;
import bench.ImportHub;
import hub.FullStorm;
import hub.TestDatabase;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An import whose hubs are killed with SIGKILL on the way. */
class ImportCrashTest {
  private static final long BYTES = FullStorm.isAsked() ? 40_000_000 : 12_000_000;

  @TempDir private static Path folder;
  private static TestDatabase database;

  @BeforeAll
  static void open() {
    database = TestDatabase.fresh();
  }

  @AfterAll
  static void close() {
    database.close();
  }

  @Test
  @DisplayName("J5 Killed twice on its way, an import ends complete, with no text twice")
  void endsCompleteAfterTwoKills() throws Exception {
    Path file = folder.resolve("dump.ndjson");
    Dump dump = Dump.write(file, BYTES, 5);

    try (ChildProcess first = hub()) {
      first.next(ImportHub.READY);
      first.say(file.toString());
      first.next(ImportHub.BEGUN);
      killAt(first, BYTES / 4);
    }
    try (ChildProcess second = hub()) {
      second.next(ImportHub.READY);
      killAt(second, BYTES / 2);
    }
    try (ChildProcess third = hub()) {
      third.next(ImportHub.READY);
      Awaitility.await().atMost(Duration.ofMinutes(2)).until(() -> state().equals("finished"));
    }

    assertThat(number("select lines from dump_import"))
        .isEqualTo(dump.posts() + dump.comments() + dump.brokenLines());
    assertThat(number("select posts from dump_import")).isEqualTo(dump.posts());
    assertThat(number("select comments from dump_import")).isEqualTo(dump.comments());
    assertThat(number("select stored from dump_import")).isEqualTo(dump.posts() + dump.comments());
    assertThat(number("select count(*) from forum_text")).isEqualTo(dump.posts() + dump.comments());
    assertThat(number("select count(*) from dump_import_line")).isEqualTo(dump.brokenLines());
    assertThat(number("select count(*) from job where state = 'done'")).isEqualTo(1);
  }

  private static void killAt(ChildProcess hub, long bytes) throws InterruptedException {
    Awaitility.await()
        .atMost(Duration.ofMinutes(2))
        .pollInterval(Duration.ofMillis(5))
        .until(() -> number("select out_bytes from dump_import") >= bytes);
    hub.kill();
    assertThat(state()).isEqualTo("running");
  }

  private static String state() {
    return database
        .asOwner()
        .sql("select state from dump_import where workspace_id = :workspace")
        .param("workspace", WORKSPACE)
        .query(String.class)
        .single();
  }

  private static long number(String sql) {
    return database.asOwner().sql(sql).query(Long.class).single();
  }

  private static ChildProcess hub() throws IOException {
    return new ChildProcess(
        ImportHub.class,
        List.of("-Xmx512m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"),
        ChildProcess.hubSettings(
            database.url(),
            "--hub.imports.folder=" + folder.resolve("imports"),
            "--hub.imports.inbox=" + folder.resolve("inbox"),
            "--hub.imports.rows=200",
            "--hub.jobs.lease=3s",
            "--hub.jobs.idle-poll=100ms"));
  }
}
