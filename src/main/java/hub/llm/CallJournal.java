package hub.llm;

import hub.budget.BudgetState;
import java.math.BigDecimal;
import java.util.UUID;

/**
 * Told of every attempt inside the transaction that records it, so that money and log never
 * disagree. Implemented by the analysis.
 *
 * <p>Locks are taken in this order everywhere: the analysis's row, the attempt, the budget's row,
 * the response cache. So {@link #opening} comes first in each such transaction, and whoever changes
 * a budget in a transaction of its own that also locks the analysis locks the analysis first.
 */
public interface CallJournal {

  /**
   * A transaction that will tell something about this question begins: the place to lock the
   * analysis's row.
   */
  default void opening(Question question) {}

  /** Whether whoever asked still wants to know. */
  default boolean isWanted(Question question) {
    return true;
  }

  /** An attempt was held and will be sent next. */
  void called(Question question, UUID attemptId, BigDecimal held);

  /**
   * An attempt was settled: {@code outcome} is {@code answered}, {@code refused}, {@code truncated}
   * or {@code malformed}.
   */
  void settled(
      Question question, UUID attemptId, String outcome, BigDecimal charge, BudgetState state);

  /** An attempt's hold was given back: it was never sent, or the vendor surely did not bill it. */
  void released(Question question, UUID attemptId, String why);

  /**
   * An attempt was sent and its answer never came: its hold, {@code held} US dollars, stays for 24
   * h or until usage is known.
   */
  void doubted(Question question, UUID attemptId, BigDecimal held, String why);

  /** An answer recorded before was used instead of a call. */
  void reused(Question question, BigDecimal saved);
}
