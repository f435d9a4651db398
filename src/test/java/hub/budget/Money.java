package hub.budget;

import hub.Mode;
import hub.TestDatabase;
import java.math.BigDecimal;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The room's beans as one process has them, and short ways to make budgets and attempts. */
final class Money {
  /** Two dollars a million input tokens, eight a million output tokens. */
  static final Rates RATES =
      new Rates(
          new BigDecimal("0.000002"),
          new BigDecimal("0.0000005"),
          new BigDecimal("0.0000025"),
          new BigDecimal("0.000008"));

  final JdbcClient jdbc;
  final Instance instance = Instance.fresh();
  final Budgets budgets;
  final LostAttempts lost;
  final ModelStops stops;

  Money(JdbcClient jdbc, Clock clock) {
    this.jdbc = jdbc;
    this.budgets = new Budgets(jdbc, clock, instance);
    this.lost = new LostAttempts(jdbc, clock, budgets);
    this.stops = new ModelStops(jdbc, clock);
  }

  static Tokens tokens(long input, long output) {
    return new Tokens(input, 0, 0, output, 0);
  }

  UUID budget(String limit) {
    UUID id = UUID.randomUUID();
    budgets.open(id, TestDatabase.WORKSPACE, TestDatabase.USER, new BigDecimal(limit));
    return id;
  }

  UUID held(UUID budget, String hold) {
    return heldBy(null, budget, hold);
  }

  UUID heldBy(@Nullable UUID job, UUID budget, String hold) {
    UUID id = UUID.randomUUID();
    if (budgets.hold(attempt(id, budget, job, hold, "1", false, "sandbox-judge-1")) != Hold.HELD) {
      throw new AssertionError("The hold of " + hold + " did not fit");
    }
    return id;
  }

  UUID settled(UUID budget, String hold, long input, long output) {
    UUID id = held(budget, hold);
    budgets.sent(id);
    budgets.settle(id, "answered", tokens(input, output), RATES);
    return id;
  }

  NewAttempt attempt(UUID id, UUID budget, String hold) {
    return attempt(id, budget, hold, "1", false);
  }

  NewAttempt attempt(UUID id, UUID budget, String hold, String markup, boolean fromEarmark) {
    return attempt(id, budget, null, hold, markup, fromEarmark, "sandbox-judge-1");
  }

  NewAttempt attemptOf(UUID id, UUID budget, String hold, String model) {
    return attempt(id, budget, null, hold, "1", false, model);
  }

  List<String> entries(UUID budget) {
    return jdbc.sql(
            "select trim_scale(charge)::text from ledger_entry where budget_id = :id order by"
                + " position")
        .param("id", budget)
        .query(String.class)
        .list();
  }

  private static NewAttempt attempt(
      UUID id,
      UUID budget,
      @Nullable UUID job,
      String hold,
      String markup,
      boolean earmark,
      String model) {
    return new NewAttempt(
        id,
        TestDatabase.WORKSPACE,
        budget,
        job,
        Mode.SANDBOX,
        "openai",
        model,
        "classify",
        "hash",
        1,
        new BigDecimal(markup),
        new BigDecimal(hold),
        earmark,
        1000,
        100);
  }
}
