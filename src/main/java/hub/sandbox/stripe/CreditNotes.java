package hub.sandbox.stripe;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Credit notes on invoices that are final, and payments that a cardholder disputes. */
final class CreditNotes {
  private static final long ANSWERED_WITHIN = 7 * 24 * 3600;

  private final Shelf shelf;
  private final StripeClock clock;
  private final Taxes taxes;
  private final Webhooks webhooks;

  CreditNotes(Shelf shelf, StripeClock clock, Taxes taxes, Webhooks webhooks) {
    this.shelf = shelf;
    this.clock = clock;
    this.taxes = taxes;
    this.webhooks = webhooks;
  }

  ObjectNode create(Form form) {
    ObjectNode invoice = shelf.get("invoice", form.needed("invoice"));
    boolean isPaid = invoice.path("status").asString("").equals("paid");
    if (!isPaid && !invoice.path("status").asString("").equals("open")) {
      throw StripeProblem.invalid(null, "invoice", "Credit notes need an open or paid invoice.");
    }
    long cents = lines(form);
    ObjectNode note =
        Shelf.shape("credit_note", "cn")
            .put("created", clock.now())
            .put("effective_at", clock.now())
            .put("currency", invoice.path("currency").asString())
            .put("customer", invoice.path("customer").asString())
            .put("invoice", invoice.path("id").asString())
            .put("memo", form.text("memo").orElse(null))
            .put("type", isPaid ? "post_payment" : "pre_payment");
    note.set("metadata", form.object("metadata"));
    ObjectNode customer = shelf.get("customer", invoice.path("customer").asString());
    boolean isTaxed = invoice.path("automatic_tax").path("enabled").asBoolean();
    long total = cents + (isTaxed ? taxes.put(note, customer, cents) : 0);
    refuseTooMuch(invoice, form, isPaid, total);
    for (String each : new String[] {"subtotal", "subtotal_excluding_tax", "total_excluding_tax"}) {
      note.put(each, cents);
    }
    note.put("amount", total).put("total", total);
    note.put(isPaid ? "post_payment_amount" : "pre_payment_amount", total);
    return issue(note, invoice, isPaid, total);
  }

  private static long lines(Form form) {
    long cents = 0;
    for (JsonNode line : form.tree().path("lines")) {
      cents +=
          line.path("quantity").asLong(1) * Long.parseLong(line.path("unit_amount").asString());
    }
    if (cents <= 0) {
      throw StripeProblem.invalid(null, "lines", "A credit note gives something back.");
    }
    return cents;
  }

  private void refuseTooMuch(ObjectNode invoice, Form form, boolean isPaid, long total) {
    long given =
        shelf.all("credit_note").stream()
            .filter(each -> each.path("invoice").asString("").equals(invoice.path("id").asString()))
            .mapToLong(each -> each.path("total").asLong())
            .sum();
    if (given + total > invoice.path("total").asLong()) {
      throw StripeProblem.invalid(
          null, "amount", "The credit notes of an invoice cannot come to more than its total.");
    }
    if (isPaid && form.number("credit_amount").orElse(0L) != total) {
      throw StripeProblem.invalid(
          null,
          "credit_amount",
          "The sum of credit_amount, refund_amount and out_of_band_amount must equal "
              + total
              + ".");
    }
  }

  private ObjectNode issue(ObjectNode note, ObjectNode invoice, boolean isPaid, long total) {
    String number = invoice.path("number").asString();
    long before =
        shelf.all("credit_note").stream()
            .filter(each -> each.path("number").asString("").startsWith(number))
            .count();
    note.put("number", "%s-CN-%02d".formatted(number, before + 1))
        .put("pdf", "https://pay.stripe.com/credit_notes/sandbox/" + note.path("id").asString());
    String sum = isPaid ? "post_payment_credit_notes_amount" : "pre_payment_credit_notes_amount";
    invoice.put(sum, invoice.path(sum).asLong() + total);
    if (!isPaid) {
      invoice
          .put("amount_due", invoice.path("amount_due").asLong() - total)
          .put("amount_remaining", invoice.path("amount_remaining").asLong() - total);
    }
    webhooks.tell("invoice.updated", shelf.put("invoice", invoice));
    return webhooks.tell("credit_note.created", shelf.put("credit_note", note));
  }

  /** A cardholder asks their bank for the payment of this invoice back. */
  ObjectNode dispute(String invoice) {
    ObjectNode charge =
        shelf.all("charge").stream()
            .filter(each -> each.path("metadata").path("invoice").asString("").equals(invoice))
            .findFirst()
            .orElseThrow(() -> StripeProblem.missing("charge", invoice));
    shelf.put("charge", charge.put("disputed", true));
    ObjectNode dispute =
        Shelf.shape("dispute", "dp")
            .put("charge", charge.path("id").asString())
            .put("amount", charge.path("amount").asLong())
            .put("currency", charge.path("currency").asString())
            .put("created", clock.now());
    ((ObjectNode) dispute.path("evidence_details")).put("due_by", clock.now() + ANSWERED_WITHIN);
    return webhooks.tell("charge.dispute.created", shelf.put("dispute", dispute));
  }

  /** The bank decides. */
  void decide(String id, String status) {
    ObjectNode dispute = shelf.get("dispute", id).put("status", status);
    webhooks.tell("charge.dispute.closed", shelf.put("dispute", dispute));
  }
}
