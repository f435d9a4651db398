package hub.analysis;

import hub.budget.Rates;
import hub.llm.ModelPrice;
import hub.llm.Prompt;
import hub.llm.TokenCounter;
import java.math.BigDecimal;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What stages cost for what they have to read, in US dollars of charge. Prompts and words are
 * counted; lengths of answers and cached prompts are assumed, as measured over several analyses.
 */
final class Reckoning {
  /**
   * Of a stage's calls but the first, how many find their prompt in the vendor's cache, which
   * counts in steps.
   */
  private static final double CACHED = 0.8;

  /** What a vendor likely counts of a prompt's upper bound. */
  private static final double LIKELY = 0.95;

  private static final int CACHE_STEP = 128;
  private static final int LEAST_CACHED = 1024;

  /** Tokens of the JSON around an item, and of what else a call says. */
  private static final int AROUND_AN_ITEM = 18;

  private static final int AROUND_THE_ITEMS = 20;

  private static final double GROUP_TOKENS = 65;
  private static final double OPPORTUNITY_TOKENS = 280;

  /** One stage: how many items it reads and what that costs, in US dollars of charge. */
  record Part(double items, BigDecimal charge) {}

  private final TokenCounter counter;
  private final ModelPrice price;
  private final BigDecimal markup;
  private final Prompts prompts;
  private final AnalysisSettings settings;
  private final boolean economy;
  private final @Nullable ModelPrice vectorPrice;

  Reckoning(
      TokenCounter counter,
      ModelPrice price,
      BigDecimal markup,
      Prompts prompts,
      AnalysisSettings settings) {
    this(counter, price, null, markup, prompts, settings, false);
  }

  /**
   * @param vectorPrice of the model that makes vectors; null where they cost nothing
   * @param economy whether the stages that can go through the vendor's batches
   */
  Reckoning(
      TokenCounter counter,
      ModelPrice price,
      @Nullable ModelPrice vectorPrice,
      BigDecimal markup,
      Prompts prompts,
      AnalysisSettings settings,
      boolean economy) {
    this.economy = economy;
    this.vectorPrice = vectorPrice;
    this.counter = counter;
    this.price = price;
    this.markup = markup;
    this.prompts = prompts;
    this.settings = settings;
  }

  /** Each stage's part of a whole analysis; merging is counted with ranking. */
  Map<PaidStage, Part> of(List<Stand> chunks, Yield yield) {
    Ahead ahead = Ahead.of(chunks, yield, settings);
    Map<PaidStage, Part> parts = new EnumMap<>(PaidStage.class);
    for (PaidStage stage : shown()) {
      Load load = ahead.loads().getOrDefault(stage, Load.NONE);
      parts.put(stage, new Part(load.items(), charge(stage, load)));
    }
    parts.put(PaidStage.RANK, new Part(groups(ahead.kept()), ending(ahead.kept())));
    if (vectorPrice != null) {
      Load all =
          ahead
              .loads()
              .getOrDefault(PaidStage.CLASSIFY, Load.NONE)
              .plus(ahead.loads().getOrDefault(PaidStage.COMMENTS, Load.NONE));
      parts.put(PaidStage.EMBED, new Part(all.items(), vectors(all)));
    }
    return parts;
  }

  /** What the vectors of texts are charged. */
  BigDecimal vectors(Load texts) {
    return vectorPrice == null
        ? BigDecimal.ZERO
        : vectorPrice
            .rates()
            .uncached()
            .multiply(BigDecimal.valueOf(texts.tokens()))
            .multiply(markup);
  }

  /** Merging and ranking after so many posts were kept. */
  BigDecimal ending(double kept) {
    double groups = Math.min(settings.groupsPerMerge(), groups(kept));
    double opportunities = 0.4 * groups;
    double top = Math.min(opportunities, settings.secondReadings());
    double read = opportunities + top;
    double readings = callsToRead(opportunities) + callsToRead(top);
    Load merge = new Load(Math.min(1, groups), groups, groups * GROUP_TOKENS);
    Load rank = new Load(readings, read, read * OPPORTUNITY_TOKENS);
    return charge(PaidStage.MERGE, merge).add(charge(PaidStage.RANK, rank));
  }

  /** The more posts, the more of them tell of problems that were found before. */
  static double groups(double kept) {
    return kept / (1 + kept / 22);
  }

  private double callsToRead(double opportunities) {
    return opportunities < 0.5
        ? opportunities
        : Math.ceil(opportunities / settings.opportunitiesPerReading());
  }

  /** A stage's part; every shown stage has one. */
  static Part of(Map<PaidStage, Part> parts, PaidStage stage) {
    return Objects.requireNonNull(parts.get(stage), () -> "nothing was reckoned for " + stage);
  }

  static BigDecimal sum(Map<PaidStage, Part> parts) {
    return parts.values().stream().map(Part::charge).reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  /** What a stage is charged for reading this. */
  BigDecimal charge(PaidStage stage, Load load) {
    Prompt prompt = prompts.of(stage);
    double fixed = counter.upperBound(price.model(), prompt, "") * LIKELY;
    double steps = Math.floor(fixed / CACHE_STEP) * CACHE_STEP;
    double cached = steps < LEAST_CACHED ? 0 : Math.max(0, load.calls() - 1) * steps * CACHED;
    double input =
        load.calls() * (fixed + AROUND_THE_ITEMS)
            - cached
            + load.items() * AROUND_AN_ITEM
            + load.tokens();
    double output = load.items() * answerTokens(stage) + load.calls() * 8;
    Rates rates = (economy && stage.isBatched() ? price.batched() : price).rates();
    BigDecimal cost =
        rates
            .uncached()
            .multiply(BigDecimal.valueOf(input))
            .add(rates.cached().multiply(BigDecimal.valueOf(cached)))
            .add(rates.output().multiply(BigDecimal.valueOf(output)));
    return cost.multiply(markup);
  }

  /** Tokens of an answer for one item, thinking included. */
  private static double answerTokens(PaidStage stage) {
    return switch (stage) {
      case CLASSIFY -> 23;
      case FEASIBILITY -> 108;
      case ANTIPATTERNS -> 31;
      case COMMENTS -> 27.5;
      case MERGE -> 57;
      case RANK -> 111;
      case EMBED -> 0;
    };
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
