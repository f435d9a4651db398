package hub.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import hub.FullStorm;
import hub.TestDatabase;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * A quiet workspace beside busy ones, on the real line and shares, with workers and time that are
 * simulated second by second.
 */
class FairnessTest {
  private static final TestDatabase DATABASE = TestDatabase.fresh();
  private static final JobSettings SETTINGS = TestQueue.settings(3);
  private static final int WORKERS = 20;
  private static final Duration SLOW = Duration.ofSeconds(60);
  private static final Duration QUICK = Duration.ofSeconds(5);
  private static final Instant START = Instant.parse("2026-11-23T14:00:00Z");

  @AfterAll
  static void close() {
    DATABASE.close();
  }

  /** One hub's workers for a while. */
  private static final class Scene {
    private record Job(Waiting waiting, Duration takes, Claim claim, Instant ends) {}

    private Instant now = START;
    private final Clock clock = ((InstantSource) () -> now).withZone(ZoneOffset.UTC);
    private final Shares shares = new Shares(new ShareRows(DATABASE.jdbc()), clock);
    private final Line line = new Line();
    private final Map<Long, Duration> takes = new HashMap<>();
    private final List<Job> running = new ArrayList<>();
    private final Map<UUID, List<Duration>> waits = new HashMap<>();
    private final Map<Long, Duration> waited = new HashMap<>();
    private long place;

    Scene() {
      DATABASE.asOwner().sql("truncate job_share").update();
    }

    UUID workspace() {
      UUID id = UUID.randomUUID();
      DATABASE
          .asOwner()
          .sql("insert into workspace (id, name) values (:id, 'One of many')")
          .param("id", id)
          .update();
      return id;
    }

    long enqueue(UUID workspace, int priority, Duration took, Instant at) {
      Waiting waiting =
          new Waiting(
              ++place,
              workspace,
              Lane.INTERACTIVE,
              at,
              SETTINGS.due(Lane.INTERACTIVE, priority, at));
      takes.put(place, took);
      line.add(waiting);
      return place;
    }

    void second() {
      now = now.plusSeconds(1);
      for (Job job : List.copyOf(running)) {
        if (!job.ends.isAfter(now)) {
          running.remove(job);
          shares.ended(job.claim);
        }
      }
      line.next(WORKERS - running.size(), now, shares, Set.of()).forEach(this::begin);
      if (now.getEpochSecond() % 5 == 0) {
        shares.exchange();
      }
    }

    private void begin(Waiting waiting) {
      Duration took = takes.remove(waiting.place());
      Claim claim =
          new Claim(
              UUID.randomUUID(),
              UUID.randomUUID(),
              waiting.workspaceId(),
              UUID.randomUUID(),
              "any",
              JsonNodeFactory.instance.objectNode(),
              waiting.lane(),
              1,
              false,
              waiting.runAt(),
              now);
      shares.begun(claim);
      running.add(new Job(waiting, took, claim, now.plus(took)));
      Duration waitedFor = Duration.between(waiting.runAt(), now);
      waits.computeIfAbsent(waiting.workspaceId(), none -> new ArrayList<>()).add(waitedFor);
      waited.put(waiting.place(), waitedFor);
    }

    Duration p95(UUID workspace) {
      List<Duration> sorted = waits.get(workspace).stream().sorted().toList();
      return sorted.get((int) Math.ceil(sorted.size() * 0.95) - 1);
    }
  }

  /** What a quiet workspace waits, and a job of the lowest priority of it. */
  private record Outcome(Duration p95, Duration lowest) {}

  /** An hour in which a quiet workspace wants a quick job every 15 s. */
  private static Outcome besideNeighbours(int neighbours, int jobsOfEach, Duration waitedAlready) {
    Scene scene = new Scene();
    for (int neighbour = 0; neighbour < neighbours; neighbour++) {
      UUID busy = scene.workspace();
      IntStream.range(0, jobsOfEach)
          .forEach(i -> scene.enqueue(busy, 50, SLOW, START.minus(waitedAlready)));
    }
    IntStream.range(0, 120).forEach(i -> scene.second());
    UUID quiet = scene.workspace();
    long lowest = scene.enqueue(quiet, 0, QUICK, scene.now);
    for (int second = 0; second < 3_600; second++) {
      if (second % 15 == 0) {
        scene.enqueue(quiet, 90, QUICK, scene.now);
      }
      scene.second();
    }
    return new Outcome(scene.p95(quiet), scene.waited.get(lowest));
  }

  @DisplayName(
      "J16 J19 beside 10,000 overdue jobs a quiet workspace waits no longer than among fair ones")
  @Test
  void waitsNoLongerBesideAnOverdueCrowd() {
    assertFair(10_000);
  }

  @DisplayName(
      "J16 J19 beside 100,000 overdue jobs a quiet workspace waits no longer than among fair ones")
  @Test
  @FullStorm.Only
  void waitsNoLongerBesideAHugeOverdueCrowd() {
    assertFair(100_000);
  }

  private static void assertFair(int crowd) {
    Outcome fair = besideNeighbours(10, 1_000, Duration.ZERO);
    Outcome crowded = besideNeighbours(1, crowd, Duration.ofHours(2));

    assertThat(crowded.p95()).isLessThanOrEqualTo(fair.p95().multipliedBy(2));
    assertThat(crowded.lowest())
        .isNotNull()
        .isLessThanOrEqualTo(SETTINGS.promised(Lane.INTERACTIVE));
  }
}
