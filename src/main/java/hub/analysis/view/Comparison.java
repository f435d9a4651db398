package hub.analysis.view;

import java.math.BigDecimal;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * Two analyses side by side, both ranked by the same weights.
 *
 * @param matched what both found, in the later one's order
 * @param fresh what only the later one found
 * @param gone what only the earlier one found
 * @param costs each stage's charge in both
 */
record Comparison(
    ResultsView before,
    ResultsView after,
    List<Matching.Match> matched,
    List<Ranking.Row> fresh,
    List<Ranking.Row> gone,
    List<Cost> costs) {

  /** What a stage was charged. */
  record Cost(Stage stage, BigDecimal before, BigDecimal after) {}

  /** The one that began first is the earlier one, whichever was named first. */
  static Comparison of(
      ResultsView one,
      ResultsView two,
      Map<UUID, Set<Long>> evidenceOfOne,
      Map<UUID, Set<Long>> evidenceOfTwo,
      Choice choice) {
    boolean inOrder = !two.startedAt().isBefore(one.startedAt());
    ResultsView before = inOrder ? one : two;
    ResultsView after = inOrder ? two : one;
    List<Ranking.Row> old = Ranking.of(before.opportunities(), choice).ranked();
    List<Ranking.Row> now = Ranking.of(after.opportunities(), choice).ranked();
    List<Matching.Match> matched =
        Matching.of(
            old,
            inOrder ? evidenceOfOne : evidenceOfTwo,
            now,
            inOrder ? evidenceOfTwo : evidenceOfOne);
    return new Comparison(
        before,
        after,
        matched,
        without(now, matched.stream().map(Matching.Match::after).toList()),
        without(old, matched.stream().map(Matching.Match::before).toList()),
        costs(before, after));
  }

  private static List<Ranking.Row> without(List<Ranking.Row> rows, List<Ranking.Row> matched) {
    return rows.stream().filter(row -> !matched.contains(row)).toList();
  }

  private static List<Cost> costs(ResultsView before, ResultsView after) {
    Map<Stage, BigDecimal> either = new EnumMap<>(Stage.class);
    either.putAll(before.stageCharges());
    either.putAll(after.stageCharges());
    return Stage.shown(either).stream()
        .map(
            stage ->
                new Cost(
                    stage,
                    before.stageCharges().getOrDefault(stage, BigDecimal.ZERO),
                    after.stageCharges().getOrDefault(stage, BigDecimal.ZERO)))
        .toList();
  }
}
