package hub.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import hub.TestDatabase;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class WorkersTest {
  private static final TestDatabase DATABASE = TestDatabase.fresh();

  private final QueueRig here = new QueueRig(DATABASE.dataSource());
  private final QueueRig elsewhere = new QueueRig(DATABASE.dataSource());
  private Instant now = Instant.parse("2026-11-23T14:00:00Z");
  private final Clock clock = ((InstantSource) () -> now).withZone(ZoneOffset.UTC);

  @AfterAll
  static void close() {
    DATABASE.close();
  }

  @BeforeEach
  void empty() {
    TestQueue.empty(DATABASE);
  }

  @DisplayName(
      "J14 a job from another process starts promptly, and NOTIFY is not in its transaction")
  @Test
  void hearsFromOtherProcesses() throws Exception {
    CountDownLatch done = new CountDownLatch(1);
    Workers workers = here.workers(1, 2, claim -> {}, claim -> done.countDown());
    Workers teller = elsewhere.workers(1, 1, claim -> {}, claim -> done.countDown());
    workers.start();
    teller.start();
    try {
      Awaitility.await().until(() -> processes().size() == 2);
      elsewhere.enqueue(1);
      assertThat(done.await(4, TimeUnit.SECONDS)).as("sooner than the next poll").isTrue();
    } finally {
      workers.stop();
      teller.stop();
    }
  }

  @DisplayName("An attempt that ends in an error of the JVM is over, and not when its lease is")
  @Test
  void endsAnAttemptWhateverEndedIt() {
    Workers workers =
        here.workers(
            1,
            1,
            claim -> {
              throw new StackOverflowError("a flow that calls itself");
            },
            claim -> {});
    workers.start();
    try {
      here.enqueue(1);
      Awaitility.await().atMost(Duration.ofSeconds(10)).until(() -> here.failed().size() == 1);
    } finally {
      workers.stop();
    }
    assertThat(here.failed().values())
        .singleElement()
        .satisfies(failure -> assertThat(failure).hasRootCauseMessage("a flow that calls itself"));
  }

  @DisplayName("J20 an identity is new at each start, and given back at a stop")
  @Test
  void takesANewNameAtEachStart() {
    Workers first = here.workers(1, 1, claim -> {}, claim -> {});
    first.start();
    Awaitility.await().until(() -> processes().size() == 1);
    UUID before = processes().getFirst();
    first.stop();
    assertThat(processes()).isEmpty();

    Workers second = here.workers(1, 1, claim -> {}, claim -> {});
    second.start();
    Awaitility.await().until(() -> processes().size() == 1);
    assertThat(processes()).doesNotContain(before);
    second.stop();
  }

  private static List<UUID> processes() {
    return DATABASE.jdbc().sql("select id from hub_process").query(UUID.class).list();
  }

  @DisplayName(
      "J14 J15 without a bell an idle process finds work at its next poll, which is jittered")
  @Test
  void pollsSeldomAndNotAtOnce() {
    JobQueue queue = TestQueue.queue(DATABASE, clock, TestQueue.settings(3), new WorkBell());
    Claimer claimer = TestQueue.claimer(DATABASE, clock, TestQueue.settings(3));
    UUID process = UUID.randomUUID();
    assertThat(claimer.claim(process, 5, false)).isEmpty();
    Duration next = claimer.untilNext();
    assertThat(next).isBetween(Duration.ofSeconds(5), Duration.ofMillis(7_500));
    queue.enqueue(
        new NewJob(
            TestDatabase.WORKSPACE,
            UUID.randomUUID(),
            "any",
            "one",
            JsonNodeFactory.instance.objectNode(),
            Lane.INTERACTIVE,
            50,
            now,
            null));

    now = now.plus(next).minusMillis(1);
    assertThat(claimer.claim(process, 5, false)).as("not asked before").isEmpty();
    now = now.plusMillis(1);
    assertThat(claimer.claim(process, 5, false)).hasSize(1);
  }

  @Test
  @DisplayName("A step of 1,000 jobs takes workers from 5 to 20 and back")
  void growsWithTheWorkAndShrinksAfterwards() {
    Workforce force = new Workforce(new JobSettings.Workers(5, 20));
    for (int look = 0; look < 5; look++) {
      now = now.plusMillis(60);
      force.look(force.size(), 1_000, now);
    }
    assertThat(force.size()).isEqualTo(20);
    for (int look = 0; look < 20; look++) {
      now = now.plusSeconds(11);
      force.look(1, 0, now);
    }
    assertThat(force.size()).isEqualTo(5);
  }

  @Test
  @DisplayName(
      "A workspace over its share, which never gets the last free worker, gets more workers")
  void growsForWhoeverMayNotHaveTheLastWorker() {
    Workforce force = new Workforce(new JobSettings.Workers(5, 20));
    for (int look = 0; look < 5; look++) {
      now = now.plusMillis(60);
      force.look(force.size() - 1, 1_000, now);
    }
    assertThat(force.size()).isEqualTo(20);
  }

  @Test
  void letsWorkersRestWhileThreadsWaitForAProcessor() {
    Workforce force = new Workforce(new JobSettings.Workers(5, 20));
    for (int look = 0; look < 5; look++) {
      now = now.plusMillis(60);
      force.look(force.size(), 1_000, now);
    }
    for (int wake = 0; wake < 20; wake++) {
      now = now.plusMillis(101);
      force.woke(Duration.ofMillis(30), now);
    }
    assertThat(force.size()).as("after two seconds of waiting threads").isEqualTo(5);

    now = now.plusMillis(501);
    force.woke(Duration.ofMillis(1), now);
    force.look(force.size(), 1_000, now);
    assertThat(force.size()).as("the first that comes back").isEqualTo(6);

    now = now.plusSeconds(11);
    force.look(force.size(), 1_000, now);
    assertThat(force.size()).as("long after threads last waited").isEqualTo(12);
  }

  @Test
  void measuresHowLongJobsWaitedAndTook() {
    Measures measures = new Measures(DATABASE.jdbc(), clock);
    Claim claim =
        new Claim(
            UUID.randomUUID(),
            UUID.randomUUID(),
            TestDatabase.WORKSPACE,
            UUID.randomUUID(),
            "rank",
            JsonNodeFactory.instance.objectNode(),
            Lane.SCHEDULED,
            1,
            false,
            now.minusSeconds(50),
            now);
    measures.begun(claim);
    measures.ended(claim);
    measures.write();

    QueueView.LaneLine line =
        new QueueReader(DATABASE.jdbc(), clock, TestQueue.settings(3)).look().lanes().get(1);
    assertThat(line.p99()).isBetween(Duration.ofSeconds(50), Duration.ofSeconds(60));
    assertThat(line.started()).hasSize(60).last().isEqualTo(1);
  }
}
