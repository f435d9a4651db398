package hub.llm;

import hub.budget.BudgetState;
import java.math.BigDecimal;
import java.util.UUID;

/** Tells nobody. */
final class NoJournal implements CallJournal {
  @Override
  public void called(Question question, UUID attemptId, BigDecimal held) {}

  @Override
  public void settled(
      Question question, UUID attemptId, String outcome, BigDecimal charge, BudgetState state) {}

  @Override
  public void released(Question question, UUID attemptId, String why) {}

  @Override
  public void doubted(Question question, UUID attemptId, BigDecimal held, String why) {}

  @Override
  public void reused(Question question, BigDecimal saved) {}
}
