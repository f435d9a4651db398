package hub.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QuotesTest {
  private static final String TEXT =
      "Portal rejected it\n\n"
          + "Their  system wants the PO,\n"
          + "and I said “fine, I’ll retype it”. Cafe\u0301 bills too 🙂 every week.";

  private static String found(String quote) {
    return Quotes.find(TEXT, quote)
        .map(place -> TEXT.substring(place.starts(), place.ends()))
        .orElse("");
  }

  @Test
  void findsAQuoteWordForWordAndGivesTheSourcesOwnText() {
    assertThat(found("Their system wants the PO, and I"))
        .isEqualTo("Their  system wants the PO,\nand I");
  }

  @Test
  void foldsCurlyQuoteMarksAndApostrophes() {
    assertThat(found("I said \"fine, I'll retype it\"")).isEqualTo("I said “fine, I’ll retype it”");
  }

  @Test
  void foldsComposedAndDecomposedLettersAlike() {
    assertThat(found("Caf\u00e9 bills too")).isEqualTo("Cafe\u0301 bills too");
  }

  @Test
  void keepsOffsetsRightBehindAnEmoji() {
    assertThat(found("every week.")).isEqualTo("every week.");
    assertThat(found("too 🙂 every week")).isEqualTo("too 🙂 every week");
  }

  @Test
  void takesOffTheQuoteMarksThatAModelPutsAround() {
    assertThat(found("“Portal rejected it”")).isEqualTo("Portal rejected it");
  }

  @DisplayName("R6 a passage that is nearly there, or too short, is no quote")
  @ParameterizedTest
  @CsvSource({
    "Their system wants a PO",
    "their system wants the PO",
    "Portal accepted it",
    "every",
    "the PO",
    "Portal rejected it. Their system"
  })
  void refusesWhatIsNotThereWordForWord(String quote) {
    assertThat(Quotes.find(TEXT, quote)).as("%s must not be found", quote).isEmpty();
  }

  @Test
  void refusesAnEmptyQuoteAndAnEmptyText() {
    assertThat(Quotes.find(TEXT, "   ")).isEmpty();
    assertThat(Quotes.find("", "Portal rejected it")).isEmpty();
  }
}
