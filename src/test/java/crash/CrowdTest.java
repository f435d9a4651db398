package crash;

import static org.assertj.core.api.Assertions.assertThat;

import bench.BenchSandbox;
import bench.Books;
import bench.ChildProcess;
import hub.TestDatabase;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * Several hubs on one database, of which one is killed with SIGKILL every few seconds, and whose
 * connections the database cuts once, all at the same time.
 */
class CrowdTest {
  private static final Duration BETWEEN_KILLS = Duration.ofSeconds(4);
  private static final int SEED = 11;

  @TempDir private static Path folder;
  private static BenchSandbox sandbox;

  private final List<ChildProcess> hubs = new ArrayList<>();

  @BeforeAll
  static void open() throws IOException {
    sandbox =
        new BenchSandbox(folder, SEED, List.of("--posts=24", "--comments=60", "--rate-limit=off"));
  }

  @AfterAll
  static void close() {
    sandbox.close();
  }

  @Test
  @DisplayName(
      "J5 J18 Two hubs, one killed, and all connections cut: every analysis ends, each event once")
  void finishesAllAfterAKill() throws Exception {
    finishesAll(2, 3, 1);
  }

  @Test
  @DisplayName(
      "J5 J18 Three hubs, one killed every few seconds, 60 analyses: all end, each event once")
  @EnabledIfSystemProperty(named = "storm", matches = "full")
  void finishesSixtyAfterManyKills() throws Exception {
    finishesAll(3, 60, 12);
  }

  private void finishesAll(int size, int analyses, int kills) throws Exception {
    try (TestDatabase database = TestDatabase.fresh()) {
      for (int hub = 0; hub < size; hub++) {
        hubs.add(hub(database));
      }
      for (ChildProcess hub : hubs) {
        hub.next(CrowdHub.READY);
      }
      List<UUID> started = start(hubs.getFirst(), analyses);
      for (int kill = 0; kill < kills; kill++) {
        waitForProgress(database, kill);
        hubs.removeFirst().kill();
        hubs.add(hub(database));
      }
      cutConnections(database);
      Awaitility.await()
          .atMost(Duration.ofMinutes(15))
          .pollInterval(Duration.ofMillis(200))
          .until(() -> running(database) == 0);
      for (UUID analysis : started) {
        assertWhole(database, analysis);
      }
    } finally {
      hubs.forEach(ChildProcess::close);
    }
  }

  private static List<UUID> start(ChildProcess hub, int analyses) throws IOException {
    List<UUID> started = new ArrayList<>();
    for (int number = 1; number <= analyses; number++) {
      hub.say("Invoicing for freelance translators " + number);
      started.add(UUID.fromString(hub.next(CrowdHub.STARTED)));
    }
    return started;
  }

  /** The next kill comes after some time, and not before work is under way. */
  private static void waitForProgress(TestDatabase database, int kill) {
    long before = System.nanoTime();
    Awaitility.await()
        .atMost(Duration.ofMinutes(2))
        .pollInterval(Duration.ofMillis(50))
        .until(
            () ->
                number(database, "select count(*) from job_running") > 0
                    && (kill == 0
                        || System.nanoTime() - before
                            > TimeUnit.MILLISECONDS.toNanos(BETWEEN_KILLS.toMillis())));
  }

  private static void cutConnections(TestDatabase database) {
    database
        .asOwner()
        .sql(
            """
            select count(pg_terminate_backend(pid)) from pg_stat_activity
             where datname = current_database() and usename = 'sluice'
            """)
        .query(Long.class)
        .single();
  }

  private static void assertWhole(TestDatabase database, UUID analysis) throws IOException {
    Finished finished =
        new Finished(
            analysis,
            List.of(),
            Books.of(database.asOwner(), analysis, sandbox.journal()),
            database);
    assertThat(finished.end()).isEqualTo("finished done");
    assertThat(finished.leftOpen()).isEmpty();
    assertThat(finished.askedAgain()).isEmpty();
    assertThat(finished.unlistedDoubts()).isEmpty();
    assertThat(finished.heldBeyondDoubts()).isEqualByComparingTo("0");
    assertThat(finished.books().unaccounted()).isEqualByComparingTo("0");
    assertThat(
            number(
                database,
                "select count(*) - max(seq) from analysis_event where analysis_id = '%s'"
                    .formatted(analysis)))
        .as("events without a gap, each once")
        .isZero();
  }

  private static long running(TestDatabase database) {
    return number(database, "select count(*) from analysis where state = 'running'");
  }

  private static long number(TestDatabase database, String sql) {
    return database.asOwner().sql(sql).query(Long.class).single();
  }

  private static ChildProcess hub(TestDatabase database) throws IOException {
    return new ChildProcess(
        CrowdHub.class,
        List.of("-Xmx512m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"),
        ChildProcess.hubSettings(
            database.url(),
            "--spring.datasource.hikari.maximum-pool-size=10",
            "--hub.sandbox.url=" + sandbox.url(),
            "--hub.sandbox.secret=" + sandbox.secret(),
            "--hub.jobs.lease=3s",
            "--hub.jobs.first-delay=50ms",
            "--hub.jobs.attempts=30"));
  }
}
