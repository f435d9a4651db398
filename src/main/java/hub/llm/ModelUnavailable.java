package hub.llm;

import java.time.Duration;

/**
 * The model can't be asked now, though the question is fine: the job parks and burns no attempt.
 * Nothing is charged unless the attempt is listed as in doubt.
 */
public final class ModelUnavailable extends RuntimeException {
  /** Why, as the log and the page name it. */
  public enum Why {
    RATE_LIMIT,
    QUOTA_EXHAUSTED,
    VENDOR_ERROR,
    BREAKER_OPEN,
    CONNECTION_CUT,
    WRONG_KEY,
    MODEL_STOPPED,
    NO_PRICE,
    LIMIT_REACHED,
    PAYMENT_DUE,
    IN_A_BATCH
  }

  private final Why why;
  private final Duration retryAfter;

  public ModelUnavailable(Why why, Duration retryAfter, String message) {
    super(message);
    this.why = why;
    this.retryAfter = retryAfter;
  }

  public Why why() {
    return why;
  }

  /** When it is worth asking again. */
  public Duration retryAfter() {
    return retryAfter;
  }
}
