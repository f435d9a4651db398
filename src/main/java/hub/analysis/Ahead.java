package hub.analysis;

import hub.analysis.Stand.Heap;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * What each stage still has to read, expected from where the posts stand. A post that may fit
 * counts with its chance in every later stage.
 *
 * @param loads of each stage but the two that end the analysis
 * @param kept how many more posts will be kept
 */
record Ahead(Map<PaidStage, Load> loads, double kept) {
  /** A call takes so many posts after the first stage, less the parts that are not full. */
  private static final double POSTS_A_CALL_NEXT = 10;

  private static final double NOT_FULL = 0.45;

  /** Some calls leave a comment out, which is asked about once more. */
  private static final double ASKED_AGAIN = 1.13;

  static final double COMMENT_TOKENS = 9;
  static final double PROBLEM_TOKENS = 25;

  static Ahead of(List<Stand> chunks, Yield yield, AnalysisSettings settings) {
    Map<PaidStage, Load> loads = new EnumMap<>(PaidStage.class);
    double kept = 0;
    for (Stand chunk : chunks) {
      Heap hoped = chunk.hoped().times(yield.fit());
      Heap weighed = chunk.fitting().plus(hoped);
      Heap checked = chunk.kept().plus(weighed.times(yield.kept()));
      Heap read = checked.times(yield.survives()).plus(chunk.surviving());
      kept += weighed.posts() * yield.kept();
      Heap all = chunk.unsorted();
      add(loads, PaidStage.CLASSIFY, load(all.posts() / settings.postsPerCall(), all));
      add(loads, PaidStage.FEASIBILITY, load(callsFor(weighed.posts()), weighed));
      Load doubts = load(callsFor(checked.posts()), checked);
      add(
          loads,
          PaidStage.ANTIPATTERNS,
          new Load(
              doubts.calls(), doubts.items(), doubts.tokens() + PROBLEM_TOKENS * doubts.items()));
      double comments = read.talk() * yield.readable() + chunk.unread().comments();
      double readings = (read.readings() + chunk.unread().readings()) * ASKED_AGAIN;
      add(loads, PaidStage.COMMENTS, new Load(readings, comments, comments * COMMENT_TOKENS));
    }
    return new Ahead(loads, kept);
  }

  boolean isNothing() {
    return loads.values().stream().allMatch(load -> load.items() == 0);
  }

  private static void add(Map<PaidStage, Load> loads, PaidStage stage, Load load) {
    loads.merge(stage, load, Load::plus);
  }

  private static Load load(double calls, Heap heap) {
    return new Load(calls, heap.posts(), heap.tokens());
  }

  /** Calls expected for so many posts of one chunk: mostly none if hardly any is expected. */
  private static double callsFor(double posts) {
    return -Math.expm1(-posts) * Math.max(1, posts / POSTS_A_CALL_NEXT + NOT_FULL);
  }
}
