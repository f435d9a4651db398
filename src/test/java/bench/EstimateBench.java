package bench;

import com.fasterxml.jackson.databind.JsonNode;
import hub.TestDatabase;
import hub.TestHub;
import hub.analysis.view.AnalysisCommands;
import hub.analysis.view.AnalysisReader;
import hub.analysis.view.Estimate;
import hub.analysis.view.LiveView;
import hub.analysis.view.MoneyLine;
import hub.analysis.view.Range;
import hub.analysis.view.Wish;
import hub.llm.ModelAccess;
import java.io.IOException;
import java.io.PrintStream;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * How well the charge is told before, while and after it is spent: 20 analyses that differ in
 * topic, communities, months, size and the sandbox's seed. How long its answers are, what it caches
 * and what it refuses depends on the seed, and the estimator can't know it.
 */
final class EstimateBench {
  private static final int SEEDS = 4;
  private static final int WISHES_A_SEED = 5;
  private static final BigDecimal ENOUGH = new BigDecimal("50");
  private static final Duration LOOK = Duration.ofMillis(10);
  private static final Duration LONGEST = Duration.ofMinutes(10);

  private record Topic(String title, List<String> communities) {}

  private static final List<Topic> TOPICS =
      List.of(
          new Topic(
              "Invoicing for freelance translators",
              List.of(
                  "TranslationStudies",
                  "freelance",
                  "translator",
                  "freelanceWriters",
                  "smallbusinessuk")),
          new Topic(
              "Allergen lists in restaurant kitchens",
              List.of("KitchenConfidential", "Chefit", "restaurateur", "FoodSafety", "CateringUK")),
          new Topic(
              "Shift swaps in small veterinary clinics",
              List.of("VetTech", "Veterinary", "vetmed", "AnimalHospital", "shiftwork")));

  /** Errors as shares of what it came to. */
  private record Outcome(double first, double forecast, double tracking, boolean inRange) {}

  private record Price(BigDecimal uncached, BigDecimal cached, BigDecimal output) {
    BigDecimal of(JsonNode line) {
      long known = line.path("cached_tokens").asLong();
      return uncached
          .multiply(BigDecimal.valueOf(line.path("prompt_tokens").asLong() - known))
          .add(cached.multiply(BigDecimal.valueOf(known)))
          .add(output.multiply(BigDecimal.valueOf(line.path("completion_tokens").asLong())));
    }
  }

  private final Figures figures = new Figures("estimate");
  private final List<Outcome> outcomes = new ArrayList<>();

  private EstimateBench() {}

  public static void main(String[] arguments) throws Exception {
    EstimateBench bench = new EstimateBench();
    bench.tellConditions();
    for (int seed = 0; seed < SEEDS; seed++) {
      bench.runSeed(seed);
    }
    bench.tellFigures();
    bench.figures.end();
  }

  private void tellConditions() {
    figures.condition(
        "%d analyses: %d seeds of the sandbox, a process of its own, %d wishes each"
            .formatted(SEEDS * WISHES_A_SEED, SEEDS, WISHES_A_SEED));
    figures.condition(
        "topic, communities (2 to 5), months (3 to 24) and size (400 to 640 posts a topic) differ");
    figures.condition(
        "forecast: the first shown once a fifth of the posts is judged, against the end; posts"
            + " sorted ahead of their wave do not count");
    figures.condition(
        "tracking: the page's charge against the tokens in the vendor's journal, at the end");
  }

  private void runSeed(int seed) throws Exception {
    int posts = 400 + 80 * seed;
    Path folder = Files.createTempDirectory("bench-estimate");
    try (BenchSandbox sandbox =
            new BenchSandbox(
                folder,
                4000 + seed,
                List.of(
                    "--posts=" + posts, "--comments=" + posts * (5 + seed), "--rate-limit=off"));
        TestHub hub = hub(sandbox)) {
      for (int wish = 0; wish < WISHES_A_SEED; wish++) {
        run(hub, sandbox, wish(seed, wish));
      }
    }
    Files.delete(folder.resolve("vendor.jsonl"));
    Files.delete(folder);
  }

  /** What a hub says at its start is no figure. */
  private static TestHub hub(BenchSandbox sandbox) {
    PrintStream figures = System.out;
    System.setOut(System.err);
    try {
      return TestHub.start(settings(sandbox));
    } finally {
      System.setOut(figures);
    }
  }

  private static Map<String, String> settings(BenchSandbox sandbox) {
    return Map.of(
        "hub.sandbox.url",
        sandbox.url(),
        "hub.sandbox.secret",
        sandbox.secret(),
        "spring.main.banner-mode",
        "off",
        "logging.level.root",
        "error");
  }

  private static Wish wish(int seed, int number) {
    int turn = seed * WISHES_A_SEED + number;
    Topic topic = TOPICS.get(turn % TOPICS.size());
    int count = 2 + turn % 4;
    List<String> communities =
        IntStream.range(0, count)
            .mapToObj(
                i ->
                    topic
                        .communities()
                        .get((i + turn / TOPICS.size()) % topic.communities().size()))
            .toList();
    int months = List.of(6, 12, 24, 3).get((turn / 2) % 4);
    return new Wish(Wish.OWN, topic.title(), communities, months, ENOUGH, List.of());
  }

