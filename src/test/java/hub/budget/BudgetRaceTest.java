package hub.budget;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import hub.TestDatabase;
import java.math.BigDecimal;
import java.sql.Connection;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

class BudgetRaceTest {
  static TestDatabase database;
  static HikariDataSource otherPool;

  final Money one = new Money(database.jdbc(), Clock.systemUTC());
  final Money other = new Money(JdbcClient.create(otherPool), Clock.systemUTC());

  @BeforeAll
  static void start() {
    database = TestDatabase.fresh();
    HikariConfig config = new HikariConfig();
    config.setJdbcUrl(database.url());
    config.setUsername("sluice");
    config.setMaximumPoolSize(20);
    otherPool = new HikariDataSource(config);
  }

  @AfterAll
  static void stop() {
    otherPool.close();
    database.close();
  }

  @Test
  @DisplayName("B1 200 parallel attempts on one budget: held + spent <= limit at every instant")
  void neverOverdrawsWhile200AttemptsRace() throws Exception {
    UUID budget = one.budget("1.00");
    AtomicBoolean over = new AtomicBoolean();
    List<BigDecimal> seen = new ArrayList<>();
    Future<?> reader;
    try (ExecutorService watching = Executors.newSingleThreadExecutor()) {
      reader =
          watching.submit(
              () -> {
                while (!over.get()) {
                  BudgetState state = one.budgets.state(budget);
                  seen.add(state.charged().add(state.held()).add(state.earmarked()));
                }
              });
      race(200, n -> live(n % 2 == 0 ? one : other, budget, new SplittableRandom(n)));
      over.set(true);
      reader.get();
    }

    assertThat(seen)
        .hasSizeGreaterThan(10)
        .allSatisfy(sum -> assertThat(sum).isLessThanOrEqualTo(new BigDecimal("1.00")));
    BudgetState end = one.budgets.state(budget);
    assertThat(end.held()).isEqualByComparingTo(end.inDoubt());
    assertThat(end.charged()).isEqualByComparingTo(sumOfCharges(budget));
  }

  @RepeatedTest(3)
  @DisplayName(
      "B3 The first parallel calls of a new budget obey its limit; B4 over two processes' pools as"
          + " over one")
  void firstCallsObeyTheLimitOverTwoPools() throws Exception {
    UUID budget = one.budget("1.00");

    List<Hold> holds =
        race(
            40,
            n -> {
              Money process = n % 2 == 0 ? one : other;
              return process.budgets.hold(process.attempt(UUID.randomUUID(), budget, "0.30"));
            });

    assertThat(holds).filteredOn(Hold.HELD::equals).hasSize(3);
    assertThat(one.budgets.state(budget).held()).isEqualByComparingTo("0.90");
  }

  @Test
  @DisplayName("B8 200 parallel holds of the whole limit: admitted exactly once")
  void admitsTheWholeLimitOnce() throws Exception {
    UUID budget = one.budget("0.25");

    List<Hold> holds =
        race(200, n -> one.budgets.hold(one.attempt(UUID.randomUUID(), budget, "0.25")));

    assertThat(holds).filteredOn(Hold.HELD::equals).hasSize(1);
  }

  @Test
  @DisplayName(
      "B5 Settlement and recovery of one attempt race: it ends once, and nothing is left held"
          + " twice")
  void endsAnAttemptOnce() throws Exception {
    for (int round = 0; round < 20; round++) {
      UUID budget = one.budget("1.00");
      UUID job = UUID.randomUUID();
      UUID attempt = one.heldBy(job, budget, "0.40");
      one.budgets.sent(attempt);

      race(
          8,
          n -> {
            if (n % 2 == 0) {
              return other.lost.recoverJob(job);
            }
            try {
              return one.budgets.settle(attempt, "answered", Money.tokens(1000, 100), Money.RATES);
            } catch (WrongState settledBefore) {
              return settledBefore;
            }
          });

      BudgetState state = one.budgets.state(budget);
      assertThat(state.held()).isEqualByComparingTo("0");
      assertThat(state.inDoubt()).isEqualByComparingTo("0");
      assertThat(one.entries(budget)).containsExactly("0.0028");
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  @DisplayName("B5 An answer that waits for the doubt of its own attempt to commit still ends it")
  void endsAnAttemptThatIsJustPutInDoubt(boolean answered) throws Exception {
    UUID budget = one.budget("1.00");
    UUID attempt = one.held(budget, "0.40");
    one.budgets.sent(attempt);

    try (Connection slow = otherPool.getConnection();
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      slow.setAutoCommit(false);
      JdbcClient recovering = JdbcClient.create(new SingleConnectionDataSource(slow, true));
      new Money(recovering, Clock.systemUTC()).budgets.doubt(attempt, "cut");
      Future<?> ending =
          threads.submit(
              () ->
                  answered
                      ? one.budgets.settle(
                          attempt, "answered", Money.tokens(1000, 100), Money.RATES)
                      : one.budgets.release(attempt, "the vendor did not bill it"));
      await().until(database::hasOneWaitForALock);
      slow.commit();
      ending.get();
    }

    BudgetState state = one.budgets.state(budget);
    assertThat(state.held()).isEqualByComparingTo("0");
    assertThat(state.inDoubt()).isEqualByComparingTo("0");
    assertThat(one.entries(budget)).hasSize(answered ? 1 : 0);
  }

  @Test
  void neverOverdrawsWhileEarmarkAndHoldsRace() throws Exception {
    UUID budget = one.budget("1.00");

    race(
        100,
        n ->
            switch (n % 3) {
              case 0 -> one.budgets.earmark(budget, new BigDecimal("0.0" + (n % 9 + 1)));
              case 1 -> one.budgets.hold(one.attempt(UUID.randomUUID(), budget, "0.03", "1", true));
              default -> other.budgets.hold(other.attempt(UUID.randomUUID(), budget, "0.05"));
            });

    assertThat(one.budgets.state(budget).free()).isNotNegative();
  }

  /** One attempt's life, as random as real ones. */
  private static Hold live(Money process, UUID budget, SplittableRandom dice) {
    for (int i = 0; i < 5; i++) {
      UUID id = UUID.randomUUID();
      if (process.budgets.hold(process.attempt(id, budget, "0.0" + dice.nextInt(1, 9)))
          != Hold.HELD) {
        continue;
      }
      switch (dice.nextInt(10)) {
        case 0 -> process.budgets.release(id, "cancelled");
        case 1 -> {
          process.budgets.sent(id);
          process.budgets.doubt(id, "cut");
        }
        default -> {
          process.budgets.sent(id);
          process.budgets.settle(
              id, "answered", Money.tokens(dice.nextInt(3000), dice.nextInt(400)), Money.RATES);
        }
      }
    }
    return Hold.HELD;
  }

  private static BigDecimal sumOfCharges(UUID budget) {
    return database
        .jdbc()
        .sql("select coalesce(sum(charge), 0) from ledger_entry where budget_id = :id")
        .param("id", budget)
        .query(BigDecimal.class)
        .single();
  }

  private interface Racer<T> {
    T run(int number);
  }

  private static <T> List<T> race(int racers, Racer<T> racer) throws Exception {
    CountDownLatch start = new CountDownLatch(1);
    List<Future<T>> running = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int n = 0; n < racers; n++) {
        int number = n;
        running.add(
            threads.submit(
                () -> {
                  start.await();
                  return racer.run(number);
                }));
      }
      start.countDown();
      List<T> results = new ArrayList<>();
      for (Future<T> each : running) {
        results.add(each.get());
      }
      return results;
    }
  }
}
