package hub.billing;

import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What was given back of an invoice, as Stripe has it.
 *
 * @param totalCents before tax
 * @param status Stripe's word: issued or void
 */
public record CreditNote(
    String id,
    String number,
    String status,
    long totalCents,
    long taxCents,
    String reason,
    @Nullable String pdfUrl,
    Instant madeAt) {

  /** What was given back before tax, in US dollars. */
  public BigDecimal total() {
    return BigDecimal.valueOf(totalCents, 2);
  }

  /** The tax given back with it, in US dollars. */
  public BigDecimal tax() {
    return BigDecimal.valueOf(taxCents, 2);
  }
}
