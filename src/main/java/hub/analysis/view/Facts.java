package hub.analysis.view;

import org.jspecify.annotations.Nullable;

/**
 * What a score rests on: counted from posts by code, and judged by the model.
 *
 * @param authors independent authors
 * @param threads in how many threads
 * @param recentPercent the share of mentions of the last 90 days, 0 to 100
 * @param growthPercent mentions of the last 90 days against the 90 before; null where there were
 *     none before
 */
public record Facts(
    int authors,
    int threads,
    int recentPercent,
    @Nullable Integer growthPercent,
    Reading pain,
    Reading wouldPay,
    Reading doable,
    Reading room) {

  /**
   * One judgement.
   *
   * @param level 0 to 4; where two readings differ, the lower one
   * @param other the higher one of two readings that differ; null if they agree or there was one
   */
  public record Reading(int level, @Nullable Integer other) {

    public static Reading of(int level) {
      return new Reading(level, null);
    }

    /** Two readings: the lower counts. */
    public static Reading of(int one, int two) {
      return one == two ? of(one) : new Reading(Math.min(one, two), Math.max(one, two));
    }

    /**
     * What each of the four steps shows: {@code full}, {@code half} (readings differ here) or
     * {@code none}.
     */
    public String step(int number) {
      if (number <= level) {
        return "full";
      }
      return other != null && number <= other ? "half" : "none";
    }
  }
}
