package hub.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import hub.TestDatabase;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

class JobQueueTest {
  private static final TestDatabase DATABASE = TestDatabase.fresh();
  private static final int ATTEMPTS = 3;
  private static final JobSettings SETTINGS = TestQueue.settings(ATTEMPTS);

  private Instant now = Instant.parse("2026-11-23T14:00:00Z");
  private final Clock clock = ((InstantSource) () -> now).withZone(ZoneOffset.UTC);
  private final UUID analysis = UUID.randomUUID();
  private final UUID process = UUID.randomUUID();
  private final UUID other = UUID.randomUUID();
  private final JobQueue queue = TestQueue.queue(DATABASE, clock, SETTINGS, new WorkBell());
  private final Claimer claimer = TestQueue.claimer(DATABASE, clock, SETTINGS);
  private final Claims claims = new Claims(DATABASE.jdbc(), clock);
  private final Lanes lanes = TestQueue.lanes(DATABASE, clock);
  private final Processes processes =
      new Processes(DATABASE.jdbc(), clock, SETTINGS, hub.Roles.all());
  private final TransactionTemplate transaction =
      new TransactionTemplate(new DataSourceTransactionManager(DATABASE.dataSource()));

  @AfterAll
  static void close() {
    DATABASE.close();
  }

  @BeforeEach
  void empty() {
    TestQueue.empty(DATABASE);
    processes.heartbeat(process, 5, 20, 20);
    processes.heartbeat(other, 5, 20, 20);
  }

  private NewJob job(String key, int priority) {
    return job(key, priority, null);
  }

  private NewJob job(String key, int priority, @Nullable JobLimit limit) {
    return new NewJob(
        TestDatabase.WORKSPACE,
        analysis,
        "classify",
        key,
        JsonNodeFactory.instance.objectNode().put("n", 1),
        Lane.INTERACTIVE,
        priority,
        now,
        limit);
  }

  private List<Claim> claim(int most) {
    return claimer.claim(process, most, true);
  }

  private Claim claimOne() {
    return claim(1).getFirst();
  }

  private List<Claim> lapsed() {
    return claims.takeOver(other, List.of(), now.minus(SETTINGS.lease()));
  }

  private void othersLive() {
    now = now.plusSeconds(31);
    processes.heartbeat(other, 5, 20, 20);
  }

  private String keyOf(Claim claim) {
    return DATABASE
        .jdbc()
        .sql("select key from job where id = :id")
        .param("id", claim.jobId())
        .query(String.class)
        .single();
  }

  @Test
  void givesOutTheHighestPriorityFirst() {
    queue.enqueue(job("low", 1));
    queue.enqueue(job("high", 9));

    assertThat(keyOf(claimOne())).isEqualTo("high");
  }

  @Test
  void takesAJobWithAKnownKeyOnlyOnce() {
    queue.enqueue(job("same", 1));
    queue.enqueue(List.of(job("same", 1), job("same", 2)));

    assertThat(claim(10)).hasSize(1);
  }

  @Test
  void keepsAJobBackUntilItsTime() {
    NewJob asked = job("later", 1);
    queue.enqueue(
        new NewJob(
            asked.workspaceId(),
            analysis,
            asked.kind(),
            asked.key(),
            asked.payload(),
            asked.lane(),
            1,
            now.plusSeconds(60),
            null));

    assertThat(claim(1)).isEmpty();
    now = now.plusSeconds(60);
    assertThat(claim(1)).hasSize(1);
  }

  @DisplayName("J12 a job is visible exactly when its transaction committed")
  @Test
  void hidesAJobWhoseTransactionRollsBack() {
    transaction.executeWithoutResult(
        status -> {
          queue.enqueue(job("undone", 1));
          status.setRollbackOnly();
        });
    transaction.executeWithoutResult(
        status -> {
          queue.enqueue(job("done", 1));
          assertThat(onAnotherThread(() -> claim(10))).isEmpty();
        });

    assertThat(claim(10)).hasSize(1);
  }

  @DisplayName("J12 a job whose transaction commits after later ones is not missed")
  @Test
  void seesWhatCommitsLate() {
    transaction.executeWithoutResult(
        status -> {
          queue.enqueue(job("early", 1));
          onAnotherThread(
              () -> {
                queue.enqueue(job("late", 1));
                return null;
              });
          assertThat(onAnotherThread(() -> claim(10))).hasSize(1);
        });

    assertThat(claim(10)).extracting(this::keyOf).containsExactly("early");
  }

