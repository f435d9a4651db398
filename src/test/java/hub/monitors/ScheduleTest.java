package hub.monitors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hub.analysis.view.Refused;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ScheduleTest {
  private static final Instant NOW = Instant.parse("2026-03-20T12:00:00Z");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "0 0 9 ? * MON | at 09:00 on Monday, Prague time",
        "0 0 9 * * ? | every day at 09:00, Prague time",
        "0 0 9 ? * MON-FRI | at 09:00 from Monday to Friday, Prague time",
        "0 30 8 1 * ? | at 08:30 on day 1 of the month, Prague time",
        "0 0/15 * * * ? | every 15 minutes, Prague time",
        "0 0 9 ? * MON#2 | at 09:00 on Monday number 2 of the month, Prague time",
        "0 15 10 L * ? | at 10:15 last day of month, Prague time"
      })
  void saysInPlainWordsWhenItRuns(String cron, String words) {
    assertThat(ScheduleWords.of(Schedule.typed(cron, "Europe/Prague", NOW))).isEqualTo(words);
  }

  @Test
  void keepsToTheClockOnTheWallWhenItIsChanged() {
    Schedule daily = Schedule.typed("0 30 2 * * ?", "Europe/Prague", NOW);

    List<Instant> spring = daily.next(Instant.parse("2026-03-27T12:00:00Z"), 3);
    List<Instant> autumn = daily.next(Instant.parse("2026-10-24T12:00:00Z"), 2);

    assertThat(spring)
        .as("half past two is left out on the 29th")
        .startsWith(Instant.parse("2026-03-28T01:30:00Z"), Instant.parse("2026-03-30T00:30:00Z"));
    assertThat(autumn)
        .as("half past two comes twice and fires once")
        .hasSize(2)
        .last()
        .isEqualTo(Instant.parse("2026-10-26T01:30:00Z"));
  }

  @Test
  void runsTheLatestOfSeveralMissedTicksAndCountsTheOthers() {
    Schedule hourly = Schedule.typed("0 0 * * * ?", "UTC", NOW);

    Schedule.Due due = hourly.due(NOW.plusSeconds(3600), NOW.plusSeconds(4 * 3600 + 720));

    assertThat(due).isEqualTo(new Schedule.Due(NOW.plusSeconds(4 * 3600), 3));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "every monday",
        "0 9 * * 1",
        "0 0 25 * * ?",
        "0 0 9 ? * MON 1999",
        "0 0 9 * * *"
      })
  @DisplayName("A schedule that Quartz can't read, or that never fires, is refused with an example")
  void refusesWhatNeverFires(String cron) {
    assertThatThrownBy(() -> Schedule.typed(cron, "Europe/Prague", NOW))
        .isInstanceOf(Refused.class)
        .hasMessageContaining("0 0 9 ? * MON");
  }

  @Test
  void refusesAnUnknownTimeZone() {
    assertThatThrownBy(() -> Schedule.typed("0 0 9 * * ?", "Europe/Pragu", NOW))
        .isInstanceOf(Refused.class)
        .hasMessageContaining("Europe/Prague");
  }
}
