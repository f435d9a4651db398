package hub.budget;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hub.Mode;
import hub.TestDatabase;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessException;

class BudgetsTest {
  static TestDatabase database;

  final SettableClock clock = new SettableClock();
  final Money money = new Money(database.jdbc(), clock);

  @BeforeAll
  static void start() {
    database = TestDatabase.fresh();
  }

  @AfterAll
  static void stop() {
    database.close();
  }

  @Test
  void chargesWhatWasReportedAndGivesTheRestBack() {
    UUID budget = money.budget("1.00");
    UUID attempt = money.held(budget, "0.40");
    money.budgets.sent(attempt);

    Settlement settled =
        money.budgets.settle(attempt, "answered", Money.tokens(100_000, 20_000), Money.RATES);

    assertThat(settled.charge()).isEqualByComparingTo("0.36");
    assertThat(settled.loss()).isEqualByComparingTo("0");
    assertThat(settled.state().charged()).isEqualByComparingTo("0.36");
    assertThat(settled.state().held()).isEqualByComparingTo("0");
    assertThat(settled.state().free()).isEqualByComparingTo("0.64");
    assertThat(money.entries(budget)).containsExactly("0.36");
  }

  @Test
  void chargesCostTimesMarkupWithoutRounding() {
    UUID budget = money.budget("1.00");
    UUID attempt = UUID.randomUUID();
    money.budgets.hold(money.attempt(attempt, budget, "0.40", "1.2345", false));
    money.budgets.sent(attempt);

    Settlement settled = money.budgets.settle(attempt, "answered", Money.tokens(7, 3), Money.RATES);

    assertThat(settled.charge())
        .isEqualByComparingTo(new BigDecimal("0.000038").multiply(new BigDecimal("1.2345")));
    assertThat(settled.state().cost()).isEqualByComparingTo("0.000038");
  }

  @Test
  @DisplayName("B2 Refuses a hold that does not fit whole, and leaves no attempt")
  void refusesAHoldThatDoesNotFit() {
    UUID budget = money.budget("1.00");
    money.held(budget, "0.70");
    UUID second = UUID.randomUUID();

    assertThat(money.budgets.hold(money.attempt(second, budget, "0.31")))
        .isEqualTo(Hold.DOES_NOT_FIT);

    assertThat(money.lost.find(second)).isEmpty();
    assertThat(money.budgets.state(budget).held()).isEqualByComparingTo("0.70");
  }

  @Test
  @DisplayName("B8 Admits a hold equal to the limit exactly once")
  void admitsAHoldEqualToTheLimitOnce() {
    UUID budget = money.budget("0.25");

    assertThat(money.budgets.hold(money.attempt(UUID.randomUUID(), budget, "0.25")))
        .isEqualTo(Hold.HELD);
    assertThat(money.budgets.hold(money.attempt(UUID.randomUUID(), budget, "0.25")))
        .isEqualTo(Hold.DOES_NOT_FIT);
  }

  @Test
  void refusesTheBudgetOfAnotherWorkspace() {
    UUID budget = money.budget("1.00");
    NewAttempt mine = money.attempt(UUID.randomUUID(), budget, "0.10");
    NewAttempt foreign =
        new NewAttempt(
            mine.id(),
            UUID.randomUUID(),
            budget,
            null,
            Mode.SANDBOX,
            "openai",
            "m",
            "classify",
            "h",
            1,
            BigDecimal.ONE,
            mine.hold(),
            false,
            1,
            1);

    assertThat(money.budgets.hold(foreign)).isEqualTo(Hold.DOES_NOT_FIT);
  }

  @Test
  void givesTheHoldBackWhenNothingWasSent() {
    UUID budget = money.budget("1.00");
    UUID attempt = money.held(budget, "0.40");

    BudgetState state = money.budgets.release(attempt, "cancelled");

    assertThat(state.free()).isEqualByComparingTo("1.00");
    assertThatThrownBy(() -> money.budgets.sent(attempt)).isInstanceOf(WrongState.class);
    assertThatThrownBy(() -> money.budgets.release(attempt, "again"))
        .isInstanceOf(WrongState.class);
  }

