package hub.analysis.view;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * When an analysis is likely to end, and when it goes on if it waits. The page counts the seconds
 * down.
 *
 * @param at the instant of which it speaks
 * @param earliest null if nothing like it was measured yet
 * @param latest likewise
 * @param goesOn when its next job tries again; null if something can run
 */
public record Ends(
    Instant at, @Nullable Instant earliest, @Nullable Instant latest, @Nullable Instant goesOn) {

  /** Nothing is known, or it has ended. */
  public static Ends unknown(Instant at) {
    return new Ends(at, null, null, null);
  }

  /** {@code 40 s to 2 min}; empty if it is not known. */
  public String left() {
    if (earliest == null || latest == null) {
      return "";
    }
    return span(earliest) + " to " + span(latest);
  }

  /** {@code 12 s}; empty if something can run. */
  public String pause() {
    return goesOn == null ? "" : span(goesOn);
  }

  private String span(Instant until) {
    long seconds = Math.max(0, Duration.between(at, until).toSeconds());
    return seconds < 100
        ? seconds + " s"
        : String.format(Locale.ROOT, "%,d min", Math.round(seconds / 60.0));
  }
}