  private static <T> T onAnotherThread(Callable<T> step) {
    try (var threads = Executors.newSingleThreadExecutor()) {
      return threads.submit(step).get();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  @DisplayName("J3 a late finish without the current token changes nothing")
  @Test
  void refusesALateFinish() {
    queue.enqueue(job("late", 1));
    Claim first = claimOne();
    othersLive();
    queue.fail(lapsed().getFirst(), "lapsed");
    now = now.plusSeconds(10);
    Claim second = claimOne();

    assertThatThrownBy(() -> queue.finish(first)).isInstanceOf(LostClaim.class);
    queue.finish(second);
    assertThatThrownBy(() -> queue.fail(first, "too late")).isInstanceOf(LostClaim.class);
    assertThatThrownBy(() -> queue.finish(second)).isInstanceOf(LostClaim.class);
    assertThat(queue.open(analysis)).isZero();
  }

  @DisplayName("J24 a stale write among others is refused alone")
  @Test
  void endsTheOthersOfABatch() throws Exception {
    queue.enqueue(IntStream.range(0, 20).mapToObj(i -> job("one-" + i, 1)).toList());
    List<Claim> all = claim(20);
    queue.finish(all.getFirst());

    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Boolean>> ends =
          all.stream().map(claim -> threads.submit(() -> finishes(claim))).toList();
      for (int i = 0; i < ends.size(); i++) {
        assertThat(ends.get(i).get()).isEqualTo(i > 0);
      }
    }
    assertThat(queue.open(analysis)).isZero();
  }

  private boolean finishes(Claim claim) {
    try {
      queue.finish(claim);
      return true;
    } catch (LostClaim e) {
      return false;
    }
  }

  @DisplayName("J1 heartbeats extend the lease, so a long job is not leased again")
  @Test
  void keepsALeaseAliveByHeartbeats() {
    queue.enqueue(job("long", 1));
    claimOne();
    for (int beat = 0; beat < 5; beat++) {
      now = now.plusSeconds(25);
      processes.heartbeat(process, 5, 20, 20);
      assertThat(lapsed()).isEmpty();
    }
  }

  @DisplayName("J2 J5 a dead process's jobs are taken over once, and its tokens are worth nothing")
  @Test
  void takesOverFromTheDead() {
    queue.enqueue(job("cut", 1));
    Claim cut = claimOne();
    othersLive();

    assertThat(lapsed()).extracting(Claim::jobId).containsExactly(cut.jobId());
    assertThat(lapsed()).isEmpty();
    assertThatThrownBy(() -> queue.finish(cut)).isInstanceOf(LostClaim.class);
  }

  @DisplayName("J6 an attempt that its own process could not end is found after a lease")
  @Test
  void findsItsOwnForgottenAttempts() {
    queue.enqueue(List.of(job("forgotten", 1), job("runs", 1)));
    List<Claim> both = claim(2);
    now = now.plusSeconds(31);
    processes.heartbeat(process, 5, 20, 20);

    List<Claim> found =
        claims.takeOver(process, List.of(both.get(1).token()), now.minus(SETTINGS.lease()));

    assertThat(found).extracting(Claim::jobId).containsExactly(both.get(0).jobId());
  }

  @DisplayName("J8 all jobs of the dead are found, however many")
  @Test
  void findsAllLapsed() {
    queue.enqueue(IntStream.range(0, 3_000).mapToObj(i -> job("many-" + i, 1)).toList());
    assertThat(claim(3_000)).hasSize(3_000);
    othersLive();

    assertThat(lapsed()).hasSize(3_000);
  }

  @DisplayName("J4 a job that keeps killing its worker ends as dead; crashes count")
  @Test
  void buriesAJobAfterItsLastAttempt() {
    queue.enqueue(job("poison", 1));
    for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
      processes.heartbeat(process, 5, 20, 20);
      Claim claim = claimOne();
      assertThat(claim.attempt()).isEqualTo(attempt);
      othersLive();
      boolean dead = queue.fail(lapsed().getFirst(), "crashed");
      assertThat(dead).isEqualTo(attempt == ATTEMPTS);
      now = now.plusSeconds(60);
    }
    assertThat(claim(1)).isEmpty();
    assertThat(
            DATABASE
                .jdbc()
                .sql("select error || ' ' || attempts from dead_letter")
                .query(String.class)
                .list())
        .containsExactly("crashed " + ATTEMPTS);
  }

  @Test
  void parksWithoutBurningAnAttempt() {
    queue.enqueue(job("parked", 1));
    queue.park(claimOne(), Duration.ofSeconds(5), "Reddit's limit frees in 5 s");

    assertThat(claim(1)).isEmpty();
    assertThat(queue.waitsFor(analysis)).isEqualTo("Reddit's limit frees in 5 s");
    now = now.plusSeconds(5);
    assertThat(claimOne().attempt()).isEqualTo(1);
  }

