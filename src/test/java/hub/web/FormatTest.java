package hub.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FormatTest {
  private static final Instant NOW = Instant.parse("2026-11-23T14:02:31Z");

  private final Format fmt = new Format(Clock.fixed(NOW, ZoneOffset.UTC));

  private static BigDecimal usd(String amount) {
    return new BigDecimal(amount);
  }

  @Test
  void writesRunningMoneyWithFourDecimalsInTwoParts() {
    assertThat(fmt.running(usd("0.83155"))).isEqualTo("$0.8316");
    assertThat(fmt.plain(usd("1204.5"))).isEqualTo("$1,204.50");
    assertThat(fmt.faint(usd("1204.5"))).isEqualTo("00");
    assertThat(fmt.running(null)).isEqualTo("–");
  }

  @Test
  void writesBudgetsAndRangesWithTwo() {
    assertThat(fmt.money(usd("2"))).isEqualTo("$2.00");
    assertThat(fmt.range(usd("1.1"), usd("1.62"))).isEqualTo("$1.10 to $1.62");
    assertThat(fmt.range(usd("1.101"), usd("1.099"))).isEqualTo("$1.10");
  }

  @Test
  void signsChangesWithATrueMinus() {
    assertThat(fmt.change(42)).isEqualTo("+42\u00a0%");
    assertThat(fmt.change(-12)).isEqualTo("\u221212\u00a0%");
    assertThat(fmt.change(0)).isEqualTo("0\u00a0%");
    assertThat(fmt.change(null)).isEqualTo("–");
  }

  @ParameterizedTest
  @CsvSource({
    "31, 31 s",
    "151, 2 min 31 s",
    "120, 2 min",
    "745, 12 min",
    "3900, 1 h 5 min",
    "-3, 0 s"
  })
  void writesDurationsByTheirTwoLargestUnits(long seconds, String words) {
    assertThat(fmt.duration(Duration.ofSeconds(seconds))).isEqualTo(words);
  }

  @Test
  void writesTimesAsShortAsTheyStayClear() {
    assertThat(fmt.second(NOW)).isEqualTo("14:02:31");
    assertThat(fmt.when(NOW)).isEqualTo("14:02");
    assertThat(fmt.when(Instant.parse("2026-11-22T09:00:00Z"))).isEqualTo("22 Nov");
    assertThat(fmt.when(Instant.parse("2025-11-22T09:00:00Z"))).isEqualTo("22 Nov 2025");
    assertThat(fmt.dateAndTime(NOW)).isEqualTo("23 Nov 2026, 14:02");
    assertThat(fmt.todayOr(NOW)).isEqualTo("today, 14:02");
  }

  @Test
  void countsInWords() {
    assertThat(fmt.count(1, "author", "authors")).isEqualTo("1 author");
    assertThat(fmt.count(1204, "post", "posts")).isEqualTo("1,204 posts");
    assertThat(fmt.position(187)).isEqualTo("0187");
    assertThat(fmt.length(0.41577)).isEqualTo("41.58%");
  }
}
