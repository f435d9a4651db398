package hub.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import hub.TestDatabase;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class JobLimitTest {
  private static final TestDatabase DATABASE = TestDatabase.fresh();
  private static final JobLimit TWO = new JobLimit("community", 2);

  private final TestQueue hub = TestQueue.on(DATABASE, Clock.systemUTC());
  private final UUID analysis = UUID.randomUUID();

  @AfterAll
  static void close() {
    DATABASE.close();
  }

  @BeforeEach
  void empty() {
    TestQueue.empty(DATABASE);
  }

  private NewJob job(int i) {
    return new NewJob(
        TestDatabase.WORKSPACE,
        analysis,
        "collect",
        "key-" + i,
        JsonNodeFactory.instance.objectNode(),
        Lane.INTERACTIVE,
        50,
        Clock.systemUTC().instant(),
        TWO);
  }

  @DisplayName("J2 never more run than the limit says, also after one was believed dead")
  @Test
  void admitsOnlySoMany() {
    hub.queue.enqueue(IntStream.range(0, 5).mapToObj(this::job).toList());

    List<Claim> first = hub.claim(5);
    assertThat(first).hasSize(2);
    hub.queue.finish(first.getFirst());
    assertThat(hub.claim(5)).hasSize(1);
    hub.queue.park(first.get(1), Duration.ZERO, "its turn");
    assertThat(hub.claim(5)).extracting(Claim::jobId).containsExactly(first.get(1).jobId());
  }

  @DisplayName("J21 a key is free at once after the last attempt failed")
  @Test
  void isFreedByTheDead() {
    hub.queue.enqueue(IntStream.range(0, 3).mapToObj(this::job).toList());
    DATABASE.asOwner().sql("update job set attempts = 4").update();

    assertThat(hub.queue.fail(hub.claim(1).getFirst(), "poison")).isTrue();

    assertThat(hub.claim(5)).hasSize(2);
  }

  @DisplayName("J7 when adding races ending, nobody waits while the key is free")
  @Test
  void racesWithoutForgettingAnybody() throws Exception {
    AtomicInteger next = new AtomicInteger();
    List<UUID> done = new ArrayList<>();
    try (var threads = Executors.newFixedThreadPool(4)) {
      List<Future<?>> adding = new ArrayList<>();
      for (int thread = 0; thread < 4; thread++) {
        adding.add(
            threads.submit(
                () -> {
                  for (int i = 0; i < 50; i++) {
                    hub.queue.enqueue(job(next.incrementAndGet()));
                  }
                }));
      }
      while (done.size() < 200) {
        List<Claim> claims = hub.claim(5);
        assertThat(claims).hasSizeLessThanOrEqualTo(2);
        claims.forEach(hub.queue::finish);
        claims.forEach(claim -> done.add(claim.jobId()));
        if (claims.isEmpty() && adding.stream().allMatch(Future::isDone)) {
          assertThat(hub.queue.open(analysis)).as("somebody waits behind a free key").isZero();
        }
      }
      for (Future<?> each : adding) {
        each.get();
      }
    }
    assertThat(done).doesNotHaveDuplicates();
  }
}
