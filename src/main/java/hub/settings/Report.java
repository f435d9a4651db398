package hub.settings;

import hub.web.Finding;
import java.time.Instant;
import java.util.List;

/**
 * What all checks found, in their order.
 *
 * @param at when they looked
 */
public record Report(List<Line> lines, Instant at) {

  /** What one check found. */
  public record Line(String subject, Finding finding) {}

  /** All in one sentence, for ears and for those in a hurry. */
  public String words() {
    long broken = count(Finding.Result.BROKEN);
    long attention = count(Finding.Result.ATTENTION);
    if (broken == 0 && attention == 0) {
      return "All is well.";
    }
    return broken == 0
        ? "Nothing is broken; %d %s your attention."
            .formatted(attention, attention == 1 ? "needs" : "need")
        : "%d %s broken, %d %s your attention."
            .formatted(
                broken, broken == 1 ? "is" : "are", attention, attention == 1 ? "needs" : "need");
  }

  private long count(Finding.Result result) {
    return lines.stream().filter(line -> line.finding().result() == result).count();
  }
}
