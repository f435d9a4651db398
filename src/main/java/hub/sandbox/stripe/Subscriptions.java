package hub.sandbox.stripe;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Subscriptions by the month and their invoices: drawn up when a period ends, final an hour later,
 * then paid by the customer's card.
 */
final class Subscriptions {
  static final long GRACE = 3600;

  /** Stripe's own test card that is declined when it is charged. */
  private static final String DECLINED = "pm_card_chargeCustomerFail";

  private final Shelf shelf;
  private final StripeClock clock;
  private final Meters meters;
  private final Taxes taxes;
  private final Webhooks webhooks;

  Subscriptions(Shelf shelf, StripeClock clock, Meters meters, Taxes taxes, Webhooks webhooks) {
    this.shelf = shelf;
    this.clock = clock;
    this.meters = meters;
    this.taxes = taxes;
    this.webhooks = webhooks;
  }

  ObjectNode create(Form form) {
    String customer = form.needed("customer");
    shelf.get("customer", customer);
    ObjectNode price = shelf.get("price", form.needed("items/0/price"));
    long now = clock.now();
    ObjectNode subscription =
        Shelf.shape("subscription", "sub")
            .put("customer", customer)
            .put("currency", price.path("currency").asString())
            .put("created", now)
            .put("start_date", now)
            .put("billing_cycle_anchor", now);
    subscription.set("metadata", form.object("metadata"));
    ObjectNode item =
        Shelf.shape("subscription_item", "si")
            .put("created", now)
            .put("subscription", subscription.path("id").asString())
            .put("current_period_start", now)
            .put("current_period_end", nextMonth(now));
    item.set("price", price.deepCopy());
    ((ObjectNode) item.path("plan"))
        .put("id", price.path("id").asString())
        .put("created", price.path("created").asLong())
        .put("currency", price.path("currency").asString())
        .put("product", price.path("product").asString());
    ((ArrayNode) subscription.path("items").path("data")).add(item);
    ((ObjectNode) subscription.path("items"))
        .put("url", "/v1/subscription_items?subscription=" + subscription.path("id").asString());
    return webhooks.tell("customer.subscription.created", shelf.put("subscription", subscription));
  }

  ObjectNode update(String id, Form form) {
    ObjectNode subscription = shelf.get("subscription", id);
    form.text("automatic_tax/enabled")
        .ifPresent(
            enabled -> {
              taxes.requirePlace(shelf.get("customer", subscription.path("customer").asString()));
              ((ObjectNode) subscription.path("automatic_tax"))
                  .put("enabled", enabled.equals("true"));
            });
    return webhooks.tell("customer.subscription.updated", shelf.put("subscription", subscription));
  }

  ObjectNode cancel(String id) {
    ObjectNode subscription = shelf.get("subscription", id);
    long now = clock.now();
    subscription.put("status", "canceled").put("canceled_at", now).put("ended_at", now);
    return webhooks.tell("customer.subscription.deleted", shelf.put("subscription", subscription));
  }

  /** Ends what the customer had, too; of the customer there remains that they are gone. */
  ObjectNode deleteCustomer(String id) {
    ObjectNode customer = shelf.get("customer", id);
    shelf.all("subscription").stream()
        .filter(each -> each.path("customer").asString().equals(id))
        .filter(each -> !each.path("status").asString().equals("canceled"))
        .forEach(each -> cancel(each.path("id").asString()));
    webhooks.tell("customer.deleted", customer);
    ObjectNode gone = customer.objectNode();
    return shelf.put("customer", gone.put("id", id).put("object", "customer").put("deleted", true));
  }

  private static long nextMonth(long start) {
    return Instant.ofEpochSecond(start).atOffset(ZoneOffset.UTC).plusMonths(1).toEpochSecond();
  }

  private static ObjectNode item(ObjectNode subscription) {
    return (ObjectNode) subscription.path("items").path("data").path(0);
  }

  /** What has become due by now: periods that ended, invoices that become final. */
  void tick() {
    for (ObjectNode subscription : shelf.all("subscription")) {
      while (subscription.path("status").asString().equals("active")
          && item(subscription).path("current_period_end").asLong() <= clock.now()) {
        endPeriod(subscription, item(subscription).path("current_period_end").asLong());
      }
    }
    for (ObjectNode invoice : shelf.all("invoice")) {
      if (isDue(invoice)) {
        makeFinal(invoice);
      }
    }
  }

