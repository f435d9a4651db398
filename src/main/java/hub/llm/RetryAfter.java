package hub.llm;

import com.openai.core.http.Headers;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How long a rate limit asks to wait: by header, or by the words "try again in 3.89s", "174ms" or
 * "1m30s".
 */
final class RetryAfter {
  private static final Pattern WORDS =
      Pattern.compile(
          "try again in (?:(\\d{1,3})m(?!s))?(?:(\\d{1,6}(?:\\.\\d{1,6})?)(ms|s))?",
          Pattern.CASE_INSENSITIVE);
  private static final Duration LONGEST = Duration.ofMinutes(10);

  private RetryAfter() {}

  static Optional<Duration> of(Headers headers, String message) {
    return number(headers, "retry-after-ms", 1)
        .or(() -> number(headers, "retry-after", 1000))
        .or(() -> inWords(message))
        .map(wait -> wait.compareTo(LONGEST) > 0 ? LONGEST : wait);
  }

  private static Optional<Duration> number(Headers headers, String name, int millis) {
    return headers.values(name).stream()
        .filter(value -> value.strip().matches("\\d{1,9}(\\.\\d{1,6})?"))
        .findFirst()
        .map(
            value ->
                Duration.ofMillis((long) Math.ceil(Double.parseDouble(value.strip()) * millis)));
  }

  private static Optional<Duration> inWords(String message) {
    Matcher words = WORDS.matcher(message);
    if (!words.find() || words.group(1) == null && words.group(2) == null) {
      return Optional.empty();
    }
    Duration minutes =
        words.group(1) == null ? Duration.ZERO : Duration.ofMinutes(Long.parseLong(words.group(1)));
    if (words.group(2) == null) {
      return Optional.of(minutes);
    }
    double amount = Double.parseDouble(words.group(2));
    return Optional.of(
        minutes.plusMillis(
            (long) Math.ceil(words.group(3).equalsIgnoreCase("ms") ? amount : amount * 1000)));
  }
}
