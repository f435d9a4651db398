package hub.billing;

import java.util.List;
import java.util.UUID;

/** What only pages of the room do, for tests of its routes. */
public final class TestCreditNotes {
  private TestCreditNotes() {}

  public static void make(
      CreditNotes notes,
      StripeConnection to,
      Invoice invoice,
      long cents,
      String reason,
      UUID author,
      String once) {
    notes.make(to, invoice, cents, reason, author, once);
  }

  public static List<CreditNote> of(CreditNotes notes, Invoice invoice) {
    return notes.of(invoice.id());
  }
}