  private boolean isDue(ObjectNode invoice) {
    return invoice.path("status").asString("").equals("draft")
        && invoice.path("automatically_finalizes_at").asLong() <= clock.now();
  }

  /** Ends every running period now, invoices become final at once: a month in a moment. */
  void endPeriods() {
    for (ObjectNode subscription : shelf.all("subscription")) {
      if (subscription.path("status").asString().equals("active")) {
        makeFinal(endPeriod(subscription, clock.now()));
      }
    }
  }

  private ObjectNode endPeriod(ObjectNode subscription, long end) {
    ObjectNode item = item(subscription);
    long start = item.path("current_period_start").asLong();
    ObjectNode invoice = draft(subscription, start, end);
    item.put("current_period_start", end).put("current_period_end", nextMonth(end));
    subscription.put("latest_invoice", invoice.path("id").asString());
    shelf.put("subscription", subscription);
    webhooks.tell("customer.subscription.updated", subscription);
    return webhooks.tell("invoice.created", shelf.put("invoice", invoice));
  }

  /** The invoice of the running period as it would be now. */
  ObjectNode preview(Form form) {
    ObjectNode subscription = shelf.get("subscription", form.needed("subscription"));
    if (subscription.path("status").asString().equals("canceled")) {
      throw StripeProblem.invalid(
          "invoice_upcoming_none", "subscription", "No upcoming invoice: the subscription ended.");
    }
    ObjectNode item = item(subscription);
    ObjectNode invoice =
        draft(
            subscription,
            item.path("current_period_start").asLong(),
            item.path("current_period_end").asLong());
    fill(invoice, subscription, clock.now());
    return invoice.put("id", "upcoming_" + invoice.path("id").asString());
  }

  private ObjectNode draft(ObjectNode subscription, long start, long end) {
    ObjectNode invoice =
        Shelf.shape("invoice", "in")
            .put("customer", subscription.path("customer").asString())
            .put("currency", subscription.path("currency").asString())
            .put("created", end)
            .put("period_start", start)
            .put("period_end", end)
            .put("automatically_finalizes_at", end + GRACE);
    ObjectNode parent = invoice.putObject("parent").put("type", "subscription_details");
    parent.putNull("quote_details");
    ObjectNode details = parent.putObject("subscription_details");
    details.putObject("metadata");
    details.put("subscription", subscription.path("id").asString());
    ((ObjectNode) invoice.path("lines"))
        .put("url", "/v1/invoices/%s/lines".formatted(invoice.path("id").asString()));
    return invoice;
  }

  private void fill(ObjectNode invoice, ObjectNode subscription, long receivedUntil) {
    ObjectNode item = item(subscription);
    ObjectNode price = (ObjectNode) item.path("price");
    BigDecimal quantity =
        meters
            .sum(
                price.path("recurring").path("meter").asString(""),
                subscription.path("customer").asString(),
                invoice.path("period_start").asLong(),
                invoice.path("period_end").asLong(),
                receivedUntil)
            .max(BigDecimal.ZERO);
    long cents =
        quantity
            .multiply(new BigDecimal(price.path("unit_amount_decimal").asString("0")))
            .setScale(0, RoundingMode.HALF_UP)
            .longValueExact();
    ArrayNode lines = (ArrayNode) invoice.path("lines").path("data");
    lines.removeAll().add(line(invoice, item, price, quantity, cents));
    long tax = tax(invoice, subscription, cents);
    for (String total : List.of("amount_due", "amount_remaining", "total")) {
      invoice.put(total, cents + tax);
    }
    for (String total : List.of("subtotal", "subtotal_excluding_tax", "total_excluding_tax")) {
      invoice.put(total, cents);
    }
  }

  private long tax(ObjectNode invoice, ObjectNode subscription, long cents) {
    if (!subscription.path("automatic_tax").path("enabled").asBoolean()) {
      return 0;
    }
    ((ObjectNode) invoice.path("automatic_tax")).put("enabled", true).put("status", "complete");
    ObjectNode customer = shelf.get("customer", subscription.path("customer").asString());
    return taxes.put(invoice, customer, cents);
  }

