package hub.billing;

import hub.Mode;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A closed group of charges that is told to Stripe as one meter event.
 *
 * @param number counts from 1 in each workspace and mode, without gaps
 * @param minute the clock minute it is told for; no other group of the account has it
 * @param firstSeq the first place of the chain that it covers
 * @param lastSeq the last
 * @param totalBefore what was billed before it, exactly, in US dollars
 * @param totalAfter what is billed with it
 * @param value the growth of the rounded total, in millionths of a dollar
 * @param identifier by which Stripe knows a repeat, for about a day
 * @param state closed, sending, doubt, sent, rejected or held
 * @param firstSentAt since when Stripe may have it; null if it surely has not
 * @param note why it is where it is, a sentence; null if there is nothing to say
 */
public record MeterGroup(
    UUID workspaceId,
    Mode mode,
    long number,
    Instant minute,
    long firstSeq,
    long lastSeq,
    BigDecimal totalBefore,
    BigDecimal totalAfter,
    long value,
    String identifier,
    String state,
    int attempts,
    @Nullable Instant firstSentAt,
    @Nullable Instant lastSentAt,
    @Nullable String note) {

  /** Whether Stripe takes it back still: it has it, and remembers its identifier. */
  public boolean mayBeCancelled(Instant now) {
    return state.equals("sent")
        && firstSentAt != null
        && now.isBefore(firstSentAt.plus(Metering.REMEMBERS));
  }

  /** The value as an amount of US dollars. */
  public BigDecimal amount() {
    return BigDecimal.valueOf(value, Catalog.DECIMALS);
  }
}
