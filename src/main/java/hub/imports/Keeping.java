package hub.imports;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/**
 * Until when a dump's texts are kept, and why so long.
 *
 * @param expiresAt when they are erased
 * @param reason null where they are kept no longer than usual
 */
public record Keeping(Instant expiresAt, @Nullable String reason) {
  private static final int LONGEST_REASON = 500;
  private static final int SHORTEST_REASON = 10;

  /**
   * As people choose it on the page.
   *
   * @param until the last day, like 2027-01-31; empty for as long as usual
   * @param usual how long texts are kept without a reason
   * @throws ImportRefused if the date is none or has passed, or the reason is missing
   */
  public static Keeping chosen(String until, String reason, Duration usual, Instant now) {
    return until.isBlank()
        ? new Keeping(now.plus(usual), null)
        : reasoned(endOf(until.strip()), reason, usual, now);
  }

  /**
   * For a length of time.
   *
   * @throws ImportRefused if it is longer than usual and there is no reason
   */
  static Keeping lasting(Duration time, String reason, Duration usual, Instant now) {
    return reasoned(now.plus(time), reason, usual, now);
  }

  private static Keeping reasoned(Instant expiresAt, String typed, Duration usual, Instant now) {
    if (!expiresAt.isAfter(now)) {
      throw new ImportRefused("That day has passed. Choose a later one.");
    }
    String reason = typed.strip();
    if (!expiresAt.isAfter(now.plus(usual))) {
      return new Keeping(expiresAt, reason.isEmpty() ? null : shortened(reason));
    }
    if (reason.length() < SHORTEST_REASON) {
      throw new ImportRefused(
          "Say why the texts are kept for more than %d hours, in a few words. It is recorded with the import."
              .formatted(usual.toHours()));
    }
    return new Keeping(expiresAt, shortened(reason));
  }

  private static String shortened(String reason) {
    return reason.substring(0, Math.min(LONGEST_REASON, reason.length()));
  }

  private static Instant endOf(String day) {
    try {
      return LocalDate.parse(day).plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant();
    } catch (DateTimeException e) {
      throw new ImportRefused("“%s” is no date. Dates look like 2027-01-31.".formatted(day));
    }
  }
}
