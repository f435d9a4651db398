package hub.reddit;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/**
 * How long Reddit asks us to stay away: seconds or a date in {@code retry-after}, else the end of
 * its window.
 */
final class Pauses {
  private static final Duration SHORTEST = Duration.ofSeconds(1);
  private static final Duration LONGEST = Duration.ofHours(1);

  private Pauses() {}

  static Duration of(RedditAnswer answer, Duration usual, Clock clock) {
    Duration said =
        answer
            .number("retry-after")
            .map(Pauses::seconds)
            .or(() -> date(answer, clock))
            .or(() -> endOfWindow(answer))
            .orElse(usual);
    return said.compareTo(SHORTEST) < 0 ? SHORTEST : said.compareTo(LONGEST) > 0 ? LONGEST : said;
  }

  private static Optional<Duration> endOfWindow(RedditAnswer answer) {
    return answer.status() == 429
        ? answer.number("x-ratelimit-reset").map(Pauses::seconds)
        : Optional.empty();
  }

  private static Optional<Duration> date(RedditAnswer answer, Clock clock) {
    return answer.header("retry-after").flatMap(text -> until(text, clock));
  }

  private static Optional<Duration> until(String date, Clock clock) {
    try {
      ZonedDateTime at = ZonedDateTime.parse(date.strip(), DateTimeFormatter.RFC_1123_DATE_TIME);
      return Optional.of(Duration.between(clock.instant(), at.toInstant()));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  private static Duration seconds(double seconds) {
    return Duration.ofMillis((long) (Math.min(seconds, LONGEST.toSeconds()) * 1000));
  }
}