  @Test
  void settlesOnlyOnce() {
    UUID budget = money.budget("1.00");
    UUID attempt = money.settled(budget, "0.40", 1000, 100);

    assertThatThrownBy(
            () -> money.budgets.settle(attempt, "answered", Money.tokens(1000, 100), Money.RATES))
        .isInstanceOf(WrongState.class);
    assertThat(money.budgets.state(budget).charged()).isEqualByComparingTo("0.0028");
  }

  @Test
  void drawsHoldsOfMergingAndRankingFromTheEarmark() {
    UUID budget = money.budget("1.00");
    assertThat(money.budgets.earmark(budget, new BigDecimal("0.60"))).isTrue();

    assertThat(money.budgets.hold(money.attempt(UUID.randomUUID(), budget, "0.50")))
        .isEqualTo(Hold.DOES_NOT_FIT);
    UUID merge = UUID.randomUUID();
    assertThat(money.budgets.hold(money.attempt(merge, budget, "0.50", "1", true)))
        .isEqualTo(Hold.HELD);
    assertThat(money.budgets.hold(money.attempt(UUID.randomUUID(), budget, "0.50", "1", true)))
        .isEqualTo(Hold.DOES_NOT_FIT);

    assertThat(money.budgets.state(budget).earmarked()).isEqualByComparingTo("0.10");
    assertThat(money.budgets.state(budget).free()).isEqualByComparingTo("0.40");
    assertThat(money.budgets.release(merge, "rate limit").earmarked()).isEqualByComparingTo("0.60");
  }

  @Test
  void growsTheEarmarkOnlyWithinWhatIsFree() {
    UUID budget = money.budget("1.00");
    money.held(budget, "0.40");

    assertThat(money.budgets.earmark(budget, new BigDecimal("0.60"))).isTrue();
    assertThat(money.budgets.earmark(budget, new BigDecimal("0.61"))).isFalse();
    assertThat(money.budgets.earmark(budget, new BigDecimal("0.10"))).isTrue();

    assertThat(money.budgets.state(budget).free()).isEqualByComparingTo("0.50");
  }

  @Test
  void raisesTheLimitAndNeverLowersIt() {
    UUID budget = money.budget("1.00");

    assertThat(money.budgets.raise(budget, new BigDecimal("1.50"))).isPresent();
    assertThat(money.budgets.raise(budget, new BigDecimal("1.20"))).isEmpty();

    assertThat(money.budgets.state(budget).limit()).isEqualByComparingTo("1.50");
  }

  @Test
  @DisplayName("B9 Records usage above the hold as loss, charges the hold, and stops the model")
  void recordsUsageAboveTheHoldAsLoss() {
    UUID budget = money.budget("1.00");
    UUID attempt = UUID.randomUUID();
    String model = "overshooting";
    money.budgets.hold(money.attemptOf(attempt, budget, "0.10", model));
    money.budgets.sent(attempt);

    Settlement settled =
        money.budgets.settle(attempt, "answered", Money.tokens(100_000, 0), Money.RATES);

    assertThat(settled.charge()).isEqualByComparingTo("0.10");
    assertThat(settled.loss()).isEqualByComparingTo("0.10");
    assertThat(settled.state().cost()).isEqualByComparingTo("0.20");
    assertThat(money.budgets.hold(money.attemptOf(UUID.randomUUID(), budget, "0.10", model)))
        .isEqualTo(Hold.MODEL_STOPPED);
    assertThat(money.stops.open()).extracting(ModelStops.Stop::attemptId).contains(attempt);
    money.stops.clear(Mode.SANDBOX, "openai", model, TestDatabase.USER);
    assertThat(money.budgets.hold(money.attemptOf(UUID.randomUUID(), budget, "0.10", model)))
        .isEqualTo(Hold.HELD);
  }

