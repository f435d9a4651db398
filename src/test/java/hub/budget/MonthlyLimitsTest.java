package hub.budget;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import hub.Mode;
import hub.TestDatabase;
import java.math.BigDecimal;
import java.sql.Connection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** What a workspace and a person may be charged in a month is kept whatever runs at once. */
class MonthlyLimitsTest {
  private static final UUID WORKSPACE = TestDatabase.WORKSPACE;
  private static final UUID PERSON = TestDatabase.USER;

  private final List<Object> events = new ArrayList<>();
  private final ApplicationEventPublisher publisher = events::add;
  private TestDatabase database;
  private SettableClock clock;
  private Money money;
  private MonthlyLimits limits;

  @BeforeEach
  void open() {
    database = TestDatabase.fresh();
    clock = new SettableClock();
    money = new Money(database.jdbc(), clock);
    limits =
        new MonthlyLimits(
            new TransactionTemplate(new DataSourceTransactionManager(database.dataSource())),
            database.jdbc(),
            clock);
  }

  @AfterEach
  void close() {
    database.close();
  }

  private void limit(UUID account, String amount) {
    limits.set(WORKSPACE, account, new BigDecimal(amount), PERSON);
  }

  private Hold hold(UUID budget, String amount) {
    return money.budgets.hold(money.attempt(UUID.randomUUID(), budget, amount));
  }

