package hub.llm;

import java.math.BigDecimal;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A question on its way through a batch: the vendor knows it by its attempt's id.
 *
 * @param question without its words, which are not kept once they have left
 * @param model as it was asked for
 * @param priceVersion the price table's version it was held by
 * @param hold the worst case's charge, in US dollars
 * @param charge in US dollars; null unless it is answered
 */
record BatchLine(
    UUID attemptId,
    Question question,
    State state,
    String model,
    String key,
    int priceVersion,
    BigDecimal hold,
    @Nullable BigDecimal charge) {

  /** How far it came. */
  enum State {
    /** Held, not sent. */
    WAITING,
    /** The vendor may have it. */
    SENT,
    ANSWERED,
    /** It was not billed and never will be. */
    FAILED,
    /** Its batch ended without it: it may still be billed, so its hold stays. */
    MISSING
  }

  /** Whether its batch may still answer it. */
  boolean isOpen() {
    return state == State.WAITING || state == State.SENT;
  }

  /** Whether an answer to it would settle its hold. */
  boolean isUnsettled() {
    return state == State.SENT || state == State.MISSING;
  }
}
