package hub.analysis;

import hub.analysis.view.Estimate;
import hub.analysis.view.Estimate.StageCost;
import hub.analysis.view.Range;
import hub.analysis.view.Stage;
import hub.analysis.view.Wish;
import hub.budget.BudgetSettings;
import hub.llm.EmbeddingModels;
import hub.llm.EmbeddingModels.Model;
import hub.llm.ModelAccess;
import hub.llm.Prices;
import hub.llm.TokenCounter;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * What a wish would cost, before the start: the communities are read (which costs nothing), their
 * texts are counted token by token, and what the stages will keep is assumed from experience.
 */
@Component
class Estimator {
  private static final BigDecimal LEAST_PART = new BigDecimal("0.25");

  private final Samples samples;
  private final TokenCounter counter;
  private final Prices prices;
  private final ModelAccess access;
  private final EmbeddingModels vectorModels;
  private final BudgetSettings money;
  private final Prompts prompts;
  private final AnalysisSettings settings;
  private final JdbcClient jdbc;

  Estimator(
      Samples samples,
      TokenCounter counter,
      Prices prices,
      ModelAccess access,
      EmbeddingModels vectorModels,
      BudgetSettings money,
      Prompts prompts,
      AnalysisSettings settings,
      JdbcClient jdbc) {
    this.samples = samples;
    this.counter = counter;
    this.prices = prices;
    this.access = access;
    this.vectorModels = vectorModels;
    this.money = money;
    this.prompts = prompts;
    this.settings = settings;
    this.jdbc = jdbc;
  }

  Estimate estimate(UUID workspaceId, Wish wish) {
    return estimate(samples.of(workspaceId, wish), wish);
  }

  private Estimate estimate(List<Expected> texts, Wish wish) {
    Reckoning reckoning = reckoning(wish.economy());
    List<Stand> chunks = chunks(texts);
    Map<PaidStage, Reckoning.Part> likely = reckoning.of(chunks, Yield.STANDARD);
    Map<PaidStage, Reckoning.Part> low = reckoning.of(chunks, Yield.STANDARD.moved(-1));
    Map<PaidStage, Reckoning.Part> high = reckoning.of(chunks, Yield.STANDARD.moved(1));
    List<StageCost> stages = new ArrayList<>();
    for (PaidStage stage : likely.keySet()) {
      stages.add(
          new StageCost(
              Stage.valueOf(stage.name()),
              reads(stage, Reckoning.of(likely, stage).items()),
              new Range(Reckoning.of(low, stage).charge(), Reckoning.of(high, stage).charge())));
    }
    BigDecimal whole = Reckoning.sum(likely);
    return new Estimate(
        stages,
        new Range(Reckoning.sum(low), Reckoning.sum(high)),
        whole,
        whole.multiply(LEAST_PART),
        whole.divide(BigDecimal.TWO, RoundingMode.HALF_UP),
        texts.size(),
        judged(texts.size(), whole, wish.budget()),
        texts.size(),
        saving(chunks));
  }

  /** The most promising posts come first, as they will when they are judged. */
  private List<Stand> chunks(List<Expected> texts) {
    List<Expected> inOrder =
        texts.stream().sorted(Comparator.comparingDouble(Expected::chance).reversed()).toList();
    List<Stand> chunks = new ArrayList<>();
    for (int from = 0; from < inOrder.size(); from += settings.postsPerCall()) {
      int to = Math.min(inOrder.size(), from + settings.postsPerCall());
      chunks.add(Stand.unsorted(inOrder.subList(from, to)));
    }
    return chunks;
  }

  Reckoning reckoning(boolean economy) {
    Model vectors = vectorModels.of(access.mode()).now();
    return new Reckoning(
        counter,
        prices.current(access.model()),
        vectors.isPaid() ? prices.current(vectors.name()) : null,
        money.markup(),
        prompts,
        settings,
        economy);
  }

  /** What the vendor's batches likely save; nothing where there are none, or they save nothing. */
  private BigDecimal saving(List<Stand> chunks) {
    if (!access.now().hasTiers() || !prices.current(access.model()).isCheaperBatched()) {
      return BigDecimal.ZERO;
    }
    return Reckoning.sum(reckoning(false).of(chunks, Yield.STANDARD))
        .subtract(Reckoning.sum(reckoning(true).of(chunks, Yield.STANDARD)));
  }

  /** Writes down what was estimated, so that the page can hold it against what comes. */
  void remember(Analysis analysis, Wish wish) {
    samples
        .known(analysis.workspaceId(), wish)
        .map(texts -> estimate(texts, wish))
        .ifPresent(estimate -> remember(analysis.id(), estimate));
  }

  void remember(UUID analysisId, Estimate estimate) {
    jdbc.sql(
            """
            update analysis
               set estimate_low = :low, estimate_high = :high, estimate_likely = :likely
             where id = :id
            """)
        .param("low", estimate.total().low())
        .param("high", estimate.total().high())
        .param("likely", estimate.likely())
        .param("id", analysisId)
        .update();
  }

  private static int judged(int posts, BigDecimal whole, BigDecimal budget) {
    if (whole.signum() == 0 || budget.compareTo(whole) >= 0) {
      return posts;
    }
    return budget.multiply(BigDecimal.valueOf(posts)).divide(whole, RoundingMode.DOWN).intValue();
  }

  private static String reads(PaidStage stage, double items) {
    return switch (stage) {
      case CLASSIFY -> "all %,d posts".formatted(Math.round(items));
      case COMMENTS -> "about %,d".formatted(rounded(items));
      case MERGE, RANK -> "held from the start";
      case EMBED -> "about %,d posts and comments".formatted(rounded(items));
      case FEASIBILITY, ANTIPATTERNS -> "about %,d posts".formatted(rounded(items));
    };
  }

  /** Two figures are all that an estimate knows. */
  private static long rounded(double items) {
    long step = items < 100 ? 5 : items < 1000 ? 10 : 100;
    return Math.round(items / step) * step;
  }
}
