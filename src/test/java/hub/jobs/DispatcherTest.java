package hub.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import hub.TestDatabase;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class DispatcherTest {
  private static final TestDatabase DATABASE = TestDatabase.fresh();
  private static final JobSettings SETTINGS = TestQueue.settings(3);

  private Instant now = Instant.parse("2026-11-24T04:00:00Z");
  private final Clock clock = ((InstantSource) () -> now).withZone(ZoneOffset.UTC);
  private final List<Dispatched> carried = new ArrayList<>();
  private final JobQueue queue = TestQueue.queue(DATABASE, clock, SETTINGS, new WorkBell());
  private final UUID process = UUID.randomUUID();
  private final UUID analysis = UUID.randomUUID();
  private Dispatcher dispatcher = dispatcher();
  private boolean brokerIsOut;

  @AfterAll
  static void close() {
    DATABASE.close();
  }

  @BeforeEach
  void empty() {
    TestQueue.empty(DATABASE);
  }

  private Dispatcher dispatcher() {
    return new Dispatcher(
        TestQueue.claimer(DATABASE, clock, SETTINGS),
        DATABASE.jdbc(),
        new Carrier() {
          @Override
          public void carry(List<Dispatched> jobs) {
            if (brokerIsOut) {
              throw new IllegalStateException("The broker is out");
            }
            carried.addAll(jobs);
          }

          @Override
          public Duration sendAgain() {
            return Duration.ofSeconds(10);
          }
        },
        clock);
  }

  private void enqueue(int from, int jobs, int priority) {
    for (int number = from; number < from + jobs; number++) {
      queue.enqueue(
          new NewJob(
              TestDatabase.WORKSPACE,
              analysis,
              "any",
              "job " + number,
              JsonNodeFactory.instance.objectNode(),
              Lane.INTERACTIVE,
              priority,
              now,
              null));
    }
  }

  private List<Claim> claim(int free) {
    return dispatcher.claim(process, free, () -> true);
  }

  @Test
  void sendsAtMostTwoForEachFreeWorkerSoThatWhatComesLaterMayGoFirst() {
    enqueue(0, 10, 0);
    claim(2);
    assertThat(carried).hasSize(4);
    claim(2);
    assertThat(carried).as("nobody took one, so there is no room").hasSize(4);

    enqueue(10, 1, 90);
    carried.forEach(job -> dispatcher.arrived(job.place()));
    assertThat(claim(2)).hasSize(2);
    claim(2);
    claim(2);
    assertThat(carried.get(4).times()).isOne();
    assertThat(key(carried.get(4)))
        .as("the urgent one before those that wait longer")
        .isEqualTo("job 10");
  }

  @Test
  void restsWhileNothingMayBeSent() {
    enqueue(0, 10, 0);
    claim(2);
    now = now.plusSeconds(9);

    claim(2);

    assertThat(carried).as("nobody took one yet").hasSize(4);
    assertThat(dispatcher.untilNext()).as("until it looks again").isPositive();
  }

  @Test
  void claimsAPlaceOnceHoweverOftenItArrives() {
    enqueue(0, 1, 50);
    claim(1);
    long place = carried.getFirst().place();
    dispatcher.arrived(place);
    dispatcher.arrived(place);

    Claim claim = claim(5).getFirst();
    dispatcher.arrived(place);
    assertThat(claim(5)).as("it was taken").isEmpty();

    queue.park(claim, Duration.ZERO, "moved");
    dispatcher.arrived(place);
    assertThat(claim(0)).isEmpty();
    assertThat(new Claims(DATABASE.jdbc(), clock).takeArrived(process, List.of(place)))
        .as("its job stands at another place by now")
        .isEmpty();
  }

  @Test
  void changesNothingForAJobThatWasCancelledOnItsWay() {
    enqueue(0, 1, 50);
    claim(1);
    queue.cancel(analysis);
    dispatcher.arrived(carried.getFirst().place());

    assertThat(claim(1)).isEmpty();
    assertThat(number("select count(*) from job where state = 'cancelled'")).isOne();
    assertThat(number("select count(*) from job_running")).isZero();
  }

  @Test
  void sendsAgainWhatNobodyTookUnderAnotherKey() {
    enqueue(0, 1, 50);
    claim(1);
    now = now.plusSeconds(9);
    claim(1);
    assertThat(carried).hasSize(1);

    now = now.plusSeconds(9);
    dispatcher = dispatcher();
    claim(1);
    assertThat(carried).hasSize(2);
    assertThat(carried.get(1).place()).isEqualTo(carried.get(0).place());
    assertThat(carried.get(1).key()).isNotEqualTo(carried.get(0).key());
  }

  @DisplayName("a broker that is out loses nothing: what it did not take goes out later")
  @Test
  void sendsLaterWhatTheBrokerDidNotTake() {
    brokerIsOut = true;
    enqueue(0, 2, 50);
    claim(1);
    assertThat(carried).isEmpty();

    brokerIsOut = false;
    now = now.plusSeconds(16);
    claim(1);
    assertThat(carried).hasSize(2);
  }

  @Test
  void sendsAtOnceWhatAStoppingProcessDidNotBegin() {
    enqueue(0, 2, 50);
    claim(1);
    carried.forEach(job -> dispatcher.arrived(job.place()));
    dispatcher.giveBack();

    dispatcher = dispatcher();
    claim(1);
    assertThat(carried).hasSize(4);
  }

  private String key(Dispatched job) {
    return DATABASE
        .jdbc()
        .sql("select key from job where id = :id")
        .param("id", job.jobId())
        .query(String.class)
        .single();
  }

  private static long number(String sql) {
    return DATABASE.jdbc().sql(sql).query(Long.class).single();
  }
}
