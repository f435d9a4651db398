package hub.vectors;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;

/** How well groups fit labels. */
final class ThemeMeasures {
  private ThemeMeasures() {}

  /** Agreement of two groupings beyond chance: 1 for equal ones, near 0 for unrelated ones. */
  static double adjustedRand(List<?> one, List<?> other) {
    double both =
        pairs(
            IntStream.range(0, one.size())
                .mapToObj(i -> List.of(one.get(i), other.get(i)))
                .toList());
    double ofOne = pairs(one);
    double ofOther = pairs(other);
    double chance = ofOne * ofOther / (one.size() * (one.size() - 1) / 2.0);
    double most = (ofOne + ofOther) / 2;
    return most == chance ? 1 : (both - chance) / (most - chance);
  }

  private static double pairs(List<?> labels) {
    Map<Object, Long> counts = new HashMap<>();
    labels.forEach(label -> counts.merge(label, 1L, Long::sum));
    return counts.values().stream().mapToDouble(n -> n * (n - 1) / 2.0).sum();
  }

  /** The share of grouped members that carry their group's commonest label. */
  static double purity(List<?> labels, List<Integer> groups) {
    Map<Integer, Map<Object, Integer>> counts = new HashMap<>();
    for (int i = 0; i < labels.size(); i++) {
      if (groups.get(i) != Clusters.ALONE) {
        counts
            .computeIfAbsent(groups.get(i), none -> new HashMap<>())
            .merge(Objects.requireNonNull(labels.get(i)), 1, Integer::sum);
      }
    }
    double right =
        counts.values().stream()
            .mapToInt(group -> group.values().stream().mapToInt(n -> n).max().orElse(0))
            .sum();
    return right / groups.stream().filter(group -> group != Clusters.ALONE).count();
  }

  static double alone(List<Integer> groups) {
    return groups.stream().filter(group -> group == Clusters.ALONE).count()
        / (double) groups.size();
  }
}
