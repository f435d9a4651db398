package hub.monitors;

import hub.analysis.view.Refused;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/**
 * What a typed schedule means.
 *
 * @param words in plain words; or what is wrong with it
 * @param next the next five times, in its own zone; empty if it is wrong
 */
public record Preview(boolean right, String words, List<String> next) {
  private static final DateTimeFormatter WHOLE =
      DateTimeFormatter.ofPattern("EEE d MMM yyyy, HH:mm", Locale.ENGLISH);

  static Preview of(String cron, String zone, Instant now) {
    try {
      Schedule schedule = Schedule.typed(cron, zone, now);
      return new Preview(
          true,
          ScheduleWords.of(schedule),
          schedule.next(now, 5).stream()
              .map(tick -> WHOLE.format(tick.atZone(schedule.zone())))
              .toList());
    } catch (Refused refused) {
      return new Preview(false, refused.sentence(), List.of());
    }
  }
}
