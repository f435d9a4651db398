package bench;

import static org.assertj.core.api.Assertions.assertThat;

import bench.Labelled.Half;
import bench.LabelledSet.Pair;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The published set holds what its README promises. */
class LabelledSetTest {
  private static final Set<String> LABELS =
      Set.of(
          "pain",
          "solution_request",
          "seeking_alternatives",
          "spending",
          "workaround",
          "promotion",
          "other");

  private static final Set<String> STANCES =
      Set.of(
          "promotion",
          "would_pay",
          "workaround",
          "same_problem",
          "names_product",
          "disagrees",
          "none");

  private final LabelledSet set;

  LabelledSetTest() throws IOException {
    set = LabelledSet.read();
  }

  @Test
  void holdsThreeHundredShortTextsAThirdOfThemHostile() {
    assertThat(set.texts()).hasSizeGreaterThanOrEqualTo(300);
    assertThat(set.texts().stream().filter(Labelled::isHostile).count() * 3)
        .isGreaterThanOrEqualTo(set.texts().size());
    assertThat(set.topics()).hasSize(6);
    assertThat(set.texts().stream().filter(text -> length(text) < 20 || length(text) > 120))
        .extracting(Labelled::id)
        .isEmpty();
  }

  @Test
  void namesEveryTextAndWritesNoneTwice() {
    assertThat(set.texts()).extracting(Labelled::id).doesNotHaveDuplicates();
    assertThat(set.texts()).extracting(Labelled::words).doesNotHaveDuplicates();
  }

  @Test
  void labelsAsTheStagesAnswer() {
    assertThat(set.posts()).extracting(Labelled::label).containsOnlyElementsOf(LABELS);
    assertThat(set.comments()).extracting(Labelled::label).containsOnlyElementsOf(STANCES);
  }

  @Test
  void givesWorthAndAProblemToJustTheMentions() {
    assertThat(set.texts())
        .allSatisfy(
            text -> {
              assertThat(text.worth() > 0).as(text.id()).isEqualTo(text.opportunity());
              assertThat(text.worth()).isBetween(0, 3);
              assertThat(text.opportunity() && text.problem() == null).as(text.id()).isFalse();
            });
    assertThat(set.posts())
        .filteredOn(Labelled::opportunity)
        .allSatisfy(post -> assertThat(post.fits()).as(post.id()).isTrue());
  }

  @Test
  void pairsMentionsOfOneTopicAndHalf() {
    Map<String, Labelled> byId =
        set.texts().stream().collect(Collectors.toMap(Labelled::id, Function.identity()));

    assertThat(set.pairs())
        .allSatisfy(
            pair -> {
              Labelled one = byId.get(pair.one());
              Labelled other = byId.get(pair.other());
              assertThat(one.topic()).isEqualTo(other.topic());
              assertThat(one.half()).isEqualTo(other.half());
              assertThat(String.valueOf(one.problem()).equals(other.problem()))
                  .isEqualTo(pair.same());
            });
    assertThat(set.pairs()).extracting(Pair::same).contains(true, false);
  }

  @Test
  void keepsThreadsWholeWhenItIsHalved() {
    LabelledSet measured = set.half(Half.MEASURED);
    Set<String> posts =
        measured.posts().stream().map(Labelled::id).collect(Collectors.toUnmodifiableSet());

    assertThat(measured.texts()).hasSizeBetween(set.texts().size() / 3, 2 * set.texts().size() / 3);
    assertThat(measured.comments()).allMatch(comment -> posts.contains(comment.parent()));
  }

  @Test
  void leavesEveryLabelOutOfWhatTheHubIsGiven() throws IOException {
    String listing =
        new String(set.listing(set.topics().getFirst(), Instant.now()), StandardCharsets.UTF_8);

    assertThat(listing)
        .doesNotContain("\"worth\"", "\"label\"", "\"stance\"", "\"hostile\"", "\"opportunity\"")
        .contains("\"t3_inv001\"", "\"t1_inv002\"");
  }

  @Test
  @DisplayName("R10 A constant judge earns no better than its baseline, so it cannot pass")
  void earnsAConstantJudgeNoMoreThanItsBaseline() {
    List<Labelled> posts = set.half(Half.MEASURED).posts();
    Counts yesToAll = Counts.of(posts, Labelled::opportunity, post -> true);

    double baseline = Baseline.CONSTANT.tell(posts, posts).f1();

    assertThat(yesToAll.f1()).isEqualTo(baseline).isLessThan(0.6);
    assertThat(Baseline.meanGain(posts, post -> 75.0))
        .isEqualTo(Baseline.CONSTANT.rank(posts))
        .isLessThan(0.6);
  }

  /** Words; two characters where words are not spaced. */
  private static int length(Labelled text) {
    return text.language().equals("ja")
        ? text.words().length() / 2
        : text.words().split("\\s+").length;
  }
}