  private static ObjectNode line(
      ObjectNode invoice, ObjectNode item, ObjectNode price, BigDecimal quantity, long cents) {
    ObjectNode line =
        Shelf.shape("line_item", "il")
            .put("amount", cents)
            .put("subtotal", cents)
            .put("currency", invoice.path("currency").asString())
            .put("description", quantity.toPlainString() + " × usage")
            .put("invoice", invoice.path("id").asString())
            .put("quantity", quantity)
            .put("quantity_decimal", quantity.toPlainString())
            .put("subscription", item.path("subscription").asString());
    ((ObjectNode) line.path("period"))
        .put("start", invoice.path("period_start").asLong())
        .put("end", invoice.path("period_end").asLong());
    ObjectNode pricing = line.putObject("pricing").put("type", "price_details");
    pricing
        .putObject("price_details")
        .put("price", price.path("id").asString())
        .put("product", price.path("product").asString());
    pricing.put("unit_amount_decimal", price.path("unit_amount_decimal").asString());
    ObjectNode parent = line.putObject("parent").put("type", "subscription_item_details");
    parent.putNull("invoice_item_details");
    parent.set("subscription_item_details", details(item));
    return line;
  }

  private static ObjectNode details(ObjectNode item) {
    return JsonMapper.shared()
        .createObjectNode()
        .putNull("invoice_item")
        .put("proration", false)
        .putNull("proration_details")
        .put("subscription", item.path("subscription").asString())
        .put("subscription_item", item.path("id").asString());
  }

  private void makeFinal(ObjectNode invoice) {
    String subscription =
        invoice.path("parent").path("subscription_details").path("subscription").asString();
    fill(invoice, shelf.get("subscription", subscription), clock.now());
    String id = invoice.path("id").asString();
    invoice
        .put("status", "open")
        .put("number", "SANDBOX-%04d".formatted(numbered() + 1))
        .put("effective_at", clock.now())
        .putNull("automatically_finalizes_at")
        .put("hosted_invoice_url", "https://invoice.stripe.com/i/sandbox/" + id)
        .put("invoice_pdf", "https://pay.stripe.com/invoice/sandbox/" + id + "/pdf");
    ((ObjectNode) invoice.path("status_transitions")).put("finalized_at", clock.now());
    webhooks.tell("invoice.finalized", shelf.put("invoice", invoice));
    charge(invoice);
  }

  private long numbered() {
    return shelf.all("invoice").stream().filter(each -> each.path("number").isString()).count();
  }

  /**
   * Tries the customer's card once more.
   *
   * @throws StripeProblem if it is declined
   */
  ObjectNode pay(String id) {
    ObjectNode invoice = shelf.get("invoice", id);
    if (!invoice.path("status").asString().equals("open")) {
      throw StripeProblem.invalid(null, null, "Invoice is not open: " + id);
    }
    if (!charge(invoice)) {
      throw StripeProblem.card("Your card was declined.");
    }
    return invoice;
  }

  private boolean charge(ObjectNode invoice) {
    ObjectNode customer = shelf.get("customer", invoice.path("customer").asString());
    invoice.put("attempted", true).put("attempt_count", invoice.path("attempt_count").asInt() + 1);
    boolean declined =
        invoice.path("total").asLong() > 0
            && DECLINED.equals(
                customer.path("invoice_settings").path("default_payment_method").asString(""));
    if (declined) {
      invoice.put("next_payment_attempt", clock.now() + 3 * 24 * 3600);
      webhooks.tell("invoice.payment_failed", shelf.put("invoice", invoice));
      return false;
    }
    invoice
        .put("status", "paid")
        .put("amount_paid", invoice.path("total").asLong())
        .put("amount_remaining", 0)
        .putNull("next_payment_attempt");
    ((ObjectNode) invoice.path("status_transitions")).put("paid_at", clock.now());
    shelf.put("charge", chargeOf(invoice));
    webhooks.tell("invoice.paid", shelf.put("invoice", invoice));
    webhooks.tell("invoice.payment_succeeded", invoice);
    return true;
  }

  private ObjectNode chargeOf(ObjectNode invoice) {
    ObjectNode charge =
        Shelf.shape("charge", "ch")
            .put("amount", invoice.path("total").asLong())
            .put("amount_captured", invoice.path("total").asLong())
            .put("created", clock.now())
            .put("currency", invoice.path("currency").asString())
            .put("customer", invoice.path("customer").asString());
    charge.putObject("metadata").put("invoice", invoice.path("id").asString());
    return charge;
  }
}
