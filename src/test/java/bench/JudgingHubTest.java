package bench;

import static org.assertj.core.api.Assertions.assertThat;

import bench.Labelled.Half;
import java.io.IOException;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The real stages over labelled texts, with models whose answers are known. */
class JudgingHubTest {
  private static final Set<String> TOPICS =
      Set.of("Shift swaps in small veterinary clinics", "Running a small bicycle workshop");

  private final LabelledSet set;

  JudgingHubTest() throws IOException {
    LabelledSet measured = LabelledSet.read().half(Half.MEASURED);
    set =
        new LabelledSet(
            measured.texts().stream().filter(text -> TOPICS.contains(text.topic())).toList(),
            measured.pairs());
  }

  @Test
  void reachesEveryGoalWithAModelThatAnswersAsLabelled() throws IOException {
    Verdicts said = judge(new LabelAnswers(set));

    assertThat(JudgeBench.found(said, set.posts()).f1()).isEqualTo(1);
    assertThat(Baseline.meanGain(set.posts(), post -> said.post(post).value())).isGreaterThan(0.85);
    assertThat(said.shown()).isPositive().isEqualTo(said.exact());
    assertThat(set.pairs().stream().filter(said::haveBoth))
        .isNotEmpty()
        .allMatch(pair -> pair.same() == said.areTogether(pair));
    assertThat(set.comments())
        .filteredOn(text -> said.stances().containsKey(text.id()))
        .isNotEmpty()
        .allMatch(text -> text.label().equals(said.stances().get(text.id())));
    assertThat(said.agreement(said)).isEqualTo(1);
  }

  @Test
  @DisplayName("R10 a model that praises everything alike beats no baseline")
  void beatsNoBaselineWithAModelThatPraisesEverythingAlike() throws IOException {
    Verdicts said = judge(new ConstantAnswers());

    assertThat(JudgeBench.found(said, set.posts()))
        .isEqualTo(Baseline.CONSTANT.tell(set.posts(), set.posts()));
    assertThat(Baseline.meanGain(set.posts(), post -> said.post(post).value())).isLessThan(0.6);
  }

  private Verdicts judge(AnsweringModel.Answers answers) throws IOException {
    try (AnsweringModel model = new AnsweringModel(answers);
        JudgingHub hub = JudgingHub.with(model)) {
      return hub.judge(set);
    }
  }
}
