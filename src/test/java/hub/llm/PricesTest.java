package hub.llm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hub.TestDatabase;
import hub.budget.Rates;
import hub.budget.SettableClock;
import hub.budget.Tokens;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class PricesTest {
  final TestDatabase database = TestDatabase.fresh();
  final SettableClock clock = new SettableClock();
  final Prices prices = new Prices(database.jdbc(), clock);

  @BeforeEach
  void publishTheList() {
    ListPrices list = ListPrices.read();
    prices.publish(list.effectiveFrom(), list.source(), null, list.models());
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void knowsTheListInTheJarOnce() {
    ListPrices list = ListPrices.read();

    assertThat(prices.publish(list.effectiveFrom(), list.source(), null, list.models())).isEmpty();

    assertThat(prices.table()).hasSameSizeAs(list.models());
    assertThat(prices.current("gpt-4.1").rates().uncached()).isEqualByComparingTo("0.000002");
    assertThat(prices.current("sandbox-judge-1").rates())
        .isEqualTo(prices.current("gpt-4.1").rates());
  }

  @Test
  @DisplayName("B13 A missing price is an error that names the model")
  void namesTheModelWithoutPrice() {
    assertThatThrownBy(() -> prices.current("gpt-9"))
        .isInstanceOfSatisfying(
            ModelUnavailable.class,
            e -> assertThat(e.why()).isEqualTo(ModelUnavailable.Why.NO_PRICE))
        .hasMessageContaining("gpt-9");
  }

  @Test
  @DisplayName(
      "B13 A price that is wrong 100,000-fold, in either direction, is refused by model and key")
  void refusesImplausiblePrices() {
    for (ModelPrice right : prices.table()) {
      for (int shift : new int[] {-5, 5}) {
        Rates rates = right.rates();
        assertRefused(
            right,
            with(
                right,
                new Rates(
                    rates.uncached().movePointRight(shift),
                    rates.cached(),
                    rates.cacheWrite(),
                    rates.output())));
        assertRefused(
            right,
            with(
                right,
                new Rates(
                    rates.uncached(),
                    rates.cached().movePointRight(shift),
                    rates.cacheWrite(),
                    rates.output())));
        assertRefused(
            right,
            with(
                right,
                new Rates(
                    rates.uncached(),
                    rates.cached(),
                    rates.cacheWrite().movePointRight(shift),
                    rates.output())));
        if (right.maxOutput() > 0) {
          assertRefused(
              right,
              with(
                  right,
                  new Rates(
                      rates.uncached(),
                      rates.cached(),
                      rates.cacheWrite(),
                      rates.output().movePointRight(shift))));
        }
        assertRefused(
            right,
            with(
                right,
                new Rates(
                    rates.uncached().movePointRight(shift),
                    rates.cached().movePointRight(shift),
                    rates.cacheWrite().movePointRight(shift),
                    rates.output().movePointRight(shift))));
      }
    }
  }

  @Test
  @DisplayName("B13 A price that was changed behind the hub's back is not used")
  void refusesAnImplausiblePriceInTheTable() {
    database.asOwner().sql("update price set output = 0 where model = 'gpt-4.1'").update();

    assertThatThrownBy(() -> prices.current("gpt-4.1"))
        .isInstanceOf(ModelUnavailable.class)
        .hasMessageContaining("gpt-4.1")
        .hasMessageContaining("output");
  }

  @Test
  @DisplayName(
      "B14 A price that changes while a call runs: the call keeps its version, replay gives the"
          + " same cent")
  void keepsTheVersionOfACall() {
    ModelPrice before = prices.current("gpt-4.1-mini");
    Tokens tokens = new Tokens(12_345, 6_789, 0, 321, 0);
    BigDecimal cost = before.cost(tokens);
    Rates rates = before.rates();
    ModelPrice dearer =
        with(
            before,
            new Rates(
                rates.uncached().multiply(BigDecimal.TWO),
                rates.cached(),
                rates.cacheWrite().multiply(BigDecimal.TWO),
                rates.output().multiply(BigDecimal.TWO)));

    int next =
        prices
            .publish(
                clock.instant().plus(Duration.ofHours(1)),
                "ours",
                TestDatabase.USER,
                List.of(dearer))
            .orElseThrow();

    assertThat(prices.current("gpt-4.1-mini").version()).isEqualTo(before.version());
    clock.advance(Duration.ofHours(1));
    assertThat(prices.current("gpt-4.1-mini").version()).isEqualTo(next);
    assertThat(prices.current("gpt-4.1").version()).isEqualTo(before.version());
    assertThat(prices.of(before.version(), "gpt-4.1-mini").orElseThrow().cost(tokens))
        .isEqualByComparingTo(cost);
  }

  @Test
  @DisplayName(
      "B9 For every price rule in the table, no usage within the counted bounds costs more than the"
          + " worst case")
  void holdsTheWorstCaseOfEveryPriceRule() {
    SplittableRandom dice = new SplittableRandom(11);
    for (ModelPrice price : prices.table()) {
      for (int i = 0; i < 2_000; i++) {
        long bound = 1 + dice.nextLong(dice.nextBoolean() ? 5_000 : price.maxContext());
        long cap = price.maxOutput() == 0 ? 0 : 1 + dice.nextLong(price.maxOutput());
        long input = dice.nextInt(4) == 0 ? bound : dice.nextLong(bound + 1);
        long cached = dice.nextLong(input + 1);
        long written = dice.nextLong(input - cached + 1);
        long output = dice.nextInt(4) == 0 ? cap : dice.nextLong(cap + 1);
        Tokens used =
            new Tokens(
                input - cached - written, cached, written, output, dice.nextLong(output + 1));

        assertThat(price.cost(used)).isLessThanOrEqualTo(price.worstCost(bound, cap));
      }
    }
  }

  @Test
  void chargesTheWholeOfALongRequestAtTheLongRates() {
    ModelPrice price = prices.current("gpt-5.6");

    assertThat(price.cost(new Tokens(272_000, 0, 0, 0, 0))).isEqualByComparingTo("1.36");
    assertThat(price.cost(new Tokens(272_001, 0, 0, 0, 0))).isEqualByComparingTo("2.72001");
    assertThat(price.cost(new Tokens(0, 0, 1_000, 0, 0))).isEqualByComparingTo("0.00625");
  }

  private void assertRefused(ModelPrice right, ModelPrice wrong) {
    assertThatThrownBy(
            () -> prices.publish(clock.instant(), "wrong", TestDatabase.USER, List.of(wrong)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(right.model());
  }

  private static ModelPrice with(ModelPrice price, Rates rates) {
    return new ModelPrice(
        0,
        price.model(),
        rates,
        price.longContext(),
        price.batchFactor(),
        price.maxContext(),
        price.maxOutput());
  }
}
