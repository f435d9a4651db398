package crash;

import static crash.KillPoint.Point.ANSWER_RECEIVED;
import static crash.KillPoint.Point.BEFORE_COMMIT;
import static crash.KillPoint.Point.HOLD_COMMITTED;
import static crash.KillPoint.Point.REQUEST_SENT;
import static org.assertj.core.api.Assertions.assertThat;

import bench.BenchSandbox;
import crash.Storm.Kill;
import hub.FullStorm;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Hubs killed with SIGKILL, the sandbox a process of its own; {@code -Dstorm=full} kills at every
 * point of every stage.
 */
class CrashTest {
  /** Longer than it takes to be killed after a request left. */
  private static final Duration LATENCY = Duration.ofMillis(250);

  private static final int SEED = 7;

  /** Posts and comments of a topic: enough for each stage to have something to do. */
  private static final List<String> SIZE =
      FullStorm.isAsked()
          ? List.of("--posts=60", "--comments=240")
          : List.of("--posts=36", "--comments=144");

  @TempDir private static Path folder;
  private static BenchSandbox sandbox;
  private static List<Found> undisturbed;

  @BeforeAll
  static void findUndisturbed() throws Exception {
    sandbox =
        new BenchSandbox(
            folder, SEED, Stream.concat(SIZE.stream(), Stream.of("--rate-limit=off")).toList());
    try (Storm calm = new Storm(sandbox)) {
      undisturbed = calm.run(List.of()).found();
    }
    assertThat(undisturbed).anyMatch(Found::ranked);
    sandbox.takes("openai", LATENCY);
  }

  @AfterAll
  static void close() {
    sandbox.close();
  }

  @Test
  @DisplayName(
      "B5 B15 J5 Killed once at each point, an analysis finds the same and every cent is accounted"
          + " for")
  void findsTheSameAfterAKillAtEachPoint() throws Exception {
    findsTheSame(
        new Kill(HOLD_COMMITTED, "classify"),
        new Kill(BEFORE_COMMIT, "antipatterns"),
        new Kill(REQUEST_SENT, "comments"),
        new Kill(ANSWER_RECEIVED, "merge"));
  }

  @ParameterizedTest(
      name =
          "B5 B15 J5 Killed at every point of {0}, an analysis finds the same and every cent is"
              + " accounted for")
  @ValueSource(strings = {"classify", "feasibility", "antipatterns", "comments", "merge", "rank"})
  @FullStorm.Only
  void findsTheSameAfterAKillAtEveryPoint(String stage) throws Exception {
    findsTheSame(
        Arrays.stream(KillPoint.Point.values())
            .map(point -> new Kill(point, stage))
            .toArray(Kill[]::new));
  }

  private static void findsTheSame(Kill... kills) throws IOException, InterruptedException {
    try (Storm storm = new Storm(sandbox)) {
      Finished finished = storm.run(List.of(kills));

      assertThat(finished.end()).isEqualTo("finished done");
      assertThat(finished.leftOpen()).isEmpty();
      assertThat(finished.found()).containsExactlyInAnyOrderElementsOf(undisturbed);
      assertAccounted(finished, kills);
    }
  }

  private static void assertAccounted(Finished finished, Kill... kills) {
    assertThat(finished.askedAgain()).isEmpty();
    assertThat(finished.books().strangers()).isZero();
    assertThat(finished.books().unaccounted()).isEqualByComparingTo("0");
    assertThat(finished.books().settled()).isLessThanOrEqualTo(finished.books().vendor());
    assertThat(finished.books().vendor())
        .isLessThanOrEqualTo(finished.books().settled().add(finished.books().listed()));
    assertThat(finished.heldBeyondDoubts()).isEqualByComparingTo("0");
    assertThat(finished.unlistedDoubts()).isEmpty();
    assertThat(finished.doubts())
        .isGreaterThanOrEqualTo(
            (int)
                Arrays.stream(kills)
                    .filter(kill -> kill.point() == REQUEST_SENT || kill.point() == ANSWER_RECEIVED)
                    .count());
  }
}
