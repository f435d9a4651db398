package hub.analysis.view;

import static org.assertj.core.api.Assertions.assertThat;

import hub.analysis.view.Mark.Verdict;
import org.junit.jupiter.api.Test;

class MarkTest {
  private static final Mark USEFUL = new Mark(Verdict.USEFUL, "A client asked", true, false);

  @Test
  void losesItsReasonWithItsVerdict() {
    assertThat(MarkAct.NOT_USEFUL.on(USEFUL, null))
        .isEqualTo(new Mark(Verdict.NOT_USEFUL, "", true, false));
    assertThat(MarkAct.UNMARK.on(USEFUL, "typed")).isEqualTo(new Mark(null, "", true, false));
    assertThat(MarkAct.USEFUL.on(USEFUL, null)).isEqualTo(USEFUL);
  }

  @Test
  void isNeverHiddenAndPinned() {
    Mark hidden = MarkAct.HIDE.on(USEFUL, null);
    assertThat(hidden).isEqualTo(new Mark(Verdict.USEFUL, "A client asked", false, true));
    assertThat(MarkAct.PIN.on(hidden, null)).isEqualTo(USEFUL);
  }

  @Test
  void keepsWhatWasTypedBesideAnyPress() {
    assertThat(MarkAct.PIN.on(Mark.NONE, " Too small ").reason()).isEqualTo("Too small");
    assertThat(MarkAct.USEFUL.on(Mark.NONE, "a\0b").reason()).isEqualTo("ab");
    assertThat(MarkAct.USEFUL.on(Mark.NONE, "😀".repeat(600)).reason())
        .isEqualTo("😀".repeat(Mark.LONGEST_REASON));
  }
}
