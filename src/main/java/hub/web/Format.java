package hub.web;

import hub.CommunityName;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/**
 * How figures, amounts and times are written on every page; templates have it as {@code @fmt}.
 * Amounts are US dollars, never negative unless said; null is written as a dash. Times are in the
 * hub's own time zone.
 */
@Component("fmt")
public class Format {
  private static final String NOTHING = "–";
  private static final char MINUS = '−';
  private static final char NO_BREAK = '\u00a0';
  private static final DateTimeFormatter SECOND = pattern("HH:mm:ss");
  private static final DateTimeFormatter MINUTE = pattern("HH:mm");
  private static final DateTimeFormatter DATE = pattern("d MMM yyyy");
  private static final DateTimeFormatter DATE_AND_TIME = pattern("d MMM yyyy, HH:mm");
  private static final DateTimeFormatter DAY_AND_TIME = pattern("d MMM, HH:mm");
  private static final DateTimeFormatter DAY = pattern("d MMM");

  private final Clock clock;

  @Autowired
  Format(ObjectProvider<Clock> clock) {
    this(clock.getIfAvailable(Clock::systemDefaultZone));
  }

  /** With a clock of one's own; its zone is the pages'. */
  public Format(Clock clock) {
    this.clock = clock;
  }

  /** A community as people know it: {@code r/freelance}, or a forum's own name. */
  public String community(String name) {
    return CommunityName.shown(name);
  }

  /** An account as its forum shows it; a deleted one has no name. */
  public String author(String community, @Nullable String author) {
    return Objects.requireNonNullElse(CommunityName.author(community, author), "deleted account");
  }

  /** Running money, all four decimals: {@code $0.8316}. */
  public String running(@Nullable BigDecimal amount) {
    return amount == null ? NOTHING : "$" + grouped(amount, 4, RoundingMode.HALF_UP);
  }

  /** Running money up to the cent; {@link #faint} has the rest. */
  public String plain(@Nullable BigDecimal amount) {
    String all = running(amount);
    return amount == null ? all : all.substring(0, all.length() - 2);
  }

  /** The last two decimals of running money, which are set faint. */
  public String faint(@Nullable BigDecimal amount) {
    String all = running(amount);
    return amount == null ? "" : all.substring(all.length() - 2);
  }

  /** A budget, an estimate or an invoice's total: {@code $2.00}. */
  public String money(@Nullable BigDecimal amount) {
    return amount == null ? NOTHING : "$" + typed(amount);
  }

  /** The same as a field shows it, without the sign: {@code 2.00}. */
  public String typed(BigDecimal amount) {
    return grouped(amount, 2, RoundingMode.HALF_UP);
  }

  /** {@code $1.10 to $1.62}; one amount where both read the same. */
  public String range(BigDecimal low, BigDecimal high) {
    return money(low).equals(money(high)) ? money(low) : money(low) + " to " + money(high);
  }

  /** {@code 1,204}. */
  public String number(@Nullable Number number) {
    return number == null ? NOTHING : grouped(Long.toString(number.longValue()));
  }

  /** {@code 1 author}, {@code 1,204 authors}. */
  public String count(long number, String one, String many) {
    return number(number) + " " + (number == 1 ? one : many);
  }

  /** {@code 64 %}, the blank one that does not break. */
  public String percent(int percent) {
    return percent + "" + NO_BREAK + "%";
  }

  /** A change: {@code +42 %}, {@code −12 %} with a true minus, {@code 0 %}. */
  public String change(@Nullable Integer percent) {
    if (percent == null) {
      return NOTHING;
    }
    return (percent > 0 ? "+" : percent < 0 ? String.valueOf(MINUS) : "")
        + percent(Math.abs(percent));
  }

  /** A share of 0 to 1 as a length in markup: {@code 41.58%}. */
  public String length(double share) {
    return String.format(Locale.ROOT, "%.2f%%", 100 * Math.clamp(share, 0.0, 1.0));
  }

  /** In the log: {@code 14:02:31}. */
  public String second(Instant at) {
    return in(SECOND, at);
  }

  /** {@code 14:02}. */
  public String minute(Instant at) {
    return in(MINUTE, at);
  }

  /** {@code 23 Nov 2026}. */
  public String date(Instant at) {
    return in(DATE, at);
  }

  /** {@code 23 Nov 2026, 14:00}. */
  public String dateAndTime(Instant at) {
    return in(DATE_AND_TIME, at);
  }

  /** A comment's time, whose thread says the year: {@code 11 Nov, 10:15}. */
  public String dayAndTime(Instant at) {
    return in(DAY_AND_TIME, at);
  }

  /**
   * As short as it stays clear: {@code 14:00} today, {@code 22 Nov} this year, else {@code 22 Nov
   * 2025}.
   */
  public String when(Instant at) {
    ZonedDateTime then = at.atZone(clock.getZone());
    ZonedDateTime now = ZonedDateTime.now(clock);
    if (then.toLocalDate().equals(now.toLocalDate())) {
      return minute(at);
    }
    return in(then.getYear() == now.getYear() ? DAY : DATE, at);
  }

  /** {@code today, 13:40}, else the date and the time. */
  public String todayOr(Instant at) {
    boolean today =
        at.atZone(clock.getZone()).toLocalDate().equals(ZonedDateTime.now(clock).toLocalDate());
    return today ? "today, " + minute(at) : dateAndTime(at);
  }

  /**
   * {@code 31 s}, {@code 2 min 31 s}, {@code 12 min}, {@code 1 h 5 min}: the two largest units,
   * seconds below ten minutes.
   */
  public String duration(Duration duration) {
    long seconds = Math.max(0, duration.toSeconds());
    if (seconds < 60) {
      return seconds + " s";
    }
    long minutes = seconds / 60;
    if (minutes < 60) {
      return minutes + " min" + (minutes < 10 && seconds % 60 > 0 ? " " + seconds % 60 + " s" : "");
    }
    return minutes / 60 + " h" + (minutes % 60 > 0 ? " " + minutes % 60 + " min" : "");
  }

  /** A position in the log, four digits at least: {@code 0187}. */
  public String position(long position) {
    String digits = Long.toString(position);
    return "0".repeat(Math.max(0, 4 - digits.length())) + digits;
  }

  private static DateTimeFormatter pattern(String pattern) {
    return DateTimeFormatter.ofPattern(pattern, Locale.ENGLISH);
  }

  private String in(DateTimeFormatter pattern, Instant at) {
    return pattern.format(at.atZone(clock.getZone()));
  }

  private static String grouped(BigDecimal amount, int decimals, RoundingMode rounding) {
    BigDecimal rounded = amount.setScale(decimals, rounding);
    String all = grouped(rounded.abs().toPlainString());
    return rounded.signum() < 0 ? MINUS + all : all;
  }

  /** A page has hundreds of numbers: the JDK's formats would take a tenth of its time. */
  private static String grouped(String plain) {
    int point = plain.indexOf('.');
    var grouped = new StringBuilder(plain);
    for (int at = (point < 0 ? plain.length() : point) - 3;
        at > (plain.startsWith("-") ? 1 : 0);
        at -= 3) {
      grouped.insert(at, ',');
    }
    return grouped.toString();
  }
}
