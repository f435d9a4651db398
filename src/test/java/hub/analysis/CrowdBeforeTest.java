package hub.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import hub.analysis.Crowd.Member;
import hub.jobs.Lane;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** How many jobs go before an analysis's. */
class CrowdBeforeTest {
  private static final Instant AT = Instant.parse("2026-05-01T08:00:00Z");
  private static final UUID OURS = new UUID(0, 1);
  private static final UUID MINE = new UUID(1, 1);

  private static Member member(int number, UUID workspace, Lane lane, int open) {
    return new Member(new UUID(1, number), workspace, lane, AT.plusSeconds(number), open, 0, 30);
  }

  private static Crowd.@Nullable Line before(@Nullable UUID monitor, Member... others) {
    Analysis mine = TestAnalysis.of(MINE, OURS, OURS, monitor, Life.RUNNING, Phase.JUDGING, AT);
    return new Crowd(List.of(others), Duration.ofSeconds(15)).before(mine, 40, 40).orElse(null);
  }

  @Test
  @DisplayName("Beside a run by the clock, all that somebody watches goes before, whoever's it is")
  void letsAnEarlierLanePassWhole() {
    UUID monitor = new UUID(2, 1);
    Member own = member(1, OURS, Lane.SCHEDULED, 40);

    assertThat(
            before(
                monitor,
                own,
                member(2, OURS, Lane.INTERACTIVE, 100),
                member(3, new UUID(0, 2), Lane.INTERACTIVE, 300)))
        .isEqualTo(new Crowd.Line(400, 400));
  }

  @Test
  @DisplayName("In the same lane another workspace takes turns, with as many jobs as this one")
  void takesTurnsInItsOwnLane() {
    Member own = member(1, OURS, Lane.INTERACTIVE, 40);

    assertThat(before(null, own, member(2, new UUID(0, 2), Lane.INTERACTIVE, 300)))
        .isEqualTo(new Crowd.Line(20, 40));
    assertThat(before(null, own)).as("alone").isNull();
  }
}
