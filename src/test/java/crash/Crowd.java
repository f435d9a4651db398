package crash;

import static org.assertj.core.api.Assertions.assertThat;

import bench.BenchSandbox;
import bench.Books;
import bench.ChildProcess;
import com.fasterxml.jackson.databind.JsonNode;
import hub.TestDatabase;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.springframework.dao.DataAccessException;

/** Several hubs on one database and one sandbox, what is done to them, and what they must keep. */
final class Crowd implements AutoCloseable {
  static final String BOTH = "web,workers";

  /** Long enough that a busy machine lets no living process lose it. */
  private static final String LEASE = "8s";

  private static final Duration BETWEEN_KILLS = Duration.ofSeconds(4);

  private final TestDatabase database = TestDatabase.fresh();
  private final Deque<ChildProcess> hubs = new ArrayDeque<>();
  private final List<UUID> analyses = new ArrayList<>();
  private final BenchSandbox sandbox;
  private final List<String> settings;
  private final long before;

  /** Hubs with these settings beside those that all have. */
  Crowd(BenchSandbox sandbox, String... settings) throws IOException {
    this.sandbox = sandbox;
    this.settings = List.of(settings);
    this.before = asked();
    keepCommits();
    mixLanes();
  }

  /** Test databases do not wait for their log; one that dies must not forget what it confirmed. */
  private void keepCommits() {
    database
        .asOwner()
        .sql("alter database " + database.name() + " set synchronous_commit = on")
        .update();
  }

  /** How many requests the sandbox has seen. */
  private long asked() throws IOException {
    try (Stream<JsonNode> lines = sandbox.journal()) {
      return lines.count();
    }
  }

  /** Pages start everything in one lane; here each analysis has one of the three. */
  private void mixLanes() {
    database
        .asOwner()
        .sql(
            """
            create function mix() returns trigger language plpgsql as $$
            begin
              new.lane = (array['interactive', 'scheduled', 'economy'])
                         [1 + (select right(topic, 1)::int from analysis where id = new.analysis_id) % 3];
              return new;
            end $$;
            create function as_its_job() returns trigger language plpgsql as $$
            begin
              new.lane = (select lane from job where id = new.job_id);
              return new;
            end $$;
            create trigger mix before insert on job for each row execute function mix();
            create trigger mix before insert on job_waiting for each row execute function as_its_job();
            """)
        .update();
  }

  /** Starts one hub for each of these roles, all at once. */
  void startHubs(String... roles) throws IOException {
    List<ChildProcess> begun = new ArrayList<>();
    for (String role : roles) {
      begun.add(hub("--hub.roles=" + role));
    }
    for (ChildProcess hub : begun) {
      hub.next(CrowdHub.READY);
      hubs.addLast(hub);
    }
  }

  private ChildProcess hub(String role) throws IOException {
    return new ChildProcess(
        CrowdHub.class,
        List.of("-Xmx512m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"),
        ChildProcess.hubSettings(
            database.url(),
            Stream.of(
                    Stream.of(
                        "--spring.datasource.hikari.maximum-pool-size=10",
                        "--hub.sandbox.url=" + sandbox.url(),
                        "--hub.sandbox.secret=" + sandbox.secret(),
                        "--hub.jobs.lease=" + LEASE,
                        "--hub.jobs.first-delay=50ms",
                        "--hub.jobs.attempts=30",
                        "--hub.budget.longest-call=30s",
                        "--hub.budget.sweep-every=5s"),
                    settings.stream(),
                    Stream.of(role))
                .flatMap(some -> some)
                .toArray(String[]::new)));
  }

  void startAnalyses(int number) throws IOException {
    for (int one = 1; one <= number; one++) {
      hubs.getFirst().say("Invoicing for freelance translators " + one);
      analyses.add(UUID.fromString(hubs.getFirst().next(CrowdHub.STARTED)));
    }
  }

  /** Kills the youngest hub once work is under way. */
  void killYoungest() throws InterruptedException {
    awaitWork();
    hubs.removeLast().kill();
  }

  private void awaitWork() {
    await(Duration.ofMinutes(2)).until(() -> number("select count(*) from job_running") > 0);
  }

  /**
   * Kills the oldest every few seconds while there is work. Another takes its place before the next
   * is killed, or on a slow machine none would ever come to work.
   */
  void killOften(int times) throws IOException, InterruptedException {
    for (int kill = 0; kill < times && running() > 0; kill++) {
      awaitWork();
      hubs.removeFirst().kill();
      long killed = System.nanoTime();
      startHubs(BOTH);
      await(Duration.ofMinutes(1))
          .until(() -> System.nanoTime() - killed > BETWEEN_KILLS.toNanos());
    }
  }

  /** Ends all hubs' connections at the same time. */
  void cutConnections() {
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

  /**
   * Kills one of the server's processes, upon which it ends all others, recovers from its log and
   * starts anew.
   */
  void crashDatabase() {
    long process =
        number(
            "select pid from pg_stat_activity where datname = current_database() and usename ="
                + " 'sluice' limit 1");
    ProcessHandle.of(process).orElseThrow().destroyForcibly();
    await(Duration.ofMinutes(1)).until(() -> number("select 1") == 1);
  }

  void awaitEnd(Duration most) {
    await(most).until(() -> running() == 0);
  }

  long running() {
    return number("select count(*) from analysis where state = 'running'");
  }

  long number(String sql) {
    return database.asOwner().sql(sql).query(Long.class).single();
  }

  private static org.awaitility.core.ConditionFactory await(Duration most) {
    return Awaitility.await()
        .atMost(most)
        .pollInterval(Duration.ofMillis(100))
        .ignoreExceptionsInstanceOf(DataAccessException.class);
  }

  /** All ended well, nothing is lost or doubled, and each cent is where it belongs. */
  void assertWhole() throws IOException {
    // A call of a process that had lost its job counts as lost when it is older than any call is.
    await(Duration.ofMinutes(3))
        .until(() -> number("select count(*) from attempt where state in ('held', 'sent')") == 0);
    for (UUID analysis : analyses) {
      assertWhole(analysis);
    }
    assertThat(number("select count(*) from job_waiting")).as("jobs in line").isZero();
    assertThat(number("select count(*) from job_running")).as("attempts under way").isZero();
    assertThat(lanes()).as("lanes that jobs went by").hasSizeGreaterThan(1);
  }

  private Set<String> lanes() {
    return database
        .asOwner()
        .sql("select distinct lane from job_minute where measure = 'took'")
        .query(String.class)
        .list()
        .stream()
        .collect(Collectors.toSet());
  }

  private void assertWhole(UUID analysis) throws IOException {
    Finished finished =
        new Finished(
            analysis,
            List.of(),
            Books.of(database.asOwner(), analysis, sandbox.journal().skip(before)),
            database);
    assertThat(finished.end()).isEqualTo("finished done");
    assertThat(finished.leftOpen()).isEmpty();
    assertThat(finished.askedAgain()).isEmpty();
    assertThat(finished.unlistedDoubts()).isEmpty();
    assertThat(finished.heldBeyondDoubts()).isEqualByComparingTo("0");
    assertThat(finished.books().strangers()).isZero();
    assertThat(finished.books().unaccounted()).isEqualByComparingTo("0");
    assertThat(
            number(
                "select count(*) - max(seq) from analysis_event where analysis_id = '%s'"
                    .formatted(analysis)))
        .as("events without a gap, each once")
        .isZero();
  }

  @Override
  public void close() {
    hubs.forEach(ChildProcess::close);
    database.close();
  }
}
