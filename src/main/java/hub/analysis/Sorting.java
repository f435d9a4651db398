package hub.analysis;

import hub.budget.Budgets;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/**
 * Cuts the posts into waves and chunks, and has those of a wave sorted when it begins. Where
 * sorting all that is left takes little of the free budget, it is done at once: what fits is then
 * known early and so is the likely end. A tight budget is spent wave by wave instead, on what
 * promises most.
 */
@Component
class Sorting {
  /** Sorting goes ahead while it takes at most one part in so many of the free budget. */
  private static final BigDecimal PARTS_OF_THE_FREE = BigDecimal.valueOf(5);

  private final Posts posts;
  private final JobPlan plan;
  private final Forecast forecast;
  private final Budgets budgets;
  private final AnalysisSettings settings;

  Sorting(
      Posts posts, JobPlan plan, Forecast forecast, Budgets budgets, AnalysisSettings settings) {
    this.posts = posts;
    this.plan = plan;
    this.forecast = forecast;
    this.budgets = budgets;
    this.settings = settings;
  }

  /**
   * Cuts posts, the most promising first.
   *
   * @return how many waves there are
   */
  int cut(Analysis analysis, List<Long> inOrder) {
    int waves = cut(analysis, inOrder, settings.waves());
    // Each wave goes through up to four batches, and each of those can take a day.
    return analysis.economy() && isCheap(analysis) ? cut(analysis, inOrder, 1) : waves;
  }

  private int cut(Analysis analysis, List<Long> inOrder, int most) {
    int chunks = (inOrder.size() + settings.postsPerCall() - 1) / settings.postsPerCall();
    int waves = Math.min(most, chunks);
    for (int chunk = 0; chunk < chunks; chunk++) {
      int from = chunk * settings.postsPerCall();
      int to = Math.min(inOrder.size(), from + settings.postsPerCall());
      posts.place(analysis.id(), 1 + chunk * waves / chunks, chunk + 1, inOrder.subList(from, to));
    }
    return waves;
  }

  /**
   * Begins a wave: what of it was sorted before goes on, the rest is sorted.
   *
   * @return whether there is anything to do; not if all was sorted before and nothing fits
   */
  boolean begin(Analysis analysis, int wave) {
    Map<Integer, List<Long>> fitting = posts.fitting(analysis.id(), wave);
    Map<Integer, List<Long>> unsorted =
        posts.unsorted(analysis.id(), wave, isCheap(analysis) ? analysis.waves() : wave);
    fitting.forEach((chunk, fit) -> weigh(analysis, batch(chunk, fit)));
    unsorted.forEach((chunk, ids) -> plan.stage(analysis, PaidStage.CLASSIFY, batch(chunk, ids)));
    return !fitting.isEmpty() || !unsorted.isEmpty();
  }

  private static Batch batch(int chunk, List<Long> ids) {
    return new Batch("c" + chunk, chunk, 0, ids);
  }

  /** Sends sorted posts that fit on to the second stage, if their wave has begun. */
  void goOn(Analysis analysis, Batch fit) {
    if (!fit.ids().isEmpty() && posts.wave(analysis.id(), fit.chunk()) <= analysis.wave()) {
      weigh(analysis, fit);
    }
  }

  private void weigh(Analysis analysis, Batch fit) {
    fit.parts(Feasibility.POSTS_A_CALL)
        .forEach(next -> plan.stage(analysis, PaidStage.FEASIBILITY, next));
  }

  private boolean isCheap(Analysis analysis) {
    return forecast
            .toSort(analysis)
            .multiply(PARTS_OF_THE_FREE)
            .compareTo(budgets.state(analysis.id()).free())
        <= 0;
  }
}
