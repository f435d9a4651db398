package hub.billing;

import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A payment that its cardholder disputes, as Stripe has it.
 *
 * @param status Stripe's word, such as needs_response, won or lost
 * @param dueAt until when the operator can answer; null if nothing is to be answered
 */
public record Dispute(
    String id,
    String status,
    String reason,
    long amountCents,
    @Nullable Instant dueAt,
    Instant openedAt) {

  /** What is disputed, in US dollars. */
  public BigDecimal amount() {
    return BigDecimal.valueOf(amountCents, 2);
  }

  /** Whether it is not decided. */
  public boolean isOpen() {
    return !status.equals("won") && !status.equals("lost") && !status.equals("warning_closed");
  }

  /** Stripe's word, readable. */
  public String words() {
    return status.replace('_', ' ');
  }
}
