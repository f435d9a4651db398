package hub.analysis.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PhrasesTest {

  @Test
  void countsWhoUsesARunOfWordsAndKeepsTheLongest() {
    var phrases =
        Phrases.of(
            List.of(
                quote("ada", "My bank transfer pays for nine jobs."),
                quote("bo", "One Bank Transfer pays for everything"),
                quote("cy", "a bank transfer, late again")));

    assertThat(phrases)
        .containsExactly(
            new Phrases.Phrase("bank transfer", 3), new Phrases.Phrase("bank transfer pays", 2));
  }

  @Test
  void countsOnePersonOnceAndReachesOverNoComma() {
    assertThat(
            Phrases.of(
                List.of(
                    quote("ada", "late payment"),
                    quote("ada", "late payment again"),
                    quote("bo", "late, payment"),
                    quote(null, "late payment"))))
        .isEmpty();
  }

  private static Quote quote(@Nullable String author, String words) {
    return new Quote(
        1,
        1,
        false,
        new MarkedText(words, List.of()),
        author,
        "freelance",
        Instant.EPOCH,
        new Quote.Place(1, 0, 1));
  }
}
