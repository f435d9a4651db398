package hub.vectors;

import hub.vectors.Nearest.Filter;
import java.time.Clock;
import java.time.Duration;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What somebody looks for.
 *
 * @param words in their own words; may be empty where {@code like} is given
 * @param like find what is like this stored text; null for a search by words
 * @param kind posts or comments alone; null for both
 * @param community in this one alone, without {@code r/}; empty for all
 * @param days not older than so many days; 0 for any age
 * @param leastScore with this score or more; null for any score
 * @param analysis among the texts of this analysis; null for all
 * @param most how many at most, 1 to 100
 */
public record Wanted(
    String words,
    @Nullable Long like,
    @Nullable Kind kind,
    String community,
    int days,
    @Nullable Integer leastScore,
    @Nullable UUID analysis,
    int most) {
  /** Longer questions are cut. */
  public static final int LONGEST = 400;

  /** How many results one search can have. */
  public static final int MOST = 100;

  public Wanted {
    words = words.strip();
    words = words.substring(0, Math.min(LONGEST, words.length()));
    community = community.strip().replaceFirst("^/?r/", "");
    days = Math.clamp(days, 0, 36_500);
    most = Math.clamp(most, 1, MOST);
  }

  /** A search by words over everything. */
  public static Wanted words(String words) {
    return new Wanted(words, null, null, "", 0, null, null, 20);
  }

  /** Whether there is nothing to look for. */
  public boolean isEmpty() {
    return words.isEmpty() && like == null;
  }

  Filter filter(Clock clock, @Nullable Set<Long> among) {
    return new Filter(
        kind,
        community.isEmpty() ? Set.of() : Set.of(community),
        days == 0 ? null : clock.instant().minus(Duration.ofDays(days)),
        leastScore,
        among);
  }
}
