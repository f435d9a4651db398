package hub.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import hub.TestDatabase;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class QueueOutlookTest {
  private static final TestDatabase DATABASE = TestDatabase.fresh();
  private static final UUID OTHER = UUID.randomUUID();

  private Instant now = Instant.parse("2026-11-23T14:00:00Z");
  private final Clock clock = ((InstantSource) () -> now).withZone(ZoneOffset.UTC);
  private final JobSettings settings = TestQueue.settings(3);
  private final JobQueue queue = TestQueue.queue(DATABASE, clock, settings, new WorkBell());
  private final QueueOutlook outlook = new QueueOutlook(DATABASE.jdbc(), clock, settings);
  private final UUID mine = UUID.randomUUID();

  @AfterAll
  static void close() {
    DATABASE.close();
  }

  @BeforeEach
  void measureTenSecondsAJobAndTenWorkers() {
    TestQueue.empty(DATABASE);
    DATABASE.asOwner().sql("truncate job_minute").update();
    DATABASE
        .asOwner()
        .sql("insert into workspace (id, name) values (:id, 'Other') on conflict do nothing")
        .param("id", OTHER)
        .update();
    new Processes(DATABASE.jdbc(), clock, settings, hub.Roles.all())
        .heartbeat(UUID.randomUUID(), 5, 10, 20);
    Measures measures = new Measures(DATABASE.jdbc(), clock);
    IntStream.range(0, 20).forEach(i -> measures.ended(ran(Duration.ofSeconds(10))));
    measures.write();
  }

  private Claim ran(Duration time) {
    return new Claim(
        UUID.randomUUID(),
        UUID.randomUUID(),
        OTHER,
        UUID.randomUUID(),
        "rank",
        JsonNodeFactory.instance.objectNode(),
        Lane.INTERACTIVE,
        1,
        false,
        now.minus(time),
        now.minus(time));
  }

  private void enqueue(UUID workspace, UUID analysis, int jobs) {
    queue.enqueue(
        IntStream.range(0, jobs)
            .mapToObj(
                i ->
                    new NewJob(
                        workspace,
                        analysis,
                        "rank",
                        "key-" + i,
                        JsonNodeFactory.instance.objectNode(),
                        Lane.INTERACTIVE,
                        50,
                        now,
                        null))
            .toList());
  }

  @Test
  void knowsThatAnEmptyLineIsNoWait() {
    assertThat(outlook.wait(TestDatabase.WORKSPACE, Lane.INTERACTIVE).most()).isZero();
  }

  @Test
  void reckonsFromMeasuredTimes() {
    enqueue(TestDatabase.WORKSPACE, UUID.randomUUID(), 60);

    QueueOutlook.Range wait = outlook.wait(TestDatabase.WORKSPACE, Lane.INTERACTIVE);

    assertThat(wait.least()).isBetween(Duration.ofSeconds(59), Duration.ofSeconds(72));
    assertThat(wait.most()).isGreaterThanOrEqualTo(wait.least());
  }

  @Test
  void countsOfOthersOnlyTheTurnsThatTheyTake() {
    enqueue(OTHER, UUID.randomUUID(), 500);
    enqueue(TestDatabase.WORKSPACE, mine, 2);

    QueueOutlook.Place place = outlook.place(TestDatabase.WORKSPACE, mine).orElseThrow();

    assertThat(place.ahead()).isEqualTo(5);
    assertThat(place.lane()).isEqualTo(Lane.INTERACTIVE);
  }

  @Test
  void hasNoPlaceInAPausedLaneAndCountsNothingOfIt() {
    enqueue(TestDatabase.WORKSPACE, mine, 2);
    Lanes lanes = TestQueue.lanes(DATABASE, clock);
    lanes.pause(Lane.INTERACTIVE, TestDatabase.USER, "repair");

    assertThat(outlook.place(TestDatabase.WORKSPACE, mine)).isEmpty();
    assertThat(outlook.wait(TestDatabase.WORKSPACE, Lane.ECONOMY).most())
        .as("what goes before the economy lane")
        .isZero();

    lanes.resume(Lane.INTERACTIVE, TestDatabase.USER);
    assertThat(outlook.place(TestDatabase.WORKSPACE, mine)).as("after the pause").isPresent();
  }

  @Test
  void hasNoPlaceForWhatRunsOrIsParked() {
    enqueue(TestDatabase.WORKSPACE, mine, 2);
    Claimer claimer = TestQueue.claimer(DATABASE, clock, settings);
    Claim runs = claimer.claim(UUID.randomUUID(), 1, true).getFirst();

    assertThat(outlook.place(TestDatabase.WORKSPACE, mine)).isEmpty();
    queue.park(runs, Duration.ofMinutes(1), "Reddit");
    assertThat(outlook.place(TestDatabase.WORKSPACE, mine)).isPresent();
  }
}
