package hub.analysis;

import hub.Mode;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** An analysis in its first of four waves, for tests that read of it what it was started with. */
final class TestAnalysis {
  private TestAnalysis() {}

  static Analysis of(
      UUID id,
      UUID workspace,
      UUID user,
      @Nullable UUID monitor,
      Life life,
      Phase phase,
      Instant at) {
    return new Analysis(
        id,
        workspace,
        user,
        monitor,
        Mode.SANDBOX,
        "Night shifts",
        List.of("nursing"),
        at,
        1,
        life,
        phase,
        1,
        4,
        1,
        false,
        false,
        at);
  }
}
