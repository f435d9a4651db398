package hub.integration.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DifferenceTest {

  @Test
  void showsWhatChangedWithThreeLinesAround() {
    String before =
        IntStream.rangeClosed(1, 20).mapToObj(n -> "line " + n).collect(Collectors.joining("\n"));
    String after = before.replace("line 10\n", "line ten\nline ten and a half\n");

    Difference difference = Difference.between(before, after);

    assertThat(difference.changedLines()).containsExactly(10, 11);
    assertThat(difference.size()).isEqualTo(2);
    assertThat(difference.rows())
        .extracting(row -> row.sign() + row.text())
        .containsExactly(
            "6 lines are the same",
            "line 7",
            "line 8",
            "line 9",
            "−line 10",
            "+line ten",
            "+line ten and a half",
            "line 11",
            "line 12",
            "line 13",
            "7 lines are the same");
    assertThat(difference.rows().get(7)).isEqualTo(new Difference.Row("same", 11, 12, "line 11"));
  }

  @Test
  void isEmptyBetweenEqualTexts() {
    assertThat(Difference.between("a\nb", "a\nb").rows()).isEmpty();
  }

  @Test
  void isAllNewForTheFirstVersion() {
    assertThat(Difference.between("", "a\nb").rows())
        .extracting(Difference.Row::kind)
        .containsExactly("new", "new");
  }
}
