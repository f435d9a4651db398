package hub.monitors;

import com.cronutils.descriptor.CronDescriptor;
import com.cronutils.model.CronType;
import com.cronutils.model.definition.CronDefinitionBuilder;
import com.cronutils.parser.CronParser;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** A schedule in plain words: {@code at 09:00 on Monday, Prague time}. */
final class ScheduleWords {
  private static final CronParser PARSER =
      new CronParser(CronDefinitionBuilder.instanceDefinitionFor(CronType.QUARTZ));
  private static final CronDescriptor DESCRIPTOR = CronDescriptor.instance(Locale.UK);

  /** What the library says, and how one would say it. */
  private static final Map<String, String> BETTER = better();

  private ScheduleWords() {}

  static String of(Schedule schedule) {
    return "%s, %s time".formatted(when(schedule.cron()), city(schedule));
  }

  private static String when(String cron) {
    try {
      String words = DESCRIPTOR.describe(PARSER.parse(cron));
      for (Map.Entry<String, String> each : BETTER.entrySet()) {
        words = words.replaceAll(each.getKey(), each.getValue());
      }
      return words;
    } catch (IllegalArgumentException notToBeSaid) {
      // Quartz reads it, or it would not be stored; the next five times say what it means.
      return "as the expression says";
    }
  }

  private static Map<String, String> better() {
    Map<String, String> better = new LinkedHashMap<>();
    better.put("^(at \\d\\d:\\d\\d)$", "every day $1");
    better.put(" at (\\d+) day\\b", " on day $1 of the month");
    better.put(" at ([A-Z]\\w+(?:(?:, | and )[A-Z]\\w+)*) days?\\b", " on $1");
    better.put(" every day between ([A-Z]\\w+) and ([A-Z]\\w+)", " from $1 to $2");
    better.put(" ([A-Z]\\w+) (\\d) of every month", " on $1 number $2 of the month");
    return better;
  }

  private static String city(Schedule schedule) {
    String zone = schedule.zone().getId();
    return zone.substring(zone.lastIndexOf('/') + 1).replace('_', ' ');
  }
}
