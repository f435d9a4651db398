package hub.sources;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class WordingsTest {
  private final Wordings gone =
      Wordings.of(List.of("Nobody pays me\n\nEvery agency I know pays after ninety days. Why?"));

  @Test
  void findsFiveWordsInARowWhateverStandsBetweenThem() {
    assertThat(gone.standIn("They say “agency I know PAYS, after” and more")).isTrue();
    assertThat(gone.standIn("An agency I know pays late, after ninety days")).isFalse();
  }

  @Test
  void findsAWholeShortLine() {
    assertThat(gone.standIn("Nobody pays me, they write")).isTrue();
    assertThat(gone.standIn("Nobody pays")).isFalse();
  }

  @Test
  void asksForNothingOfVeryShortTexts() {
    assertThat(Wordings.of(List.of("Same here")).isEmpty()).isTrue();
  }
}
