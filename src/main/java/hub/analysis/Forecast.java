package hub.analysis;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import hub.analysis.Stands.Done;
import hub.analysis.Stands.Shares;
import hub.budget.BudgetState;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * What a running analysis will have charged in the end: what was charged, and what is expected of
 * each post that is not through. The longer it runs, the more its own shares and prices count and
 * the less those that were assumed.
 */
@Component
class Forecast {
  /** Assumed shares weigh as much as so many posts; assumed prices as so many calls. */
  private static final double POSTS_ASSUMED = 5;

  /** How many of the likeliest posts fit, which are sorted first, tells little of the others. */
  private static final double HOPES_ASSUMED = 30;

  private static final double CALLS_ASSUMED = 8;

  /** Reckoning reads all of its posts; a moment's work changes the end little. */
  private static final Duration SERVES = Duration.ofMillis(500);

  private final Cache<UUID, BigDecimal> ends =
      Caffeine.newBuilder().expireAfterWrite(SERVES).maximumSize(1_000).build();
  private final Stands stands;
  private final Estimator estimator;
  private final AnalysisSettings settings;
  private final JdbcClient jdbc;

  Forecast(Stands stands, Estimator estimator, AnalysisSettings settings, JdbcClient jdbc) {
    this.stands = stands;
    this.estimator = estimator;
    this.settings = settings;
    this.jdbc = jdbc;
  }

  /** The likely end within the budget; null before anything is known. */
  @Nullable BigDecimal likely(Analysis analysis, BudgetState state) {
    BigDecimal end =
        analysis.phase() == Phase.COLLECTING
            ? estimated(analysis)
            : ends.get(analysis.id(), id -> inTheEnd(analysis));
    return end == null ? null : end.max(state.charged()).min(state.limit());
  }

  /** What the whole would have been charged with budget enough. */
  BigDecimal inTheEnd(Analysis analysis) {
    return end(
        stands.of(analysis.id()),
        stands.shares(analysis.id()),
        stands.done(analysis.id()),
        estimator.reckoning(analysis.economy()),
        settings);
  }

  /** What sorting the posts that are not sorted will be charged. */
  BigDecimal toSort(Analysis analysis) {
    Load load =
        Ahead.of(stands.of(analysis.id()), Yield.STANDARD, settings)
            .loads()
            .getOrDefault(PaidStage.CLASSIFY, Load.NONE);
    return estimator.reckoning(analysis.economy()).charge(PaidStage.CLASSIFY, load);
  }

  static BigDecimal end(
      List<Stand> chunks,
      Shares shares,
      Map<PaidStage, Done> done,
      Reckoning reckoning,
      AnalysisSettings settings) {
    Ahead ahead = Ahead.of(chunks, learned(shares), settings);
    // Posts were made findable when they were collected; comments are when their threads are.
    Load comments = ahead.loads().getOrDefault(PaidStage.COMMENTS, Load.NONE);
    BigDecimal sum = charge(done, PaidStage.EMBED).add(reckoning.vectors(comments));
    for (Map.Entry<PaidStage, Load> stage : ahead.loads().entrySet()) {
      Done sofar = done.getOrDefault(stage.getKey(), new Done(Load.NONE, BigDecimal.ZERO));
      BigDecimal more = reckoning.charge(stage.getKey(), stage.getValue());
      double dearer = dearer(stage.getKey(), sofar, reckoning);
      sum = sum.add(sofar.charge()).add(more.multiply(BigDecimal.valueOf(dearer)));
    }
    BigDecimal ended = charge(done, PaidStage.MERGE).add(charge(done, PaidStage.RANK));
    boolean ranked = charge(done, PaidStage.RANK).signum() > 0 && ahead.isNothing();
    return sum.add(ranked ? ended : ended.max(reckoning.ending(shares.kept() + ahead.kept())));
  }

  /** The shares seen so far, mixed with the assumed ones. */
  static Yield learned(Shares shares) {
    Yield assumed = Yield.STANDARD;
    return new Yield(
        mixed(shares.fit(), shares.hoped(), assumed.fit(), HOPES_ASSUMED),
        mixed(shares.kept(), shares.weighed(), assumed.kept(), POSTS_ASSUMED),
        mixed(shares.survived(), shares.checked(), assumed.survives(), POSTS_ASSUMED),
        assumed.readable());
  }

  private static double mixed(double seen, double of, double assumed, double weight) {
    return (seen + weight * assumed) / (of + weight);
  }

  /** How much dearer than reckoned a stage has been so far, mixed with "as reckoned". */
  private static double dearer(PaidStage stage, Done done, Reckoning reckoning) {
    double reckoned = reckoning.charge(stage, withComments(stage, done.load())).doubleValue();
    if (reckoned == 0) {
      return 1;
    }
    double assumed = reckoned / done.load().calls() * CALLS_ASSUMED;
    return (done.charge().doubleValue() + assumed) / (reckoned + assumed);
  }

  private static Load withComments(PaidStage stage, Load load) {
    return switch (stage) {
      case COMMENTS -> load.withTokens(load.items() * Ahead.COMMENT_TOKENS);
      case ANTIPATTERNS -> load.withTokens(load.tokens() + load.items() * Ahead.PROBLEM_TOKENS);
      case CLASSIFY, FEASIBILITY, MERGE, RANK, EMBED -> load;
    };
  }

  private static BigDecimal charge(Map<PaidStage, Done> done, PaidStage stage) {
    Done sofar = done.get(stage);
    return sofar == null ? BigDecimal.ZERO : sofar.charge();
  }

  private @Nullable BigDecimal estimated(Analysis analysis) {
    return jdbc.sql("select estimate_likely from analysis where id = :id")
        .param("id", analysis.id())
        .query((row, number) -> java.util.Optional.ofNullable(row.getBigDecimal("estimate_likely")))
        .single()
        .orElse(null);
  }
}
