package hub.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import hub.analysis.view.LiveView.StageLine;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LiveReaderTest {
  private static final Instant AT = Instant.parse("2026-05-01T08:00:00Z");

  @ParameterizedTest
  @CsvSource({
    "RUNNING, JUDGING, waits, at the end",
    "RUNNING, MERGING, running, now",
    "RUNNING, READING_ON, running, now",
    "FINISHED, DONE, done, done",
    "PARTIAL, DONE, done, done",
    "CANCELLED, DONE, waits, none",
    "FAILED, DONE, waits, none"
  })
  void saysOfRankingOnlyWhatCameToPass(Life life, Phase phase, String state, String words) {
    StageLine line = LiveReader.rankLine(analysis(life, phase), BigDecimal.ZERO, 0);

    assertThat(line.state()).isEqualTo(state);
    assertThat(line.words()).isEqualTo(words);
  }

  @ParameterizedTest
  @CsvSource({"CANCELLED", "FAILED"})
  void saysWhatMergingWasChargedBeforeTheEndCame(Life life) {
    BigDecimal charge = new BigDecimal("0.01");

    assertThat(LiveReader.rankLine(analysis(life, Phase.DONE), charge, 0).charged())
        .isEqualTo(charge);
    assertThat(LiveReader.rankLine(analysis(life, Phase.DONE), BigDecimal.ZERO, 0).charged())
        .isNull();
  }

  private static Analysis analysis(Life life, Phase phase) {
    UUID id = new UUID(0, 1);
    return TestAnalysis.of(id, id, id, null, life, phase, AT);
  }
}
