package hub.budget;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hub.TestDatabase;
import java.math.BigDecimal;
import java.time.Clock;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.dao.DataAccessException;

class AmountsTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "NaN",
        "Infinity",
        "-Infinity",
        "1e400",
        "1e3",
        "-0.01",
        "1000000000",
        "0.0000000000000000001",
        "",
        " ",
        "0x10",
        "1,5",
        "99999999999999999999999999",
        "١٢"
      })
  @DisplayName("B16 Refuses what is no amount at the boundary")
  void refusesWhatIsNoAmount(String typed) {
    assertThatThrownBy(() -> Amounts.parse("the budget", typed)).isInstanceOf(InvalidAmount.class);
  }

  @Test
  @DisplayName("B16 Refuses numbers whose arithmetic would never end")
  void refusesMonstrousNumbers() {
    for (String number : new String[] {"1e999999999", "1e-999999999", "-1e-999999999"}) {
      assertThatThrownBy(() -> Amounts.checked("the budget", new BigDecimal(number)))
          .isInstanceOf(InvalidAmount.class);
    }
  }

  @Test
  void takesCentsAsTyped() {
    assertThat(Amounts.parse("the budget", " 2.50 ")).isEqualByComparingTo("2.50");
  }

  @Test
  @DisplayName("B16 The database refuses NaN, infinite, negative and too large amounts too")
  void theDatabaseRefusesThemToo() {
    try (TestDatabase database = TestDatabase.fresh()) {
      UUID budget = new Money(database.jdbc(), Clock.systemUTC()).budget("1.00");
      for (String amount :
          new String[] {"NaN", "Infinity", "-1", "1000000000", "0.0000000000000000001"}) {
        assertThatThrownBy(
                () ->
                    database
                        .jdbc()
                        .sql("update budget set limit_usd = '" + amount + "'::numeric")
                        .update())
            .isInstanceOf(DataAccessException.class);
      }
      assertThatThrownBy(
              () ->
                  database
                      .jdbc()
                      .sql("update budget set held = 1.01 where id = :id")
                      .param("id", budget)
                      .update())
          .isInstanceOf(DataAccessException.class);
    }
  }
}
