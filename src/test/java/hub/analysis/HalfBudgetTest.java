package hub.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import hub.FullStorm;
import hub.TestDatabase;
import hub.TestHub;
import hub.analysis.view.AnalysisCommands;
import hub.analysis.view.AnalysisReader;
import hub.analysis.view.AnalysisState;
import hub.analysis.view.ResultsView;
import hub.analysis.view.Wish;
import hub.budget.BudgetState;
import hub.budget.Budgets;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Half the money finds most of what matters, and is spent; all topics by {@code -Dstorm=full}. */
@Tag("slow")
class HalfBudgetTest {
  private static final int TOP = 10;
  private static final BigDecimal ENOUGH = new BigDecimal("20");

  /** Posts and comments of a topic: enough for ten opportunities, or as many as a topic has. */
  private static final Map<String, String> SIZE =
      FullStorm.isAsked() ? size(400, 1_600) : size(200, 800);

  /** A report's best titles, best first, and what it took. */
  private record Report(List<String> best, BudgetState money) {}

  @ParameterizedTest(name = "of {0}")
  @CsvSource({
    "Invoicing for freelance translators, TranslationStudies freelance translator",
    "Allergen lists in restaurant kitchens, KitchenConfidential Chefit restaurateur"
  })
  @FullStorm.Only
  void halfTheFullCostFindsMostOfTheTopOfOtherTopics(String topic, String communities) {
    halfTheFullCostFindsMostOfTheTopAndIsUsed(topic, communities);
  }

  @ParameterizedTest(name = "of {0}")
  @CsvSource("Shift swaps in small veterinary clinics, VetTech Veterinary vetmed")
  void halfTheFullCostFindsMostOfTheTopAndIsUsed(String topic, String communities) {
    Report full = report(topic, communities, ENOUGH, AnalysisState.DONE);
    BigDecimal half = full.money().charged().divide(BigDecimal.TWO, 2, RoundingMode.UP);
    Report partial = report(topic, communities, half, AnalysisState.PARTIAL);

    BigDecimal used = partial.money().charged().divide(half, 4, RoundingMode.DOWN);
    long found = full.best().stream().filter(partial.best()::contains).count();

    assertThat(partial.money().charged()).isLessThanOrEqualTo(half);
    assertThat(partial.money().held()).isZero();
    assertThat(used).as("share of the budget used").isGreaterThanOrEqualTo(new BigDecimal("0.95"));
    assertThat(found)
        .as("of %s in %s", full.best(), partial.best())
        .isGreaterThanOrEqualTo(Math.min(6, full.best().size()));
  }

  /** Each on a hub of its own, so that no recorded answer is there to be used again. */
  private static Report report(
      String topic, String communities, BigDecimal budget, AnalysisState state) {
    try (TestHub hub = TestHub.start(SIZE)) {
      AnalysisReader reader = hub.bean(AnalysisReader.class);
      Wish wish = new Wish(Wish.OWN, topic, List.of(communities.split(" ")), 12, budget, List.of());
      UUID id =
          hub.bean(AnalysisCommands.class).start(TestDatabase.WORKSPACE, TestDatabase.USER, wish);
      await()
          .atMost(Duration.ofMinutes(5))
          .pollInterval(Duration.ofMillis(200))
          .until(() -> reader.live(TestDatabase.WORKSPACE, id).orElseThrow().state().ended());
      ResultsView results = reader.results(TestDatabase.WORKSPACE, id).orElseThrow();
      assertThat(results.state()).isEqualTo(state);
      return new Report(best(results), hub.bean(Budgets.class).state(id));
    }
  }

  private static Map<String, String> size(int posts, int comments) {
    return Map.of(
        "hub.sandbox.size.posts", String.valueOf(posts),
        "hub.sandbox.size.comments", String.valueOf(comments));
  }

  private static List<String> best(ResultsView results) {
    return results.opportunities().stream().limit(TOP).map(each -> each.title()).toList();
  }
}
