package bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import hub.analysis.view.Gain;
import hub.analysis.view.Gain.Graded;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/** The measures against worked examples that others published. */
class MeasuresTest {
  private static final Offset<Double> ROUNDED = within(0.005);

  /** Wikipedia, "Precision and recall": of 12 dogs in a picture, 8 found, 5 of them dogs. */
  @Test
  void findsPrecisionAndRecallOfTheDogsInAPicture() {
    Counts dogs =
        Counts.of(
            IntStream.range(0, 22).boxed().toList(),
            thing -> thing < 12,
            thing -> thing >= 7 && thing < 15);

    assertThat(dogs).isEqualTo(new Counts(5, 3, 7, 7));
    assertThat(dogs.precision()).isEqualTo(5 / 8.0);
    assertThat(dogs.recall()).isEqualTo(5 / 12.0);
    assertThat(dogs.f1()).isEqualTo(0.5);
  }

  /** Manning, Raghavan and Schütze, "Introduction to Information Retrieval", exercise 8.1. */
  @Test
  void findsPrecisionAndRecallOfEightInEighteen() {
    Counts retrieved = new Counts(8, 10, 12, 0);

    assertThat(retrieved.precision()).isCloseTo(0.44, ROUNDED);
    assertThat(retrieved.recall()).isCloseTo(0.4, ROUNDED);
  }

  /** The same book, section 16.3: three clusters of crosses, circles and diamonds. */
  @Test
  void countsThePairsOfAClustering() {
    String clusters = "xxxxxo xooood xxddd";

    Counts pairs = Counts.of(pairs(clusters), Things::areAlike, Things::areTogether);

    assertThat(pairs).isEqualTo(new Counts(20, 20, 24, 72));
    assertThat(pairs.accuracy()).isCloseTo(0.68, ROUNDED);
    assertThat(pairs.f1()).isCloseTo(0.48, ROUNDED);
  }

  /**
   * Wikipedia, "Discounted cumulative gain": grades 3, 2, 3, 0, 1, 2 among 3, 3, 3, 2, 2, 2, 1, 0.
   */
  @Test
  void discountsTheGainOfSixDocuments() {
    List<Graded> ranked = new ArrayList<>(inThisOrder(3, 2, 3, 0, 1, 2));

    assertThat(Gain.discounted(ranked, 6)).isCloseTo(6.861, within(0.0005));

    ranked.add(new Graded(-1, 3));
    ranked.add(new Graded(-2, 2));
    assertThat(Gain.normalised(ranked, 6)).isCloseTo(0.785, within(0.0005));
  }

  /** scikit-learn, {@code ndcg_score}: its documentation's two rankings of five documents. */
  @Test
  void agreesWithScikitLearnOnFiveDocuments() {
    double[] grades = {10, 0, 0, 1, 5};

    assertThat(Gain.normalised(graded(grades, .1, .2, .3, 4, 70), 5)).isCloseTo(0.69, within(0.01));
    assertThat(Gain.normalised(graded(grades, .05, 1.1, 1, .5, 0), 5))
        .isCloseTo(0.49, within(0.01));
    assertThat(Gain.normalised(graded(grades, .05, 1.1, 1, .5, 0), 4))
        .isCloseTo(0.35, within(0.01));
  }

  /** The same, on ties: two documents share the first place, one of 10, one of 5. */
  @Test
  void sharesAPlaceAmongThoseOfOneValue() {
    double[] grades = {10, 0, 0, 1, 5};

    assertThat(Gain.normalised(graded(grades, 1, 0, 0, 0, 1), 1)).isCloseTo(0.75, within(1e-9));
  }

  @Test
  void isPerfectForTheBestOrderAndNothingWhereNothingIsWorthAny() {
    assertThat(Gain.normalised(inThisOrder(3, 2, 1, 0), 10)).isEqualTo(1);
    assertThat(Gain.normalised(inThisOrder(0, 0), 10)).isZero();
    assertThat(new Counts(0, 0, 0, 3).f1()).isZero();
  }

  private record Things(char one, char other, boolean areTogether) {
    boolean areAlike() {
      return one == other;
    }
  }

  private static List<Things> pairs(String clusters) {
    List<Things> pairs = new ArrayList<>();
    for (int i = 0; i < clusters.length(); i++) {
      for (int j = i + 1; j < clusters.length(); j++) {
        if (clusters.charAt(i) != ' ' && clusters.charAt(j) != ' ') {
          boolean together = clusters.substring(i, j).indexOf(' ') < 0;
          pairs.add(new Things(clusters.charAt(i), clusters.charAt(j), together));
        }
      }
    }
    return pairs;
  }

  private static List<Graded> inThisOrder(double... grades) {
    return IntStream.range(0, grades.length)
        .mapToObj(i -> new Graded(grades.length - i, grades[i]))
        .toList();
  }

  private static List<Graded> graded(double[] grades, double... values) {
    return IntStream.range(0, grades.length)
        .mapToObj(i -> new Graded(values[i], grades[i]))
        .toList();
  }
}
