package hub.analysis.view;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * A score that a reader can add up: each part's points are rounded to a tenth, and the sum is the
 * sum of what is shown.
 *
 * <p>The most that each part can give is its share of 100 by weight, in tenths that add up to
 * exactly 100. Halves round down, so that no score reaches a tier by rounding alone.
 *
 * @param points the points of each part, in the order of {@link Part}
 * @param most the most of each part, in the same order; together 100.0
 */
public record Score(List<BigDecimal> points, List<BigDecimal> most) {

  /** Weighs the facts. With all weights at 0 every score is 0. */
  public static Score of(Facts facts, Weights weights) {
    List<BigDecimal> points = new ArrayList<>();
    for (Part part : Part.values()) {
      double exact =
          weights.sum() == 0 ? 0 : 100.0 * weights.of(part) / weights.sum() * part.share(facts);
      points.add(BigDecimal.valueOf(exact).setScale(1, RoundingMode.HALF_UP));
    }
    return new Score(List.copyOf(points), mostOf(weights));
  }

  public BigDecimal pointsOf(Part part) {
    return points.get(part.ordinal());
  }

  public BigDecimal mostOf(Part part) {
    return most.get(part.ordinal());
  }

  /** The sum of the shown points. */
  public BigDecimal sum() {
    return points.stream().reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  /** The score as it is shown, 0 to 100. */
  public int total() {
    return Math.min(100, whole(sum()));
  }

  /** The counted part of {@link #total}. */
  public int counted() {
    return whole(
        points.subList(0, Part.PAIN.ordinal()).stream().reduce(BigDecimal.ZERO, BigDecimal::add));
  }

  /** The judged part of {@link #total}: the rest. */
  public int judged() {
    return total() - counted();
  }

  public Tier tier() {
    return Tier.of(total());
  }

  private static int whole(BigDecimal tenths) {
    return tenths.setScale(0, RoundingMode.HALF_DOWN).intValueExact();
  }

  /** Gives the tenths that rounding down leaves over to the parts that lost most. */
  private static List<BigDecimal> mostOf(Weights weights) {
    int sum = weights.sum();
    int[] tenths = new int[Part.values().length];
    if (sum > 0) {
      Arrays.setAll(tenths, i -> 1000 * weights.of(Part.values()[i]) / sum);
      Arrays.stream(Part.values())
          .sorted(Comparator.comparing(part -> -(1000 * weights.of(part) % sum)))
          .limit(1000 - Arrays.stream(tenths).sum())
          .forEach(part -> tenths[part.ordinal()]++);
    }
    return Arrays.stream(tenths).mapToObj(tenth -> BigDecimal.valueOf(tenth, 1)).toList();
  }
}
