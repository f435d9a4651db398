package hub.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import hub.analysis.Stand.Heap;
import hub.analysis.Stand.Unread;
import hub.analysis.Stands.Done;
import hub.analysis.Stands.Shares;
import hub.budget.Rates;
import hub.llm.ModelPrice;
import hub.llm.TokenCounter;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ForecastTest {
  private static final Shares NOTHING_SEEN = new Shares(0, 0, 0, 0, 0, 0);
  private static final Unread NOTHING = new Unread(0, 0);

  private final AnalysisSettings settings = new AnalysisSettings(20, 4, 30, 60, 30, 4, 8);
  private final Reckoning reckoning =
      new Reckoning(new TokenCounter(), price(), BigDecimal.ONE, new Prompts(), settings);

  private static ModelPrice price() {
    Rates rates =
        new Rates(
            new BigDecimal("0.0000004"),
            new BigDecimal("0.0000001"),
            BigDecimal.ZERO,
            new BigDecimal("0.0000016"));
    return new ModelPrice(1, "gpt-4.1-mini", rates, null, BigDecimal.ONE, 1_000_000, 32_000);
  }

  private static List<Stand> posts(int count, double chance) {
    return IntStream.range(0, count / 20)
        .mapToObj(
            chunk ->
                Stand.unsorted(
                    IntStream.range(0, 20)
                        .mapToObj(i -> new Expected(i, chance, 100, 8, 1))
                        .toList()))
        .toList();
  }

  private double end(List<Stand> chunks, Shares shares, Map<PaidStage, Done> done) {
    return Forecast.end(chunks, shares, done, reckoning, settings).doubleValue();
  }

  @Test
  void saysTheEstimateBeforeAnythingIsJudged() {
    List<Stand> chunks = posts(100, 0.3);

    double estimate = Reckoning.sum(reckoning.of(chunks, Yield.STANDARD)).doubleValue();

    assertThat(end(chunks, NOTHING_SEEN, Map.of())).isCloseTo(estimate, within(1e-9));
  }

  @Test
  void reckonsPostsThatHardlyFitAtLittleMoreThanTheirSorting() {
    Map<PaidStage, Reckoning.Part> parts = reckoning.of(posts(100, 0), Yield.STANDARD);

    assertThat(parts.get(PaidStage.COMMENTS).charge()).isEqualByComparingTo("0");
    assertThat(Reckoning.sum(parts)).isEqualByComparingTo(parts.get(PaidStage.CLASSIFY).charge());
  }

  @Test
  void reckonsTheDearestAboveTheLikelyAboveTheCheapest() {
    List<Stand> chunks = posts(200, 0.3);

    assertThat(Reckoning.sum(reckoning.of(chunks, Yield.STANDARD)))
        .isLessThan(Reckoning.sum(reckoning.of(chunks, Yield.STANDARD.moved(1))))
        .isGreaterThan(Reckoning.sum(reckoning.of(chunks, Yield.STANDARD.moved(-1))));
  }

  @Test
  void expectsMoreWhenMorePostsFitThanHoped() {
    List<Stand> left = posts(100, 0.3);
    Shares more = new Shares(20, 30, 30, 28, 28, 28);
    Shares less = new Shares(20, 10, 10, 9, 9, 9);

    assertThat(end(left, more, Map.of())).isGreaterThan(1.2 * end(left, less, Map.of()));
  }

  @Test
  void learnsFromDearCallsWhatLaterOnesCost() {
    List<Stand> left = posts(100, 0);
    Load read = new Load(20, 400, 40_000);
    BigDecimal twice = reckoning.charge(PaidStage.CLASSIFY, read).multiply(BigDecimal.TWO);

    double dear = end(left, NOTHING_SEEN, Map.of(PaidStage.CLASSIFY, new Done(read, twice)));

    double asReckoned = end(left, NOTHING_SEEN, Map.of());
    assertThat(dear - twice.doubleValue()).isBetween(1.6 * asReckoned, 2 * asReckoned);
  }

  @Test
  void endsAtTheChargeWhenNothingIsLeft() {
    Stand through = new Stand(Heap.NONE, Heap.NONE, Heap.NONE, Heap.NONE, Heap.NONE, NOTHING);
    Load read = new Load(5, 100, 10_000);
    Map<PaidStage, Done> done =
        Map.of(
            PaidStage.CLASSIFY, new Done(read, new BigDecimal("0.04")),
            PaidStage.RANK, new Done(Load.NONE, new BigDecimal("0.01")));

    assertThat(end(List.of(through), NOTHING_SEEN, done)).isCloseTo(0.05, within(1e-9));
  }

  @Test
  void countsTheCommentsThatAreSureToBeReadCallByCall() {
    Stand few = new Stand(Heap.NONE, Heap.NONE, Heap.NONE, Heap.NONE, Heap.NONE, new Unread(60, 2));
    Stand many =
        new Stand(Heap.NONE, Heap.NONE, Heap.NONE, Heap.NONE, Heap.NONE, new Unread(60, 20));

    assertThat(end(List.of(many), NOTHING_SEEN, Map.of()))
        .isGreaterThan(2 * end(List.of(few), NOTHING_SEEN, Map.of()));
  }
}
