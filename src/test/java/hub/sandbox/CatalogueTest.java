package hub.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class CatalogueTest {

  @Test
  void knowsThreeTopics() {
    assertThat(Catalogue.standard().topics())
        .extracting(Catalogue.Topic::title)
        .containsExactly(
            "Invoicing for freelance translators",
            "Shift swaps in small veterinary clinics",
            "Allergen lists in restaurant kitchens");
  }

  @Test
  void statesProblemsInWholeSentencesWithoutOpenChoices() {
    List<Catalogue.Problem> problems =
        Catalogue.standard().topics().stream().flatMap(each -> each.problems().stream()).toList();

    assertThat(problems)
        .allSatisfy(
            problem ->
                assertThat(problem.statements())
                    .isNotEmpty()
                    .noneMatch(each -> each.contains("{")));
  }

  @Test
  void takesTheFirstOfEachChoice() {
    assertThat(Spin.first("Lost {two|three} days and {€20|€30}."))
        .isEqualTo("Lost two days and €20.");
  }
}
