package hub.monitors;

import hub.analysis.view.Refused;
import java.text.ParseException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.TimeZone;
import org.quartz.CronExpression;

/**
 * When a monitor runs: a cron expression as Quartz reads it (seconds first), in a time zone. A time
 * that a change of clocks leaves out is skipped, one that comes twice fires once.
 */
record Schedule(String cron, ZoneId zone) {
  /** More missed ticks than this are no longer counted one by one. */
  private static final int MOST_MISSED = 100_000;

  /**
   * A schedule as typed.
   *
   * @throws Refused if Quartz can't read it, if it never fires, or if the zone is unknown
   */
  static Schedule typed(String cron, String zone, Instant now) {
    Schedule schedule = new Schedule(cron.strip(), zoneOf(zone));
    try {
      new CronExpression(schedule.cron);
    } catch (ParseException | UnsupportedOperationException | IllegalArgumentException e) {
      throw new Refused(
          "cron",
          "Six fields are expected: second, minute, hour, day, month, weekday, like 0 0 9 ? * MON. %s."
              .formatted(withoutStop(e)));
    }
    if (schedule.next(now).isEmpty()) {
      throw new Refused("cron", "This never fires. A weekly one looks like 0 0 9 ? * MON.");
    }
    return schedule;
  }

  private static String withoutStop(Exception e) {
    return String.valueOf(e.getMessage()).replaceFirst("\\.$", "");
  }

  private static ZoneId zoneOf(String zone) {
    try {
      return ZoneId.of(zone.strip());
    } catch (DateTimeException e) {
      throw new Refused("zone", "Choose a time zone of the list, like Europe/Prague.");
    }
  }

  /** The first tick after an instant; empty if there is none. */
  Optional<Instant> next(Instant after) {
    return Optional.ofNullable(expression().getNextValidTimeAfter(Date.from(after)))
        .map(Date::toInstant);
  }

  /** The next ticks, at most so many. */
  List<Instant> next(Instant after, int many) {
    List<Instant> ticks = new ArrayList<>();
    Optional<Instant> tick = next(after);
    while (tick.isPresent() && ticks.size() < many) {
      ticks.add(tick.get());
      tick = next(tick.get());
    }
    return ticks;
  }

  /**
   * What is due.
   *
   * @param tick the latest one that has passed
   * @param missed how many before it passed without a run
   */
  record Due(Instant tick, int missed) {}

  /** The latest tick up to now, from the first one that has not run. */
  Due due(Instant first, Instant now) {
    Instant tick = first;
    int missed = 0;
    Optional<Instant> later = next(first);
    while (later.isPresent() && !later.get().isAfter(now) && missed < MOST_MISSED) {
      tick = later.get();
      missed++;
      later = next(tick);
    }
    return new Due(tick, missed);
  }

  /** The first tick of the month after this instant's. */
  Optional<Instant> firstOfNextMonth(Instant now) {
    return next(monthOf(now).plusMonths(1).atDay(1).atStartOfDay(zone).toInstant().minusMillis(1));
  }

  /** The calendar month of an instant, here. */
  YearMonth monthOf(Instant at) {
    return YearMonth.from(at.atZone(zone));
  }

  /** When that month began. */
  Instant monthBegan(Instant now) {
    return monthOf(now).atDay(1).atStartOfDay(zone).toInstant();
  }

  /** The time between the next two ticks. */
  Duration period(Instant now) {
    List<Instant> two = next(now, 2);
    return two.size() < 2 ? Duration.ofDays(7) : Duration.between(two.get(0), two.get(1));
  }

  CronExpression expression() {
    try {
      CronExpression expression = new CronExpression(cron);
      expression.setTimeZone(TimeZone.getTimeZone(zone));
      return expression;
    } catch (ParseException e) {
      throw new IllegalStateException("A stored schedule can't be read: " + cron, e);
    }
  }
}
