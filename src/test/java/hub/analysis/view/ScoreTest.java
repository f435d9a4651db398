package hub.analysis.view;

import static hub.analysis.view.Facts.Reading.of;
import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScoreTest {

  @ParameterizedTest
  @CsvSource({
    "14, 19, 64,  42, 4, 3, 3, 3, 33, 49, STRONG",
    "11, 13, 61,  28, 3, 3, 4, 3, 27, 47, STRONG",
    " 9, 10, 58,  17, 3, 4, 3, 2, 22, 46, STRONG",
    "12, 16, 52,   9, 4, 2, 4, 1, 27, 41, STRONG",
    " 6,  7, 71,  60, 2, 3, 4, 3, 22, 43, PROMISING",
    " 8,  9, 40, -12, 3, 3, 2, 0, 17, 32, THIN",
    " 5,  5, 48,   5, 3, 1, 3, 2, 14, 33, THIN",
    " 4,  4, 35,   0, 2, 1, 2, 2, 11, 25, THIN",
  })
  void addsUpWhatCodeCountsAndTheModelJudges(
      int authors,
      int threads,
      int recent,
      int growth,
      int pain,
      int pay,
      int doable,
      int room,
      int counted,
      int judged,
      Tier tier) {
    var facts =
        new Facts(authors, threads, recent, growth, of(pain), of(pay), of(doable), of(room));

    Score score = Score.of(facts, Weights.STANDARD);

    assertThat(score.counted()).isEqualTo(counted);
    assertThat(score.judged()).isEqualTo(judged);
    assertThat(score.total()).isEqualTo(counted + judged);
    assertThat(score.tier()).isEqualTo(tier);
  }

  @Test
  void showsPartsThatAddUpToTheirSum() {
    var facts = new Facts(14, 19, 64, 42, of(4), of(3), of(3), of(3, 4));

    Score score = Score.of(facts, Weights.STANDARD);

    assertThat(score.points())
        .map(BigDecimal::toPlainString)
        .containsExactly("16.5", "5.6", "7.5", "3.6", "17.6", "13.2", "8.8", "8.8");
    assertThat(score.most())
        .map(BigDecimal::toPlainString)
        .containsExactly("17.6", "5.9", "11.8", "5.9", "17.6", "17.6", "11.8", "11.8");
    assertThat(score.sum()).isEqualByComparingTo("81.6");
  }

  @Test
  void isFullAtTheCapsAndNothingAboveThem() {
    var facts = new Facts(99, 99, 100, 500, of(4), of(4), of(4), of(4));

    assertThat(Score.of(facts, Weights.STANDARD).total()).isEqualTo(100);
  }

  @Test
  void isNothingWhenAllWeightsAreNothing() {
    var facts = new Facts(14, 19, 64, null, of(4), of(3), of(3), of(3));

    assertThat(Score.of(facts, new Weights(0, 0, 0, 0, 0, 0, 0, 0)).total()).isZero();
  }

  @Test
  void countsTheLowerOfTwoReadings() {
    assertThat(of(4, 2)).isEqualTo(new Facts.Reading(2, 4));
    assertThat(of(4, 2).step(3)).isEqualTo("half");
  }
}
