package hub.analysis.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import org.junit.jupiter.api.Test;

class MoneyLineTest {

  private static MoneyLine money(String budget, String charged, String held, String earmarked) {
    return new MoneyLine(
        new BigDecimal(budget),
        new BigDecimal(charged),
        new BigDecimal(held),
        5,
        new BigDecimal(earmarked),
        "",
        null,
        null);
  }

  @Test
  void roundsChargedAndHeldUpAndLeavesTheRestFree() {
    MoneyLine money = money("2.00", "0.8315500001", "0.0223001", "0.04");

    assertThat(money.shownCharged()).isEqualTo("0.8316");
    assertThat(money.shownCalls()).isEqualTo("0.0224");
    assertThat(money.shownHeld()).isEqualTo("0.0624");
    assertThat(money.shownFree()).isEqualTo("1.1060");
    assertThat(money.shownCharged().add(money.shownHeld()).add(money.shownFree()))
        .isEqualByComparingTo("2");
  }

  @Test
  void neverShowsLessThanNothingAsFree() {
    assertThat(money("1.00", "0.99995", "0.00005", "0").shownFree()).isEqualByComparingTo("0");
  }

  @Test
  void endsItsBarAtTheBudget() {
    MoneyBar bar = money("1.00", "0.9", "0.3", "0").bar();

    assertThat(bar.spent() + bar.held()).isLessThanOrEqualTo(1);
    assertThat(bar.estimate()).isNull();
  }
}
