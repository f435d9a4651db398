package hub.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CopiesTest {
  private static final String TEXT =
      """
      I work with five agencies and four of them moved to a supplier portal this year. I have sent the same
      invoice to the same agency four times now. Each time the portal says invalid, and each time a different
      person tells me it is fine on their side.
      """;

  @Test
  void tellsTheSameWordsInOtherCaseAndPunctuationAsCopies() {
    assertThat(Copies.alike(Copies.key(TEXT), Copies.key(TEXT.toUpperCase().replace(".", "!"))))
        .isTrue();
  }

  @Test
  void tellsACopyWithAFewWordsChanged() {
    String copy = TEXT.replace("this year", "last year");

    assertThat(Copies.alike(Copies.key(TEXT), Copies.key(copy))).isTrue();
  }

  @Test
  void tellsAnotherPersonsTextOnTheSameProblemApart() {
    String other =
        """
        Our biggest client switched to a vendor portal and now every invoice bounces twice before it is taken.
        Nobody can say which field is wrong, so I retype all of it and hope, usually on a Sunday evening.
        """;

    assertThat(Copies.alike(Copies.key(TEXT), Copies.key(other))).isFalse();
  }

  @Test
  void doesNotCompareShortTexts() {
    assertThat(Copies.key("Same here, every month.")).isNull();
    assertThat(Copies.alike(null, null)).isFalse();
  }
}