  private MonthlyLimits.Standing standing(UUID account) {
    return limits.of(WORKSPACE).stream()
        .filter(each -> each.account().equals(account))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void neverOverdrawsAWorkspacesMonthWhile200AttemptsOfTwentyBudgetsRace() throws Exception {
    limit(WORKSPACE, "1.00");
    List<UUID> budgets = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      budgets.add(money.budget("1.00"));
    }
    CountDownLatch start = new CountDownLatch(1);
    List<Future<Hold>> racing = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < 200; i++) {
        UUID budget = budgets.get(i % 20);
        boolean ends = i % 3 == 0;
        racing.add(
            threads.submit(
                () -> {
                  start.await();
                  UUID id = UUID.randomUUID();
                  Hold hold = money.budgets.hold(money.attempt(id, budget, "0.07"));
                  if (ends && hold == Hold.HELD) {
                    money.budgets.release(id, "cancelled");
                  }
                  return hold;
                }));
      }
      start.countDown();
    }

    for (Future<Hold> each : racing) {
      assertThat(each.get()).isIn(Hold.HELD, Hold.OVER_LIMIT);
    }
    BigDecimal held =
        database
            .jdbc()
            .sql("select sum(held) from budget where workspace_id = :id")
            .param("id", WORKSPACE)
            .query(BigDecimal.class)
            .single();
    assertThat(held).isLessThanOrEqualTo(BigDecimal.ONE).isGreaterThan(new BigDecimal("0.80"));
    assertThat(standing(WORKSPACE).held()).isEqualByComparingTo(held);
    assertThat(standing(PERSON).held()).isEqualByComparingTo(held);
  }

  @Test
  void holdsWhileAnotherHoldOpensTheMonth() throws Exception {
    limit(WORKSPACE, "1.00");
    database.jdbc().sql("delete from spending").update();
    UUID budget = money.budget("1.00");
    UUID id = UUID.randomUUID();
    Future<Hold> held;
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
        Connection other = database.dataSource().getConnection()) {
      other.setAutoCommit(false);
      other
          .createStatement()
          .execute(
              "insert into spending (account, month, workspace_id) values ('%1$s', '%2$s', '%1$s')"
                  .formatted(WORKSPACE, MonthlyLimits.month(clock.instant())));
      held = threads.submit(() -> money.budgets.hold(money.attempt(id, budget, "0.10")));
      await().until(database::hasOneWaitForALock);
      other.commit();
    }

    assertThat(held.get()).isEqualTo(Hold.HELD);
  }

  @Test
  void keepsAPersonsLimitBesideTheWorkspaces() {
    limit(PERSON, "0.50");
    UUID theirs = money.budget("5.00");
    UUID nobodys = UUID.randomUUID();
    money.budgets.open(nobodys, WORKSPACE, null, new BigDecimal("5.00"));

    assertThat(hold(theirs, "0.50")).isEqualTo(Hold.HELD);
    assertThat(hold(theirs, "0.01")).isEqualTo(Hold.OVER_LIMIT);
    assertThat(hold(nobodys, "0.60")).isEqualTo(Hold.HELD);
    limit(PERSON, "0.51");
    assertThat(hold(theirs, "0.01")).isEqualTo(Hold.HELD);
    limits.set(WORKSPACE, PERSON, null, PERSON);
    assertThat(hold(theirs, "2.00")).isEqualTo(Hold.HELD);
  }

  @Test
  void countsWhatTheMonthHasSeenWhenALimitComesWhileAttemptsRace() throws Exception {
    UUID budget = money.budget("50.00");
    money.settled(budget, "0.10", 1000, 100);
    CountDownLatch running = new CountDownLatch(40);
    List<UUID> left = new CopyOnWriteArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < 120; i++) {
        boolean ends = i % 2 == 0;
        threads.submit(
            () -> {
              UUID id = UUID.randomUUID();
              boolean held = money.budgets.hold(money.attempt(id, budget, "0.02")) == Hold.HELD;
              running.countDown();
              if (held && ends) {
                money.budgets.release(id, "cancelled");
              } else if (held) {
                left.add(id);
              }
              return held;
            });
      }
      running.await();
      limit(WORKSPACE, "100.00");
    }

    Map<String, Object> counted =
        database.jdbc().sql("select charged, held from spending").query().singleRow();
    assertThat((BigDecimal) counted.get("charged")).isEqualByComparingTo("0.0028");
    assertThat((BigDecimal) counted.get("held"))
        .isEqualByComparingTo(new BigDecimal("0.02").multiply(BigDecimal.valueOf(left.size())))
        .isEqualByComparingTo(standing(WORKSPACE).held());
  }

  @Test
  void countsWhatWasChargedAndGivesTheRestBack() {
    limit(WORKSPACE, "0.10");
    UUID budget = money.budget("5.00");
    money.settled(budget, "0.10", 1000, 100);
    UUID lost = money.held(budget, "0.05");
    money.budgets.sent(lost);
    money.budgets.doubt(lost, "cut");

    assertThat(standing(WORKSPACE).charged()).isEqualByComparingTo("0.0028");
    assertThat(hold(budget, "0.0473")).isEqualTo(Hold.OVER_LIMIT);
    clock.advance(Duration.ofHours(25));
    money.lost.expireDoubts();
    assertThat(standing(WORKSPACE).held()).isEqualByComparingTo("0");
    assertThat(hold(budget, "0.0972")).isEqualTo(Hold.HELD);
  }

  @Test
  void countsInTheMonthInWhichItWasHeld() {
    limit(WORKSPACE, "0.10");
    UUID budget = money.budget("5.00");
    UUID old = money.held(budget, "0.10");
    money.budgets.sent(old);
    clock.advance(Duration.ofDays(32));

    UUID fresh = money.held(budget, "0.10");
    money.budgets.settle(old, "answered", Money.tokens(1000, 100), Money.RATES);

    assertThat(standing(WORKSPACE).charged()).isEqualByComparingTo("0");
    assertThat(standing(WORKSPACE).held()).isEqualByComparingTo("0.10");
    money.budgets.release(fresh, "cancelled");
    assertThat(
            database.jdbc().sql("select sum(held) from spending").query(BigDecimal.class).single())
        .isEqualByComparingTo("0");
  }

  @Test
  void tellsOfHalfOfFourFifthsAndOfAllOnceEach() {
    limit(WORKSPACE, "1.00");
    UUID budget = money.budget("5.00");
    LimitSweep sweep = new LimitSweep(limits, publisher);

    List<Integer> told = new ArrayList<>();
    for (String amount : List.of("0.49", "0.01", "0.10", "0.25", "0.15")) {
      assertThat(hold(budget, amount)).isEqualTo(Hold.HELD);
      sweep.sweep();
      sweep.sweep();
      told.add(events.size());
    }

    assertThat(told).containsExactly(0, 1, 1, 2, 3);
    assertThat(events)
        .extracting(each -> ((LimitReached) each).standing().alert())
        .containsExactly(50, 80, 100);
  }

  @Test
  void pausesPaidWorkUntilThePaymentAndLeavesTheOtherModeAlone() {
    PaymentPauses pauses = new PaymentPauses(database.jdbc(), clock, publisher);
    UUID budget = money.budget("5.00");
    UUID under = money.held(budget, "0.10");

    pauses.set(WORKSPACE, Mode.LIVE, true);
    assertThat(hold(budget, "0.10")).isEqualTo(Hold.HELD);
    pauses.set(WORKSPACE, Mode.SANDBOX, true);
    pauses.set(WORKSPACE, Mode.SANDBOX, true);
    assertThat(hold(budget, "0.10")).isEqualTo(Hold.PAYMENT_DUE);
    money.budgets.sent(under);
    money.budgets.settle(under, "answered", Money.tokens(1000, 100), Money.RATES);
    pauses.set(WORKSPACE, Mode.SANDBOX, false);

    assertThat(hold(budget, "0.10")).isEqualTo(Hold.HELD);
    assertThat(events)
        .containsExactly(
            new PaidWorkPaused(WORKSPACE, Mode.LIVE, true),
            new PaidWorkPaused(WORKSPACE, Mode.SANDBOX, true),
            new PaidWorkPaused(WORKSPACE, Mode.SANDBOX, false));
  }
}
