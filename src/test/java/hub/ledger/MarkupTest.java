package hub.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import hub.TestDatabase;
import hub.budget.Rates;
import hub.budget.Tokens;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.BigRange;
import net.jqwik.api.constraints.Scale;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

/** Whatever is settled, at whatever price and markup: the ledger is exact. */
class MarkupTest {
  static TestDatabase database;
  static Books books;

  record Settled(Tokens tokens, Rates rates) {}

  @BeforeContainer
  static void start() {
    database = TestDatabase.fresh();
    books = new Books(database.dataSource(), database.folder("keys"));
  }

  @AfterContainer
  static void stop() {
    database.close();
  }

  @Property(tries = 60)
  void chargesCostTimesMarkupAndNothingIsLostOrRounded(
      @ForAll("calls") @Size(min = 1, max = 5) List<Settled> calls,
      @ForAll @BigRange(min = "0.01", max = "9") @Scale(4) BigDecimal markup) {
    UUID workspace = books.workspace(database);
    UUID budget = books.budget(workspace, "1000000");
    BigDecimal expected = BigDecimal.ZERO;
    for (Settled call : calls) {
      BigDecimal cost = call.rates().cost(call.tokens());
      expected = expected.add(cost.multiply(markup));
      BigDecimal hold = cost.multiply(markup).add(BigDecimal.ONE);
      books.settled(workspace, budget, call.tokens(), call.rates(), markup, hold);
    }
    books.chainer.chain(workspace);

    List<Entry> entries = new ArrayList<>();
    books.ledger.newest(workspace, Long.MAX_VALUE, 9).forEach(each -> entries.add(each.entry()));

    assertThat(entries).hasSameSizeAs(calls);
    assertThat(entries).allSatisfy(each -> assertThat(each.charge()).isNotNegative());
    assertThat(entries.stream().map(Entry::charge).reduce(BigDecimal.ZERO, BigDecimal::add))
        .isEqualByComparingTo(expected)
        .isEqualByComparingTo(books.ledger.charge(workspace))
        .isEqualByComparingTo(books.budgets.state(budget).charged());
    assertThat(books.check.verify(workspace).isWhole()).isTrue();
  }

  @Property(tries = 30)
  void bearsWhatIsAboveTheHoldItself(
      @ForAll("call") Settled call,
      @ForAll @BigRange(min = "0", max = "0.01") @Scale(6) BigDecimal hold) {
    UUID workspace = books.workspace(database);
    UUID budget = books.budget(workspace, "1000000");

    books.settled(workspace, budget, call.tokens(), call.rates(), Books.FOUR, hold);
    books.chainer.chain(workspace);

    Entry entry = books.ledger.find(workspace, 1).orElseThrow().entry();
    Entry.Call settled = entry.call();
    assertThat(settled).isNotNull();
    assertThat(entry.charge()).isBetween(BigDecimal.ZERO, hold);
    assertThat(entry.charge().add(settled.loss()))
        .isEqualByComparingTo(settled.cost().multiply(Books.FOUR));
  }

  @Provide
  Arbitrary<List<Settled>> calls() {
    return call().list().ofMinSize(1).ofMaxSize(5);
  }

  @Provide
  Arbitrary<Settled> call() {
    Arbitrary<BigDecimal> rate =
        Arbitraries.bigDecimals().between(BigDecimal.ZERO, new BigDecimal("0.0001")).ofScale(12);
    Arbitrary<Long> count = Arbitraries.longs().between(0, 300_000);
    Arbitrary<Rates> rates = Combinators.combine(rate, rate, rate, rate).as(Rates::new);
    Arbitrary<Tokens> tokens =
        Combinators.combine(count, count, count, count)
            .as((a, b, c, d) -> new Tokens(a, b, c, d, d / 2));
    return Combinators.combine(tokens, rates).as(Settled::new);
  }
}
