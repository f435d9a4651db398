package browser;

import hub.Mode;
import hub.TestDatabase;
import hub.TestHub;
import hub.budget.Budgets;
import hub.budget.NewAttempt;
import hub.budget.Rates;
import hub.budget.Tokens;
import java.math.BigDecimal;
import java.util.List;
import java.util.UUID;

/** Paid calls of a hub, held, sent and settled by it, of which no vendor was asked. */
final class SettledCalls {
  private static final List<String> STAGES =
      List.of("classify", "comments", "feasibility", "antipatterns");

  private SettledCalls() {}

  /** So many, of one budget, each a little larger than the one before. */
  static void of(TestHub hub, int calls) {
    Budgets budgets = hub.bean(Budgets.class);
    UUID budget = UUID.randomUUID();
    budgets.open(budget, TestDatabase.WORKSPACE, TestDatabase.USER, new BigDecimal("2.00"));
    for (int n = 0; n < calls; n++) {
      UUID id = UUID.randomUUID();
      budgets.hold(attempt(id, budget, STAGES.get(n % STAGES.size())));
      budgets.sent(id);
      budgets.settle(
          id,
          "answered",
          new Tokens(31_840 + 97L * n, 15_360, 0, 10_720 + 31L * n, 4_480),
          new Rates(
              new BigDecimal("0.00000025"),
              new BigDecimal("0.000000025"),
              new BigDecimal("0.0000003125"),
              new BigDecimal("0.000002")));
    }
  }

  private static NewAttempt attempt(UUID id, UUID budget, String stage) {
    return new NewAttempt(
        id,
        TestDatabase.WORKSPACE,
        budget,
        null,
        Mode.SANDBOX,
        "openai",
        "gpt-5-mini",
        stage,
        "hash",
        1,
        new BigDecimal("4"),
        new BigDecimal("0.1475"),
        false,
        50_000,
        12_000);
  }
}