  private void run(TestHub hub, BenchSandbox sandbox, Wish wish) throws Exception {
    AnalysisCommands commands = hub.bean(AnalysisCommands.class);
    BigDecimal vendorBefore = vendorCost(hub, sandbox);
    Estimate estimate = commands.estimate(TestDatabase.WORKSPACE, wish);
    UUID id = commands.start(TestDatabase.WORKSPACE, TestDatabase.USER, wish);
    BigDecimal forecast = forecastAtAFifth(hub, id);
    BigDecimal charged = awaitEnd(hub, id).money().charged();
    BigDecimal vendor = vendorCost(hub, sandbox).subtract(vendorBefore);
    Outcome outcome =
        new Outcome(
            error(estimate.likely(), charged),
            error(forecast, charged),
            error(charged, vendor),
            isWithin(estimate.total(), charged));
    outcomes.add(outcome);
    figures.condition(
        "%s, %d communities, %d months, %d posts: first %+.1f %%, forecast %+.1f %%, charged $%.4f%s"
            .formatted(
                wish.topic(),
                wish.communities().size(),
                wish.months(),
                estimate.posts(),
                100 * outcome.first(),
                100 * outcome.forecast(),
                charged,
                outcome.inRange() ? "" : ", out of range"));
  }

  private static BigDecimal forecastAtAFifth(TestHub hub, UUID id) {
    look().until(() -> isAFifthJudged(hub, id));
    MoneyLine money = live(hub, id).money();
    return money.likely() == null ? money.charged() : money.likely();
  }

  /**
   * A post is judged when a stage has turned it down, or all four are through with it. What was
   * only sorted ahead of its wave is not: that is early in an analysis, not a fifth of it.
   */
  private static boolean isAFifthJudged(TestHub hub, UUID id) {
    return hub.bean(JdbcClient.class)
        .sql(
            """
            select count(*) > 0
                   and 5 * count(*) filter (where p.wave <= a.wave
                             and (not fit or not kept or not survived
                                  or comments_read >= 0.9 * comments)) >= count(*)
              from analysis_post p join analysis a on a.id = p.analysis_id
             where p.analysis_id = :id and p.wave > 0
            """)
        .param("id", id)
        .query(Boolean.class)
        .single();
  }

  private static LiveView awaitEnd(TestHub hub, UUID id) {
    return look().until(() -> live(hub, id), view -> view.state().ended());
  }

  private static ConditionFactory look() {
    return Awaitility.await().atMost(LONGEST).pollDelay(Duration.ZERO).pollInterval(LOOK);
  }

  private static LiveView live(TestHub hub, UUID id) {
    return hub.bean(AnalysisReader.class).live(TestDatabase.WORKSPACE, id).orElseThrow();
  }

  /**
   * What the vendor's own count of tokens costs by the price table, over everything asked so far.
   */
  private static BigDecimal vendorCost(TestHub hub, BenchSandbox sandbox) throws IOException {
    Price price =
        hub.bean(JdbcClient.class)
            .sql(
                "select uncached, cached, output from price where model = :model order by version"
                    + " desc limit 1")
            .param("model", hub.bean(ModelAccess.class).model())
            .query(Price.class)
            .single();
    try (var lines = sandbox.journal()) {
      return lines
          .filter(line -> line.path("vendor").asText().equals("openai"))
          .map(price::of)
          .reduce(BigDecimal.ZERO, BigDecimal::add);
    }
  }

  private static double error(BigDecimal told, BigDecimal actual) {
    return told.doubleValue() / actual.doubleValue() - 1;
  }

  private static boolean isWithin(Range range, BigDecimal amount) {
    return range.low().compareTo(amount) <= 0 && amount.compareTo(range.high()) <= 0;
  }

  private void tellFigures() {
    double tracking = percentile(outcomes.stream().map(Outcome::tracking).toList(), 1);
    double forecast = percentile(outcomes.stream().map(Outcome::forecast).toList(), 0.9);
    double first = percentile(outcomes.stream().map(Outcome::first).toList(), 0.5);
    double inRange = 100.0 * outcomes.stream().filter(Outcome::inRange).count() / outcomes.size();
    figures.figure(
        "analyses", outcomes.size(), "analyses", outcomes.size() == SEEDS * WISHES_A_SEED);
    figures.figure("tracking_error_percent", tracking, "%", tracking <= 0.5);
    figures.figure(
        "forecast_error_median_percent",
        percentile(outcomes.stream().map(Outcome::forecast).toList(), 0.5),
        "%");
    figures.figure("forecast_error_p90_percent", forecast, "%", forecast <= 5);
    figures.figure("first_error_median_percent", first, "%", first <= 15);
    figures.figure("in_range_percent", inRange, "%", inRange >= 90);
  }

  /**
   * The error, in percent and without its sign, that so large a share of the analyses does not
   * exceed.
   */
  private static double percentile(List<Double> errors, double share) {
    List<Double> sorted = errors.stream().map(error -> 100 * Math.abs(error)).sorted().toList();
    return sorted.get((int) Math.ceil(share * sorted.size()) - 1);
  }
}