  @Test
  void wakesThoseWhoWaitForOneThing() {
    queue.enqueue(List.of(job("room", 1), job("reddit", 1)));
    queue.park(claimOne(), Duration.ofMinutes(5), "room");
    queue.park(claimOne(), Duration.ofMinutes(5), "Reddit");

    queue.wakeThoseWaitingFor(analysis, "room");

    assertThat(claim(2)).hasSize(1);
  }

  @Test
  void wakesAllWhoAreParkedButNobodyWhoFailed() {
    queue.enqueue(List.of(job("key", 1), job("reddit", 1), job("failed", 1)));
    queue.park(claimOne(), Duration.ofMinutes(5), "OpenAI's key");
    queue.park(claimOne(), Duration.ofMinutes(5), "Reddit");
    queue.fail(claimOne(), "broken");

    queue.wakeParked();

    assertThat(claim(3)).extracting(Claim::attempt).containsExactly(1, 1);
  }

  @Test
  void withholdsAndGivesBack() {
    queue.enqueue(job("withheld", 1));
    queue.withhold(claimOne());

    assertThat(claim(1)).isEmpty();
    assertThat(queue.withheld(analysis)).isEqualTo(1);
    queue.giveBack(analysis);
    assertThat(claimOne().attempt()).isEqualTo(1);
  }

  @Test
  void keepsWaitingJobsBackButForSomeKinds() {
    queue.enqueue(List.of(job("one", 1), job("two", 1)));
    Claim runs = claimOne();

    assertThat(queue.withholdWaiting(analysis, List.of("rank"))).isEqualTo(1);

    assertThat(claim(1)).isEmpty();
    queue.finish(runs);
    assertThat(queue.open(analysis)).isZero();
  }

  @Test
  void cancelsAllButWhatRuns() {
    JobLimit one = new JobLimit("door", 1);
    queue.enqueue(List.of(job("runs", 9), job("waits", 1), job("in", 1, one), job("out", 1, one)));
    Claim runs = claimOne();

    assertThat(queue.cancel(analysis)).isEqualTo(3);

    assertThat(claim(5)).isEmpty();
    assertThat(queue.open(analysis)).isEqualTo(1);
    queue.finish(runs);
  }

  @Test
  void noticesAPauseHoweverMuchLinesUp() {
    queue.enqueue(job("before", 1));
    assertThat(claim(1)).hasSize(1);
    lanes.pause(Lane.INTERACTIVE, TestDatabase.USER, "repair");

    for (int second = 0; second < 8; second++) {
      now = now.plusSeconds(1);
      queue.enqueue(job("meanwhile " + second, 1));
      claim(1);
    }

    queue.enqueue(job("paused", 1));
    assertThat(claim(1)).as("eight seconds after the lane was paused").isEmpty();
    lanes.resume(Lane.INTERACTIVE, TestDatabase.USER);
  }

  @Test
  void givesAPausedLaneNothing() {
    queue.enqueue(job("paused", 1));
    lanes.pause(Lane.INTERACTIVE, TestDatabase.USER, "repair");

    assertThat(claim(1)).isEmpty();
    lanes.resume(Lane.INTERACTIVE, TestDatabase.USER);
    now = now.plusSeconds(10);
    assertThat(claim(1)).hasSize(1);
  }

  @DisplayName("J2 two claimers never hold the same job")
  @Test
  void racesWithoutGivingAJobTwice() throws Exception {
    queue.enqueue(IntStream.range(0, 200).mapToObj(i -> job("race-" + i, i % 3)).toList());
    Set<UUID> given = ConcurrentHashMap.newKeySet();
    try (var threads = Executors.newFixedThreadPool(8)) {
      List<Future<Boolean>> all =
          IntStream.range(0, 8).mapToObj(n -> threads.submit(() -> claimAll(given))).toList();
      for (Future<Boolean> each : all) {
        assertThat(each.get()).as("no job was given twice").isTrue();
      }
    }
    assertThat(given).hasSize(200);
  }

  private boolean claimAll(Set<UUID> given) {
    Claimer mine = TestQueue.claimer(DATABASE, clock, SETTINGS);
    boolean once = true;
    int misses = 0;
    while (misses < 3) {
      List<Claim> taken = mine.claim(UUID.randomUUID(), 7, true);
      misses = taken.isEmpty() ? misses + 1 : 0;
      for (Claim claim : taken) {
        once &= given.add(claim.jobId());
      }
    }
    return once;
  }
}
