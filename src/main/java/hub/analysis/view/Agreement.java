package hub.analysis.view;

import hub.analysis.view.Gain.Graded;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.function.ToDoubleFunction;

/**
 * How well the ranking agrees with one reader's marks, beside orders that need no judge. Only what
 * was called useful or not counts; each analysis is an order of its own.
 *
 * @param analyses in how many analyses both kinds of marks were found
 * @param useful opportunities marked useful in them
 * @param notUseful opportunities marked not useful in them
 * @param orders the score first, then the orders to beat
 * @param strong how "Strong or Promising" tells the useful ones
 */
public record Agreement(int analyses, int useful, int notUseful, List<Order> orders, Told strong) {
  private static final int TOP = 10;

  private static final int FEW = 30;

  /**
   * One way to order opportunities.
   *
   * @param gain the mean of the analyses' nDCG@10, 0 to 1; 1 when all useful ones come first
   * @param pairs of all pairs of a useful and a useless one, the share in which the useful one
   *     comes first; an equal place counts half
   */
  public record Order(String name, double gain, double pairs) {
    public String getShownGain() {
      return String.format(Locale.ROOT, "%.2f", gain);
    }

    public int getPairsPercent() {
      return percent(pairs);
    }
  }

  /** Of those told, how many are useful; and of the useful, how many are told; 0 to 1. */
  public record Told(double precision, double recall) {
    public int getPrecisionPercent() {
      return percent(precision);
    }

    public int getRecallPercent() {
      return percent(recall);
    }
  }

  private record Judged(Facts facts, Score score, boolean useful) {}

  /**
   * Measures it.
   *
   * @param analyses each analysis's opportunities
   * @param marks the reader's, by opportunity
   */
  static Agreement of(List<List<Opportunity>> analyses, Map<UUID, Mark> marks) {
    List<List<Judged>> judged =
        analyses.stream()
            .map(opportunities -> judged(opportunities, marks))
            .filter(Agreement::hasBoth)
            .toList();
    List<Judged> all = judged.stream().flatMap(List::stream).toList();
    int useful = (int) all.stream().filter(Judged::useful).count();
    return new Agreement(
        judged.size(),
        useful,
        all.size() - useful,
        List.of(
            order("Sluice's score", judged, one -> one.score().sum().doubleValue()),
            order("Most authors first", judged, one -> one.facts().authors()),
            order("Most threads first", judged, one -> one.facts().threads()),
            order("Drawn by lot", judged, one -> 0)),
        told(all, useful));
  }

  public int marks() {
    return useful + notUseful;
  }

  /** Below so many marks a difference is more likely chance than not. */
  public int getFew() {
    return FEW;
  }

  public boolean isThin() {
    return marks() < FEW;
  }

  private static int percent(double share) {
    return (int) Math.round(100 * share);
  }

  private static List<Judged> judged(List<Opportunity> opportunities, Map<UUID, Mark> marks) {
    List<Judged> judged = new ArrayList<>();
    for (Opportunity opportunity : opportunities) {
      Mark mark = marks.getOrDefault(opportunity.id(), Mark.NONE);
      if (mark.verdict() != null) {
        Score score = Score.of(opportunity.facts(), Weights.STANDARD);
        judged.add(new Judged(opportunity.facts(), score, mark.isUseful()));
      }
    }
    return judged;
  }

  private static boolean hasBoth(List<Judged> judged) {
    return judged.stream().anyMatch(Judged::useful) && !judged.stream().allMatch(Judged::useful);
  }

  private static Order order(
      String name, List<List<Judged>> analyses, ToDoubleFunction<Judged> value) {
    double gain =
        analyses.stream()
            .mapToDouble(
                one ->
                    Gain.normalised(
                        one.stream()
                            .map(
                                each ->
                                    new Graded(value.applyAsDouble(each), each.useful() ? 1 : 0))
                            .toList(),
                        TOP))
            .average()
            .orElse(0);
    double right = 0;
    double pairs = 0;
    for (List<Judged> one : analyses) {
      for (Judged good : one.stream().filter(Judged::useful).toList()) {
        for (Judged bad : one.stream().filter(each -> !each.useful()).toList()) {
          int way = Double.compare(value.applyAsDouble(good), value.applyAsDouble(bad));
          right += way > 0 ? 1 : way == 0 ? 0.5 : 0;
          pairs++;
        }
      }
    }
    return new Order(name, gain, pairs == 0 ? 0 : right / pairs);
  }

  private static Told told(List<Judged> all, int useful) {
    List<Judged> told =
        all.stream().filter(one -> Tier.of(one.score().total()) != Tier.THIN).toList();
    double right = told.stream().filter(Judged::useful).count();
    return new Told(told.isEmpty() ? 0 : right / told.size(), useful == 0 ? 0 : right / useful);
  }
}
