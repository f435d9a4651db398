package hub.ledger;

import hub.Mode;
import hub.budget.Rates;
import hub.budget.Tokens;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One line of a workspace's account; never changed.
 *
 * @param position unique over all workspaces, in the order in which entries were written
 * @param charge by how many US dollars what the workspace owes grows; exact, never rounded, below
 *     zero for what is given back
 * @param call what was paid for; null for anything but a call
 * @param reason why a person or the rounding of an invoice wrote it; null for a call
 * @param author who wrote it; null for a call, for rounding and for a credit note made at Stripe
 */
public record Entry(
    long position,
    UUID workspaceId,
    Kind kind,
    Mode mode,
    Instant at,
    BigDecimal charge,
    @Nullable Call call,
    @Nullable String reason,
    @Nullable UUID author) {

  /** What an entry is for. */
  public enum Kind {
    /** A settled call to a vendor. */
    CALL,
    /** Lowers what is owed. */
    CREDIT,
    /** Gives back what was paid. */
    REFUND,
    /** Puts right what was wrong, either way. */
    ADJUSTMENT,
    /** The difference between an invoice's whole cents and the exact sum of its entries. */
    ROUNDING;

    /** The word in the database. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }

    /** Reads the stored word. */
    public static Kind of(String word) {
      return valueOf(word.toUpperCase(Locale.ROOT));
    }
  }

  /**
   * The paid call behind an entry, as the vendor reported it.
   *
   * @param budgetId whose budget it is, the analysis's id
   * @param rates US dollars a token of each kind, from version {@code priceVersion} of the table
   * @param cost what the vendor takes, in US dollars: each kind's tokens x its rate
   * @param markup charge + loss = cost x markup
   * @param loss usage above the hold, which the operator bears, in US dollars
   */
  public record Call(
      UUID attemptId,
      UUID budgetId,
      String vendor,
      String model,
      String stage,
      int priceVersion,
      Tokens tokens,
      Rates rates,
      BigDecimal cost,
      BigDecimal markup,
      BigDecimal loss) {}
}
