package hub.billing;

import hub.Mode;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An invoice as Stripe has it.
 *
 * @param number null while it is a draft
 * @param status Stripe's word: draft, open, paid, void or uncollectible
 * @param quantity billed units, in millionths of a dollar
 * @param totalCents before tax
 * @param taxCents what Stripe Tax added
 * @param failed whether the card was declined and it is open still
 */
public record Invoice(
    String id,
    UUID workspaceId,
    Mode mode,
    @Nullable String number,
    String status,
    Instant periodStart,
    Instant periodEnd,
    long quantity,
    long totalCents,
    long taxCents,
    long paidCents,
    boolean failed,
    @Nullable String hostedUrl,
    @Nullable String pdfUrl) {

  /** The total before tax in US dollars. */
  public BigDecimal total() {
    return BigDecimal.valueOf(totalCents, 2);
  }

  /** What Stripe Tax added, in US dollars. */
  public BigDecimal tax() {
    return BigDecimal.valueOf(taxCents, 2);
  }

  /** What is to be paid, in US dollars. */
  public BigDecimal due() {
    return total().add(tax());
  }

  /** What its lines come to before they are rounded to cents, in US dollars. */
  public BigDecimal exact() {
    return BigDecimal.valueOf(quantity, Catalog.DECIMALS);
  }

  /** What rounding to whole cents added, or took if below zero. */
  public BigDecimal rounding() {
    return total().subtract(exact());
  }
}
