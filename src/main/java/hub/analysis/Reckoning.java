package hub.analysis;

import hub.llm.ModelPrice;
import hub.llm.Prompt;
import hub.llm.TokenCounter;
import java.math.BigDecimal;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * What stages will cost, reckoned from counted texts and an assumed yield. Counts are exact where
 * texts are there; the rest follows from the yield.
 */
final class Reckoning {
  private static final int AROUND_AN_ITEM = 18;
  private static final int PROBLEM = 30;
  private static final int QUOTED_OPPORTUNITY = 330;
  private static final int COMMENT = 45;

  /**
   * The texts to judge.
   *
   * @param posts how many
   * @param tokens of all of them together
   * @param comments below all of them, none above the limit for one post
   */
  record Texts(int posts, long tokens, long comments) {}

  /** One stage: how many items it reads and what that costs, in US dollars of charge. */
  record Part(double items, BigDecimal charge) {}

  private final TokenCounter counter;
  private final ModelPrice price;
  private final BigDecimal markup;
  private final Prompts prompts;
  private final AnalysisSettings settings;

  Reckoning(
      TokenCounter counter,
      ModelPrice price,
      BigDecimal markup,
      Prompts prompts,
      AnalysisSettings settings) {
    this.counter = counter;
    this.price = price;
    this.markup = markup;
    this.prompts = prompts;
    this.settings = settings;
  }

  /** Each stage's part; merging is counted with ranking. */
  Map<PaidStage, Part> of(Texts texts, Yield yield) {
    double posts = texts.posts();
    double tokens = posts == 0 ? 0 : texts.tokens() / posts;
    double chunks = Math.ceil(posts / settings.postsPerCall());
    double fit = posts * yield.fit();
    double next = Math.min(fit, chunks * Math.ceil(settings.postsPerCall() * yield.fit() / 10));
    double kept = fit * yield.kept();
    double survivors = kept * yield.survives();
    double commentsEach = posts == 0 ? 0 : texts.comments() / posts;
    double comments = survivors * commentsEach;
    double commentCalls = survivors * Math.ceil(commentsEach / settings.commentsPerCall());
    double groups = Math.min(settings.groupsPerMerge(), Math.ceil(kept / yield.postsAGroup()));
    double readings =
        Math.ceil(groups / settings.opportunitiesPerReading())
            + Math.ceil(Math.min(groups, settings.secondReadings()) / settings.opportunitiesPerReading());
    double read = groups + Math.min(groups, settings.secondReadings());
    Map<PaidStage, Part> parts = new EnumMap<>(PaidStage.class);
    parts.put(
        PaidStage.CLASSIFY,
        part(PaidStage.CLASSIFY, chunks, posts, tokens + AROUND_AN_ITEM, yield));
    parts.put(
        PaidStage.FEASIBILITY,
        part(PaidStage.FEASIBILITY, next, fit, tokens + AROUND_AN_ITEM, yield));
    parts.put(
        PaidStage.ANTIPATTERNS,
        part(PaidStage.ANTIPATTERNS, next, kept, tokens + AROUND_AN_ITEM + PROBLEM, yield));
    parts.put(
        PaidStage.COMMENTS,
        part(PaidStage.COMMENTS, commentCalls, comments, COMMENT + AROUND_AN_ITEM, yield));
    BigDecimal merge =
        part(PaidStage.MERGE, Math.min(1, kept), groups, PROBLEM + AROUND_AN_ITEM, yield).charge();
    Part rank = part(PaidStage.RANK, readings, read, QUOTED_OPPORTUNITY, yield);
    parts.put(PaidStage.RANK, new Part(groups, rank.charge().add(merge)));
    return parts;
  }

  static BigDecimal sum(Map<PaidStage, Part> parts) {
    return parts.values().stream().map(Part::charge).reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  private Part part(PaidStage stage, double calls, double items, double tokensEach, Yield yield) {
    Prompt prompt = prompts.of(stage);
    double fixed = counter.upperBound(price.model(), prompt, "");
    double cached = calls * fixed * yield.cachedPrompt();
    double input = calls * fixed - cached + items * tokensEach;
    double output = items * Yield.answerTokens(stage) + calls * 8;
    BigDecimal cost =
        price
            .rates()
            .uncached()
            .multiply(BigDecimal.valueOf(input))
            .add(price.rates().cached().multiply(BigDecimal.valueOf(cached)))
            .add(price.rates().output().multiply(BigDecimal.valueOf(output)));
    return new Part(items, cost.multiply(markup));
  }

  static List<PaidStage> shown() {
    return List.of(
        PaidStage.CLASSIFY,
        PaidStage.FEASIBILITY,
        PaidStage.ANTIPATTERNS,
        PaidStage.COMMENTS,
        PaidStage.RANK);
  }
}
