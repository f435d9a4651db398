package hub.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import hub.OnlyHub;
import hub.TestDatabase;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

class JobQueueTest {
  private static final TestDatabase DATABASE = TestDatabase.fresh();
  private static final JobSettings SETTINGS =
      new JobSettings(5, Duration.ofSeconds(30), 3, Duration.ofSeconds(1), Duration.ofSeconds(2));

  private Instant now = Instant.parse("2026-11-23T14:00:00Z");
  private final Clock clock = ((InstantSource) () -> now).withZone(ZoneOffset.UTC);
  private final UUID analysis = UUID.randomUUID();
  private final JobQueue queue = new JobQueue(DATABASE.jdbc(), clock, SETTINGS, new WorkBell());

  @AfterAll
  static void close() {
    DATABASE.close();
  }

  @BeforeEach
  void empty() {
    DATABASE.asOwner().sql("truncate job").update();
  }

  private NewJob job(String key, int priority) {
    return new NewJob(
        TestDatabase.WORKSPACE,
        analysis,
        "classify",
        key,
        JsonNodeFactory.instance.objectNode().put("n", 1),
        priority,
        now);
  }

  private Claim claimOne() {
    return queue.claim("worker", 1).getFirst();
  }

  @Test
  void givesOutTheHighestPriorityFirst() {
    queue.enqueue(job("low", 1));
    queue.enqueue(job("high", 9));

    assertThat(
            DATABASE
                .jdbc()
                .sql("select key from job where id = :id")
                .param("id", claimOne().jobId())
                .query(String.class)
                .single())
        .isEqualTo("high");
  }

  @Test
  void takesAJobWithAKnownKeyOnlyOnce() {
    queue.enqueue(job("same", 1));
    queue.enqueue(job("same", 1));

    assertThat(queue.claim("worker", 10)).hasSize(1);
  }

  @DisplayName("J12 a job is visible exactly when its transaction committed")
  @Test
  void hidesAJobWhoseTransactionRollsBack() {
    var transaction =
        new TransactionTemplate(new DataSourceTransactionManager(DATABASE.dataSource()));

    transaction.executeWithoutResult(
        status -> {
          queue.enqueue(job("undone", 1));
          status.setRollbackOnly();
        });
    assertThat(queue.claim("worker", 10)).isEmpty();
  }

  @DisplayName("J3 a late finish without the current token changes nothing")
  @Test
  void refusesALateFinish() {
    queue.enqueue(job("late", 1));
    Claim first = claimOne();
    now = now.plusSeconds(31);
    queue.fail(queue.lapsed().getFirst(), "lapsed");
    now = now.plusSeconds(10);
    Claim second = claimOne();

    assertThatThrownBy(() -> queue.finish(first)).isInstanceOf(LostClaim.class);
    queue.finish(second);
    assertThatThrownBy(() -> queue.fail(first, "too late")).isInstanceOf(LostClaim.class);
    assertThat(queue.open(analysis)).isZero();
  }

  @DisplayName("J1 heartbeats extend the lease, so a long job is not leased again")
  @Test
  void keepsALeaseAliveByHeartbeats() {
    queue.enqueue(job("long", 1));
    Claim claim = claimOne();
    now = now.plusSeconds(25);
    assertThat(queue.heartbeat(List.of(claim.token()))).isEqualTo(1);
    now = now.plusSeconds(25);

    assertThat(queue.lapsed()).isEmpty();
  }

  @DisplayName("J5 the only hub on its data folder takes up a killed hub's jobs at once")
  @Test
  void endsTheLeasesOfADeadHub() {
    queue.enqueue(job("cut", 1));
    Claim cut = claimOne();

    new DeadLeases(queue, provider(new OnlyHub())).end();
    now = now.plusMillis(1);

    assertThat(queue.lapsed()).extracting(Claim::jobId).containsExactly(cut.jobId());
  }

  @Test
  void leavesLeasesThatAnotherHubMayHold() {
    queue.enqueue(job("held", 1));
    claimOne();

    new DeadLeases(queue, provider(null)).end();
    now = now.plusMillis(1);

    assertThat(queue.lapsed()).isEmpty();
  }

  private static ObjectProvider<OnlyHub> provider(@Nullable OnlyHub hub) {
    StaticListableBeanFactory beans = new StaticListableBeanFactory();
    if (hub != null) {
      beans.addBean("onlyHub", hub);
    }
    return beans.getBeanProvider(OnlyHub.class);
  }

  @DisplayName("J4 a job that keeps killing its worker ends as dead; crashes count")
  @Test
  void buriesAJobAfterItsLastAttempt() {
    queue.enqueue(job("poison", 1));
    for (int attempt = 1; attempt <= SETTINGS.attempts(); attempt++) {
      Claim claim = claimOne();
      assertThat(claim.attempt()).isEqualTo(attempt);
      now = now.plusSeconds(31);
      boolean dead = queue.fail(queue.lapsed().getFirst(), "crashed");
      assertThat(dead).isEqualTo(attempt == SETTINGS.attempts());
      now = now.plusSeconds(60);
    }
    assertThat(queue.claim("worker", 1)).isEmpty();
  }

  @Test
  void parksWithoutBurningAnAttempt() {
    queue.enqueue(job("parked", 1));
    queue.park(claimOne(), Duration.ofSeconds(5), "Reddit's limit frees in 5 s");

    assertThat(queue.claim("worker", 1)).isEmpty();
    assertThat(queue.waitsFor(analysis)).isEqualTo("Reddit's limit frees in 5 s");
    now = now.plusSeconds(5);
    assertThat(claimOne().attempt()).isEqualTo(1);
  }

  @Test
  void withholdsAndGivesBack() {
    queue.enqueue(job("withheld", 1));
    queue.withhold(claimOne());

    assertThat(queue.claim("worker", 1)).isEmpty();
    assertThat(queue.withheld(analysis)).isEqualTo(1);
    queue.giveBack(analysis);
    assertThat(claimOne().attempt()).isEqualTo(1);
  }

  @DisplayName("J2 two claimers never hold the same job")
  @Test
  void racesWithoutGivingAJobTwice() throws Exception {
    for (int i = 0; i < 200; i++) {
      queue.enqueue(job("race-" + i, i % 3));
    }
    Set<UUID> given = ConcurrentHashMap.newKeySet();
    try (var threads = Executors.newFixedThreadPool(8)) {
      List<Future<Boolean>> claimers =
          java.util.stream.IntStream.range(0, 8)
              .mapToObj(
                  n ->
                      threads.submit(
                          () -> {
                            boolean once = true;
                            List<Claim> claims = queue.claim("worker-" + n, 7);
                            while (!claims.isEmpty()) {
                              for (Claim claim : claims) {
                                once &= given.add(claim.jobId());
                              }
                              claims = queue.claim("worker-" + n, 7);
                            }
                            return once;
                          }))
              .toList();
      for (Future<Boolean> claimer : claimers) {
        assertThat(claimer.get()).as("no job was given twice").isTrue();
      }
    }
    assertThat(given).hasSize(200);
  }
}
