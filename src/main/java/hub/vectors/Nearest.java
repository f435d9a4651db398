package hub.vectors;

import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A question to an index: which texts are nearest to this vector? All filters apply inside the
 * search, so it finds {@code most} whenever so many match.
 *
 * @param model whose vectors are compared
 * @param vector a unit vector of that model
 * @param most how many at most, from 1
 * @param filter which texts count
 */
public record Nearest(String model, Space space, float[] vector, int most, Filter filter) {

  /**
   * Which texts count.
   *
   * @param kind posts or comments alone; null for both
   * @param communities any of these; empty for all
   * @param since not older than this; null for any age
   * @param leastScore with this score or more; null for any score
   * @param among only these texts; null for all
   */
  public record Filter(
      @Nullable Kind kind,
      Set<String> communities,
      @Nullable Instant since,
      @Nullable Integer leastScore,
      @Nullable Set<Long> among) {

    /** Every text. */
    public static final Filter NONE = new Filter(null, Set.of(), null, null, null);
  }
}
