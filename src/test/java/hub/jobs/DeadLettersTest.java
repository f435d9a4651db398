package hub.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import hub.TestDatabase;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

class DeadLettersTest {
  private static final TestDatabase DATABASE = TestDatabase.fresh();

  private final TestQueue hub = TestQueue.on(DATABASE, Clock.systemUTC());
  private final DeadLetters letters = letters("");

  private static DeadLetters letters(String trouble) {
    return new DeadLetters(
        DATABASE.jdbc(),
        new TransactionTemplate(new DataSourceTransactionManager(DATABASE.dataSource())),
        Clock.systemUTC(),
        new WorkBell(),
        List.of(letter -> trouble));
  }

  @AfterAll
  static void close() {
    DATABASE.close();
  }

  @BeforeEach
  void bury() {
    TestQueue.empty(DATABASE);
    hub.queue.enqueue(
        new NewJob(
            TestDatabase.WORKSPACE,
            UUID.randomUUID(),
            "read-comments",
            "poison",
            JsonNodeFactory.instance.objectNode().put("post", 7),
            Lane.INTERACTIVE,
            50,
            Clock.systemUTC().instant(),
            null));
    die("it broke");
  }

  private void die(String error) {
    DATABASE.asOwner().sql("update job set attempts = 4").update();
    assertThat(hub.queue.fail(hub.claim(), error)).isTrue();
  }

  private DeadLetter letter() {
    return letters.open(10).getFirst();
  }

  @Test
  void keepsPayloadAndError() {
    assertThat(letter())
        .extracting(DeadLetter::kind, DeadLetter::payload, DeadLetter::error, DeadLetter::attempts)
        .containsExactly("read-comments", "{\"post\": 7}", "it broke", 5);
  }

  @DisplayName("J22 a job that is tried anew starts from its first attempt and keeps its history")
  @Test
  void startsAnew() {
    DeadLetter first = letter();
    assertThat(letters.retry(first.id(), TestDatabase.USER)).isEmpty();
    assertThat(letters.count()).isZero();

    Claim again = hub.claim();
    assertThat(again.attempt()).isEqualTo(1);
    assertThat(hub.queue.fail(again, "broke again")).isFalse();
    DATABASE.asOwner().sql("update job_waiting set run_at = now(), place = default").update();
    die("broke for good");

    assertThat(letters.history(letter()))
        .extracting(DeadLetter::error, DeadLetter::ended, DeadLetter::endedBy)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("broke for good", null, null),
            org.assertj.core.groups.Tuple.tuple("it broke", "retried", "Mira Okafor"));
  }

  @Test
  void triesAllAnew() {
    assertThat(letters.retryAll(TestDatabase.USER)).isEqualTo(1);
    assertThat(letters.retryAll(TestDatabase.USER)).isZero();
  }

  @Test
  void staysDeadWhereItsRoomSaysSo() {
    String trouble = letters("Its analysis has ended.").retry(letter().id(), TestDatabase.USER);

    assertThat(trouble).isEqualTo("Its analysis has ended.");
    assertThat(letters.count()).isEqualTo(1);
  }

  @Test
  void isDiscardedOnceWithAReason() {
    UUID id = letter().id();

    assertThat(letters.discard(id, TestDatabase.USER, "wrong community")).isTrue();
    assertThat(letters.discard(id, TestDatabase.USER, "again")).isFalse();
    assertThat(letters.retry(id, TestDatabase.USER)).isNotEmpty();
    assertThat(letters.find(id).orElseThrow().reason()).isEqualTo("wrong community");
  }
}
