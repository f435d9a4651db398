package hub.api;

import com.fasterxml.jackson.annotation.JsonAnySetter;
import hub.analysis.view.Refused;
import hub.analysis.view.Wish;
import io.swagger.v3.oas.annotations.media.Schema;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a program wants analysed. */
@Schema(name = "Wish")
record WishRequest(
    @Schema(
            description = "The topic in words: a job and who does it.",
            requiredMode = Schema.RequiredMode.REQUIRED,
            minLength = 3,
            maxLength = 200,
            example = "Invoicing for freelance translators")
        @Nullable String topic,
    @Schema(
            description = "Communities, with or without r/, and forums by their words; 1 to 20.",
            requiredMode = Schema.RequiredMode.REQUIRED,
            example = "[\"freelance\", \"translator\"]")
        @Nullable List<String> communities,
    @Schema(
            description = "How many months back posts are read.",
            minimum = "1",
            maximum = "120",
            defaultValue = "12")
        @Nullable Integer months,
    @Schema(
            description =
                "The most that may be charged, US dollars and whole cents as a decimal string.",
            requiredMode = Schema.RequiredMode.REQUIRED,
            pattern = "^\\d{1,5}(\\.\\d{1,2})?$",
            example = "2.00")
        @Nullable String budget,
    @Schema(
            description =
                "Whether posts are judged through OpenAI's batches: at the saving that the estimate"
                    + " names, and up to 24 hours a stage.",
            defaultValue = "false")
        @Nullable Boolean economy,
    @JsonAnySetter @Schema(hidden = true) @Nullable Map<String, Object> unknown) {
  private static final int USUAL_MONTHS = 12;

  /**
   * The same in the analyses' words.
   *
   * @throws Refused if a field is missing, unknown or in a form that means nothing
   */
  Wish wish() {
    if (unknown != null && !unknown.isEmpty()) {
      throw new Refused(
          unknown.keySet().iterator().next(),
          "There is no such field; there are topic, communities, months, budget and economy.");
    }
    if (topic == null) {
      throw new Refused("topic", "Name a topic in 3 to 200 characters.");
    }
    if (communities == null || communities.stream().anyMatch(java.util.Objects::isNull)) {
      throw new Refused("communities", "Name 1 to 20 communities in a list of strings.");
    }
    if (budget == null || !budget.matches("\\d{1,5}(\\.\\d{1,2})?")) {
      throw new Refused(
          "budget",
          "Give the budget as a decimal string of dollars and whole cents, like \"2.00\".");
    }
    return new Wish(
        Wish.OWN,
        topic,
        communities,
        months == null ? USUAL_MONTHS : months,
        new BigDecimal(budget),
        List.of(),
        economy != null && economy);
  }
}
