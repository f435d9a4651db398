package hub.analysis.view;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Discounted cumulative gain of a ranking (Järvelin and Kekäläinen 2002): each grade counts the
 * less the later it comes, divided by the logarithm to base 2 of its rank plus one. Things of equal
 * value share their ranks, each counting with the group's mean grade (McSherry and Najork 2008), so
 * that no order between them is invented.
 */
public final class Gain {
  /**
   * A thing in a ranking.
   *
   * @param value what it is ranked by, the highest first
   * @param grade what it is worth, from 0
   */
  public record Graded(double value, double grade) {}

  private Gain() {}

  /** The gain of the first {@code k} as a share of the best possible; 0 if nothing is worth any. */
  public static double normalised(Collection<Graded> things, int k) {
    double best =
        discounted(
            things.stream().map(thing -> new Graded(thing.grade(), thing.grade())).toList(), k);
    return best == 0 ? 0 : discounted(things, k) / best;
  }

  /** The gain of the first {@code k}. */
  public static double discounted(Collection<Graded> things, int k) {
    TreeMap<Double, List<Graded>> byValue = new TreeMap<>(Comparator.reverseOrder());
    things.forEach(
        thing ->
            byValue.merge(
                thing.value(),
                List.of(thing),
                (some, one) -> Stream.concat(some.stream(), one.stream()).toList()));
    double gain = 0;
    int rank = 1;
    for (List<Graded> group : byValue.values()) {
      double mean = group.stream().mapToDouble(Graded::grade).average().orElse(0);
      for (int i = 0; i < group.size() && rank <= k; i++, rank++) {
        gain += mean / (Math.log(rank + 1) / Math.log(2));
      }
    }
    return gain;
  }
}
