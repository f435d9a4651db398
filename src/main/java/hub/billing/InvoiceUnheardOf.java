package hub.billing;

import java.io.Serial;

/** Something speaks of an invoice of which nothing was heard yet; later it will have been. */
final class InvoiceUnheardOf extends RuntimeException {
  @Serial private static final long serialVersionUID = 1;

  InvoiceUnheardOf(String invoice) {
    super("Nothing was heard of the invoice %s yet".formatted(invoice));
  }
}
