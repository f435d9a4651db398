package hub.monitors;

import java.time.Duration;

/** Counts and times as the history says them. */
final class Words {
  private Words() {}

  static String count(int number, String one, String many) {
    return number + " " + (number == 1 ? one : many);
  }

  /** {@code 12 min}, {@code 3 h}, {@code 2 days}. */
  static String minutes(Duration duration) {
    if (duration.toMinutes() < 120) {
      return duration.toMinutes() + " min";
    }
    return duration.toHours() < 48 ? duration.toHours() + " h" : duration.toDays() + " days";
  }
}
