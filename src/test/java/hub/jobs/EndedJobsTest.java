package hub.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import hub.TestDatabase;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class EndedJobsTest {
  private static final TestDatabase DATABASE = TestDatabase.fresh();
  private static final JobSettings SETTINGS = TestQueue.settings(1);

  private final Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
  private final Clock clock = Clock.fixed(now, ZoneOffset.UTC);
  private final JobQueue queue = TestQueue.queue(DATABASE, clock, SETTINGS, new WorkBell());
  private final EndedJobs ended = new EndedJobs(DATABASE.jdbc(), clock, SETTINGS);
  private final UUID analysis = UUID.randomUUID();

  @AfterAll
  static void close() {
    DATABASE.close();
  }

  @BeforeEach
  void empty() {
    TestQueue.empty(DATABASE);
  }

  @Test
  void forgetsWhatEndedLongAgoAndNothingElse() {
    end("long ago", Duration.ofDays(31));
    assertThat(ended.forget()).isOne();

    end("lately", Duration.ofDays(29));
    assertThat(ended.forget()).isZero();
  }

  @Test
  void keepsTheKeysOfAnAnalysisThatHasWorkLeft() {
    end("long ago", Duration.ofDays(31));
    enqueue("still open");

    assertThat(ended.forget()).isZero();
  }

  @Test
  void keepsWhatWasGivenUp() {
    enqueue("poison");
    queue.fail(claim(), "it broke");
    age("poison", Duration.ofDays(31));

    assertThat(ended.forget()).isZero();
  }

  private void end(String key, Duration ago) {
    enqueue(key);
    queue.finish(claim());
    age(key, ago);
  }

  private Claim claim() {
    return TestQueue.claimer(DATABASE, clock, SETTINGS)
        .claim(UUID.randomUUID(), 1, true)
        .getFirst();
  }

  private static void age(String key, Duration ago) {
    DATABASE
        .asOwner()
        .sql(
            """
            update job set created_at = created_at - make_interval(secs => :ago),
                           finished_at = finished_at - make_interval(secs => :ago)
             where key = :key
            """)
        .param("ago", ago.toSeconds())
        .param("key", key)
        .update();
  }

  private void enqueue(String key) {
    queue.enqueue(
        List.of(
            new NewJob(
                TestDatabase.WORKSPACE,
                analysis,
                "any",
                key,
                JsonNodeFactory.instance.objectNode(),
                Lane.INTERACTIVE,
                50,
                now,
                null)));
  }
}
