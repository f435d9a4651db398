package hub.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import hub.Mode;
import hub.TestDatabase;
import hub.budget.SettableClock;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class ArrivalsTest {
  private static final TestDatabase DATABASE = TestDatabase.fresh();
  private final SettableClock clock = new SettableClock();
  private final Instant start = clock.instant();
  private final Arrivals arrivals = new Arrivals(DATABASE.jdbc(), clock);

  @AfterAll
  static void close() {
    DATABASE.close();
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

  private void keepsTheFirst(UUID analysis, Arrivals.Range first) {
    clock.advance(Duration.ofSeconds(5));
    arrivals.of(row(analysis, Phase.JUDGING));

    assertThat(
            DATABASE
                .jdbc()
                .sql("select latest from analysis_arrival where analysis_id = :id")
                .param("id", analysis)
                .query(Timestamp.class)
                .single()
                .toInstant())
        .isEqualTo(first.latest());
  }

  private static UUID analysis(
      Instant at, int posts, @org.jspecify.annotations.Nullable Duration lasted) {
    UUID id = UUID.randomUUID();
    DATABASE
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

  private static void jobs(UUID analysis, Instant at, int many, Duration each) {
    DATABASE
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
        DATABASE
            .jdbc()
            .sql("select created_at from analysis where id = :id")
            .param("id", id)
            .query(Timestamp.class)
            .single()
            .toInstant();
    return new Analysis(
        id,
        TestDatabase.WORKSPACE,
        TestDatabase.USER,
        null,
        Mode.SANDBOX,
        "Night shifts",
        List.of("nursing"),
        at,
        1,
        Life.RUNNING,
        phase,
        1,
        4,
        1,
        false,
        false,
        at);
  }
}
