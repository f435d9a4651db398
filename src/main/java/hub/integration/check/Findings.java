package hub.integration.check;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The problems found so far. Of several at one place, the first says it. */
final class Findings {
  /** More than anybody reads at once. */
  private static final int MOST = 50;

  private final List<Problem> problems = new ArrayList<>();
  private final Set<List<Integer>> places = new HashSet<>();

  void add(Place place, String rule, String sentence, String remedy) {
    if (problems.size() < MOST && places.add(List.of(place.line(), place.column()))) {
      problems.add(
          new Problem(place.line(), place.column(), place.endColumn(), rule, sentence, remedy));
    }
  }

  boolean any() {
    return !problems.isEmpty();
  }

  List<Problem> all() {
    return problems.stream()
        .sorted(Comparator.comparingInt(Problem::line).thenComparingInt(Problem::column))
        .toList();
  }
}
