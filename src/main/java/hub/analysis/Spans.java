package hub.analysis;

import java.time.Duration;

/** Durations in words: {@code 2 min 31 s}. */
final class Spans {
  private Spans() {}

  static String words(Duration span) {
    long seconds = Math.max(0, span.toSeconds());
    if (seconds < 60) {
      return seconds + " s";
    }
    if (seconds < 3600) {
      return "%d min %d s".formatted(seconds / 60, seconds % 60);
    }
    return "%d h %d min".formatted(seconds / 3600, seconds % 3600 / 60);
  }
}