  @Test
  @DisplayName(
      "B10 An attempt in doubt keeps its whole hold until 24 h after it was sent, then is unknown"
          + " and listed")
  void keepsTheHoldOfAnAttemptInDoubt() {
    UUID budget = money.budget("1.00");
    UUID attempt = money.held(budget, "0.40");
    money.budgets.sent(attempt);
    assertThat(money.budgets.doubt(attempt, "connection cut").inDoubt())
        .isEqualByComparingTo("0.40");

    clock.advance(Duration.ofHours(24).minusSeconds(1));
    assertThat(money.lost.expireDoubts()).isEmpty();
    clock.advance(Duration.ofSeconds(1));
    List<LostAttempt> expired = money.lost.expireDoubts();

    assertThat(expired).extracting(LostAttempt::attemptId).contains(attempt);
    assertThat(money.budgets.state(budget).held()).isEqualByComparingTo("0");
    assertThat(money.budgets.state(budget).charged()).isEqualByComparingTo("0");
    assertThat(money.lost.listed(budget)).extracting(LostAttempt::state).containsExactly("unknown");
  }

  @Test
  void settlesADoubtWhoseAnswerCameAfterAll() {
    UUID budget = money.budget("1.00");
    UUID attempt = money.held(budget, "0.40");
    money.budgets.sent(attempt);
    money.budgets.doubt(attempt, "lease lapsed");

    BudgetState state =
        money.budgets.settle(attempt, "answered", Money.tokens(1000, 100), Money.RATES).state();

    assertThat(state.inDoubt()).isEqualByComparingTo("0");
    assertThat(state.held()).isEqualByComparingTo("0");
    assertThat(state.charged()).isEqualByComparingTo("0.0028");
  }

  @Test
  @DisplayName(
      "B5 After a lost process, what was never sent is released and what was sent is in doubt")
  void recoversTheAttemptsOfALostProcess() {
    UUID budget = money.budget("1.00");
    UUID job = UUID.randomUUID();
    UUID held = money.heldBy(job, budget, "0.10");
    UUID sent = money.heldBy(job, budget, "0.20");
    money.budgets.sent(sent);

    List<LostAttempt> lost = money.lost.recoverJob(job);

    assertThat(lost).extracting(LostAttempt::attemptId).containsExactlyInAnyOrder(held, sent);
    assertThat(money.lost.find(held)).get().extracting(LostAttempt::state).isEqualTo("released");
    assertThat(money.lost.find(sent)).get().extracting(LostAttempt::state).isEqualTo("doubt");
    assertThat(money.budgets.state(budget).held()).isEqualByComparingTo("0.20");
    assertThat(money.lost.recoverJob(job)).isEmpty();
  }

  @Test
  @DisplayName("B5 A start recovers what dead processes left and leaves the living alone")
  void recoversTheAttemptsOfDeadInstances() {
    UUID budget = money.budget("1.00");
    UUID dead = money.held(budget, "0.10");
    Money living = new Money(database.jdbc(), clock);
    UUID alive = living.held(budget, "0.20");

    money.lost.recoverAllBut(List.of(living.instance));

    assertThat(money.lost.find(dead)).get().extracting(LostAttempt::state).isEqualTo("released");
    assertThat(money.lost.find(alive)).get().extracting(LostAttempt::state).isEqualTo("held");
  }

  @Test
  void recoversWhatIsOpenForLongerThanAnyCall() {
    UUID budget = money.budget("1.00");
    UUID old = money.held(budget, "0.10");
    clock.advance(Duration.ofMinutes(16));
    UUID young = money.held(budget, "0.10");

    money.lost.recoverOpenFor(Duration.ofMinutes(15));

    assertThat(money.lost.find(old)).get().extracting(LostAttempt::state).isEqualTo("released");
    assertThat(money.lost.find(young)).get().extracting(LostAttempt::state).isEqualTo("held");
  }

  @Test
  @DisplayName("The hub's role can neither change, delete nor truncate cost entries")
  void costEntriesCannotBeChanged() {
    money.settled(money.budget("1.00"), "0.40", 1000, 100);

    for (String sql :
        List.of(
            "update ledger_entry set charge = 0",
            "delete from ledger_entry",
            "truncate ledger_entry",
            "update attempt set hold = 0",
            "delete from attempt",
            "delete from budget",
            "truncate budget cascade")) {
      assertThatThrownBy(() -> database.jdbc().sql(sql).update())
          .isInstanceOf(DataAccessException.class)
          .rootCause()
          .hasMessageContaining("permission denied");
    }
  }
}
