package hub.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import hub.TestDatabase;
import hub.budget.SettableClock;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ArrivalsTest {
  private static final Duration SECOND = Duration.ofSeconds(1);

  private final TestDatabase database = TestDatabase.fresh();
  private final SettableClock clock = new SettableClock();
  private final Instant start = clock.instant();
  private final Arrivals arrivals = new Arrivals(database.jdbc(), clock);

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void saysNothingBeforeAnythingWasMeasuredAndThenWhatThoseBeforeSay() {
    UUID running = analysis(start, 60, null);
    jobs(running, start, 30, Duration.ofSeconds(1));
    clock.advance(Duration.ofSeconds(30));
    assertThat(arrivals.of(row(running, Phase.JUDGING))).isEmpty();

    for (int lasted : List.of(55, 60, 65)) {
      UUID ended = analysis(start.minusSeconds(600), 60, Duration.ofSeconds(lasted));
      jobs(ended, start.minusSeconds(600), 60, Duration.ofMillis(lasted * 1000L / 60));
    }
    clock.advance(Duration.ofSeconds(31));
    UUID half = analysis(clock.instant().minusSeconds(60), 60, null);
    jobs(half, clock.instant().minusSeconds(60), 30, Duration.ofSeconds(1));

    Arrivals.Range range = arrivals.of(row(half, Phase.JUDGING)).orElseThrow();

    // Half of its jobs took twice as long as theirs: so will the other half.
    assertThat(Duration.between(clock.instant(), range.earliest()))
        .isBetween(Duration.ofSeconds(35), Duration.ofSeconds(60));
    assertThat(Duration.between(clock.instant(), range.latest()))
        .isBetween(Duration.ofSeconds(60), Duration.ofSeconds(95));
    assertThat(arrivals.of(row(half, Phase.COLLECTING))).as("too early to tell").isEmpty();
    keepsTheFirst(half, range);
  }

  @Test
  void besideOthersItWaitsForTheJobsThatGoBeforeAsFastAsAllAreDone() {
    Instant before = start.minusSeconds(600);
    for (int lasted : List.of(11, 12, 13)) {
      jobs(analysis(before, 60, Duration.ofSeconds(lasted)), before, 60, Duration.ofMillis(200));
    }
    UUID older = analysis(start.minusSeconds(1), 60, null);
    jobs(older, start, 30, Duration.ofMillis(500));
    open(older, 100);
    UUID younger = analysis(start, 60, null);
    jobs(younger, start, 10, Duration.ofSeconds(1));
    open(younger, 20);
    clock.advance(Duration.ofSeconds(15));

    Arrivals.Range range = arrivals.of(row(younger, Phase.JUDGING)).orElseThrow();

    // 40 jobs in 15 s; it has 50 more and the older 100, of which the same 50 at least go before.
    double perSecond = 40 / 15.0;
    assertThat(Duration.between(clock.instant(), range.earliest()))
        .isCloseTo(Duration.ofMillis((long) (1000 * 0.5 * 100 / perSecond)), SECOND);
    assertThat(Duration.between(clock.instant(), range.latest()))
        .isCloseTo(Duration.ofMillis((long) (1000 * 1.4 * 150 / perSecond) + 2000), SECOND);
  }

  private void keepsTheFirst(UUID analysis, Arrivals.Range first) {
    clock.advance(Duration.ofSeconds(5));
    arrivals.of(row(analysis, Phase.JUDGING));

    assertThat(
            database
                .jdbc()
                .sql("select latest from analysis_arrival where analysis_id = :id")
                .param("id", analysis)
                .query(Timestamp.class)
                .single()
                .toInstant())
        .isEqualTo(first.latest());
  }

  private UUID analysis(Instant at, int posts, @org.jspecify.annotations.Nullable Duration lasted) {
    UUID id = UUID.randomUUID();
    database
        .asOwner()
        .sql(
            """
            with made as (
              insert into analysis (id, workspace_id, created_by, mode, topic, communities, since, seed, state, created_at, ended_at)
              values (:id, :workspace, :user, 'sandbox', 'Night shifts', '{nursing}', :at, 1, :state, :at, :end)
              returning id
            )
            insert into analysis_post (analysis_id, text_id, community) select id, n, 'nursing' from made, generate_series(1, :posts) n
            """)
        .param("id", id)
        .param("workspace", TestDatabase.WORKSPACE)
        .param("user", TestDatabase.USER)
        .param("at", Timestamp.from(at))
        .param("state", lasted == null ? "running" : "finished")
        .param(
            "end",
            lasted == null ? null : Timestamp.from(at.plus(lasted)),
            java.sql.Types.TIMESTAMP)
        .param("posts", posts)
        .update();
    return id;
  }

  private void open(UUID analysis, int many) {
    database
        .asOwner()
        .sql(
            """
            insert into job (id, workspace_id, analysis_id, kind, key, payload)
            select gen_random_uuid(), :workspace, :id, 'classify', 'open-' || n, '{}' from generate_series(1, :many) n
            """)
        .param("workspace", TestDatabase.WORKSPACE)
        .param("id", analysis)
        .param("many", many)
        .update();
  }

  private void jobs(UUID analysis, Instant at, int many, Duration each) {
    database
        .asOwner()
        .sql(
            """
            insert into job (id, workspace_id, analysis_id, kind, key, payload, state, finished_at)
            select gen_random_uuid(), :workspace, :id, 'classify', n::text, '{}', 'done', cast(:at as timestamptz) + n * cast(:each as interval)
              from generate_series(1, :many) n
            """)
        .param("workspace", TestDatabase.WORKSPACE)
        .param("id", analysis)
        .param("at", at.toString())
        .param("each", each.toMillis() + " milliseconds")
        .param("many", many)
        .update();
  }

  private Analysis row(UUID id, Phase phase) {
    Instant at =
        database
            .jdbc()
            .sql("select created_at from analysis where id = :id")
            .param("id", id)
            .query(Timestamp.class)
            .single()
            .toInstant();
    return TestAnalysis.of(
        id, TestDatabase.WORKSPACE, TestDatabase.USER, null, Life.RUNNING, phase, at);
  }
}
