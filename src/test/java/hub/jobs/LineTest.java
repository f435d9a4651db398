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
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class LineTest {
  private static final TestDatabase DATABASE = TestDatabase.fresh();
  private static final JobSettings SETTINGS = TestQueue.settings(3);

  private Instant now = Instant.parse("2026-11-23T14:00:00Z");
  private final Clock clock = ((InstantSource) () -> now).withZone(ZoneOffset.UTC);
  private final Shares shares = new Shares(new ShareRows(DATABASE.jdbc()), clock);
  private final UUID noisy = workspace();
  private final UUID quiet = workspace();
  private final Line line = new Line();
  private long place;

  @AfterAll
  static void close() {
    DATABASE.close();
  }

  private static UUID workspace() {
    UUID id = UUID.randomUUID();
    DATABASE
        .asOwner()
        .sql("insert into workspace (id, name) values (:id, 'One of many')")
        .param("id", id)
        .update();
    return id;
  }

  private Waiting waits(UUID workspace, Lane lane, int priority) {
    Waiting waiting = new Waiting(++place, workspace, lane, now, SETTINGS.due(lane, priority, now));
    line.add(waiting);
    return waiting;
  }

  private List<Waiting> next(int free) {
    return line.next(free, now, shares, Set.of());
  }

  private void took(UUID workspace, Duration time) {
    Claim claim =
        new Claim(
            UUID.randomUUID(),
            UUID.randomUUID(),
            workspace,
            UUID.randomUUID(),
            "any",
            JsonNodeFactory.instance.objectNode(),
            Lane.INTERACTIVE,
            1,
            false,
            now.minus(time),
            now.minus(time));
    shares.begun(claim);
    shares.ended(claim);
  }

  @Test
  void givesEarlierLanesFirstAndThenLargerPriorities() {
    Waiting economy = waits(quiet, Lane.ECONOMY, 90);
    Waiting low = waits(quiet, Lane.INTERACTIVE, 10);
    Waiting high = waits(quiet, Lane.INTERACTIVE, 70);
    Waiting scheduled = waits(quiet, Lane.SCHEDULED, 50);

    assertThat(next(9)).containsExactly(high, low, scheduled, economy);
  }

  @DisplayName("J19 what waited for its part of the promise goes before all that came later")
  @Test
  void keepsItsPromiseToTheLowestPriority() {
    Waiting lowest = waits(quiet, Lane.SCHEDULED, 0);
    Instant promised = now.plus(SETTINGS.promised(Lane.SCHEDULED));
    boolean started = false;
    while (!started && now.isBefore(promised)) {
      now = now.plusSeconds(30);
      waits(quiet, Lane.INTERACTIVE, 90);
      started = next(1).contains(lowest);
    }

    assertThat(started).isTrue();
  }

  @DisplayName("J16 workspaces take turns by time, however many jobs one has and however long due")
  @Test
  void takesTurnsByTheTimeThatJobsTook() {
    IntStream.range(0, 1_000).forEach(i -> waits(noisy, Lane.INTERACTIVE, 90));
    now = now.plus(Duration.ofHours(2));
    took(noisy, Duration.ofMinutes(10));
    took(quiet, Duration.ofSeconds(1));
    Waiting only = waits(quiet, Lane.INTERACTIVE, 100);

    assertThat(next(3)).first().isEqualTo(only);
  }

  @Test
  void countsTimeAndNotJobs() {
    took(noisy, Duration.ofSeconds(60));
    for (int i = 0; i < 20; i++) {
      took(quiet, Duration.ofSeconds(1));
    }
    List<Waiting> quick = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      waits(noisy, Lane.INTERACTIVE, 50);
      quick.add(waits(quiet, Lane.INTERACTIVE, 50));
    }

    assertThat(next(20)).containsExactlyElementsOf(quick);
  }

  @DisplayName("J16 the last slot stays free of a workspace that is over its share")
  @Test
  void keepsOneSlotFree() {
    took(noisy, Duration.ofMinutes(10));
    took(quiet, Duration.ofSeconds(10));
    shares.exchange();
    IntStream.range(0, 9).forEach(i -> waits(noisy, Lane.INTERACTIVE, 50));

    assertThat(next(4)).hasSize(3);
    Waiting mine = waits(quiet, Lane.INTERACTIVE, 50);
    assertThat(next(1)).containsExactly(mine);
  }

  @Test
  void givesAllSlotsToTheOnlyWorkspace() {
    took(noisy, Duration.ofMinutes(10));
    IntStream.range(0, 9).forEach(i -> waits(noisy, Lane.INTERACTIVE, 50));

    assertThat(next(4)).hasSize(4);
  }

  @Test
  void forgetsOldTimeByHalfEachTwoMinutes() {
    took(noisy, Duration.ofMinutes(8));
    shares.exchange();
    double before = shares.used(noisy);
    now = now.plus(Duration.ofMinutes(2));

    assertThat(shares.used(noisy)).isBetween(before * 0.49, before * 0.51);
  }
}
