package hub.llm;

import hub.budget.BudgetState;
import java.math.BigDecimal;
import java.util.UUID;

/**
 * Told of every attempt inside the transaction that records it, so that money and log never
 * disagree. Implemented by the analysis.
 */
public interface CallJournal {

  /** An attempt was held and will be sent next. */
  void called(Question question, UUID attemptId, BigDecimal held);

  /** An attempt was settled: {@code outcome} is {@code answered}, {@code refused}, {@code truncated} or {@code malformed}. */
  void settled(Question question, UUID attemptId, String outcome, BigDecimal charge, BudgetState state);

  /** An attempt's hold was given back: it was never sent, or the vendor surely did not bill it. */
  void released(Question question, UUID attemptId, String why);

  /** An attempt was sent and its answer never came: its hold stays for 24 h or until usage is known. */
  void doubted(Question question, UUID attemptId, String why);

  /** An answer recorded before was used instead of a call. */
  void reused(Question question, BigDecimal saved);
}
