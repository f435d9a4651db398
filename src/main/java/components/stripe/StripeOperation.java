package components.stripe;

import com.stripe.model.BalanceTransaction;
import com.stripe.model.BalanceTransactionCollection;
import com.stripe.model.Charge;
import com.stripe.model.ChargeCollection;
import com.stripe.model.CreditNote;
import com.stripe.model.CreditNoteCollection;
import com.stripe.model.Customer;
import com.stripe.model.CustomerCollection;
import com.stripe.model.Dispute;
import com.stripe.model.DisputeCollection;
import com.stripe.model.Event;
import com.stripe.model.EventCollection;
import com.stripe.model.Invoice;
import com.stripe.model.InvoiceCollection;
import com.stripe.model.PaymentIntent;
import com.stripe.model.PaymentIntentCollection;
import com.stripe.model.PaymentMethod;
import com.stripe.model.PaymentMethodCollection;
import com.stripe.model.Price;
import com.stripe.model.PriceCollection;
import com.stripe.model.Product;
import com.stripe.model.ProductCollection;
import com.stripe.model.Refund;
import com.stripe.model.RefundCollection;
import com.stripe.model.StripeObject;
import com.stripe.model.Subscription;
import com.stripe.model.SubscriptionCollection;
import com.stripe.model.TaxId;
import com.stripe.model.TaxIdCollection;
import com.stripe.model.WebhookEndpoint;
import com.stripe.model.WebhookEndpointCollection;
import com.stripe.model.billing.Meter;
import com.stripe.model.billing.MeterCollection;
import com.stripe.model.billing.MeterEvent;
import com.stripe.model.billing.MeterEventAdjustment;
import com.stripe.model.billing.MeterEventSummary;
import com.stripe.model.billing.MeterEventSummaryCollection;
import com.stripe.model.billingportal.Session;
import java.util.Arrays;
import java.util.Set;

/**
 * What a {@code stripe:} endpoint is about, where it is found in Stripe's API, and what can be done
 * with it. The names are those of a URI.
 */
public enum StripeOperation {
  charges("/v1/charges", Charge.class, ChargeCollection.class, "update", "list", "capture"),
  customers("/v1/customers", Customer.class, CustomerCollection.class, "update", "delete", "list"),
  paymentIntents(
      "/v1/payment_intents",
      PaymentIntent.class,
      PaymentIntentCollection.class,
      "update",
      "list",
      "cancel",
      "capture",
      "confirm"),
  paymentMethods(
      "/v1/payment_methods", PaymentMethod.class, PaymentMethodCollection.class, "update", "list"),
  refunds("/v1/refunds", Refund.class, RefundCollection.class, "update", "list", "cancel"),
  subscriptions(
      "/v1/subscriptions",
      Subscription.class,
      SubscriptionCollection.class,
      "update",
      "list",
      "cancel"),
  invoices(
      "/v1/invoices",
      Invoice.class,
      InvoiceCollection.class,
      "update",
      "delete",
      "list",
      "finalize",
      "pay",
      "void",
      "send"),
  products("/v1/products", Product.class, ProductCollection.class, "update", "delete", "list"),
  prices("/v1/prices", Price.class, PriceCollection.class, "update", "list"),
  balanceTransactions(
      "/v1/balance_transactions",
      BalanceTransaction.class,
      BalanceTransactionCollection.class,
      "list"),

  // Not in Camel's own, in the same style.
  meters(
      "/v1/billing/meters",
      Meter.class,
      MeterCollection.class,
      "update",
      "list",
      "deactivate",
      "reactivate"),
  meterEvents("/v1/billing/meter_events", MeterEvent.class, MeterEvent.class),
  meterEventAdjustments(
      "/v1/billing/meter_event_adjustments",
      MeterEventAdjustment.class,
      MeterEventAdjustment.class),
  /** Its object is the meter. */
  meterEventSummaries(
      "/v1/billing/meters/{id}/event_summaries",
      MeterEventSummary.class,
      MeterEventSummaryCollection.class,
      "list"),
  invoicePreviews("/v1/invoices/create_preview", Invoice.class, Invoice.class),
  /** Their object is the customer. */
  taxIds("/v1/customers/{id}/tax_ids", TaxId.class, TaxIdCollection.class, "create", "list"),
  creditNotes(
      "/v1/credit_notes", CreditNote.class, CreditNoteCollection.class, "update", "list", "void"),
  disputes("/v1/disputes", Dispute.class, DisputeCollection.class, "update", "list", "close"),
  portalSessions("/v1/billing_portal/sessions", Session.class, Session.class),
  webhookEndpoints(
      "/v1/webhook_endpoints",
      WebhookEndpoint.class,
      WebhookEndpointCollection.class,
      "update",
      "delete",
      "list"),
  events("/v1/events", Event.class, EventCollection.class, "list"),
  /** Whole events of the second kind, of which webhooks tell only the id. */
  coreEvents(
      "/v2/core/events",
      com.stripe.model.v2.core.Event.class,
      com.stripe.model.v2.StripeCollection.class,
      "list");

  private final String path;
  private final Class<? extends StripeObject> one;
  private final Class<? extends StripeObject> many;
  private final Set<String> methods;

  StripeOperation(
      String path,
      Class<? extends StripeObject> one,
      Class<? extends StripeObject> many,
      String... methods) {
    this.path = path;
    this.one = one;
    this.many = many;
    this.methods = Set.of(methods);
  }

  String path() {
    return path;
  }

  Class<? extends StripeObject> answer(String method) {
    return method.equals("list") ? many : one;
  }

  /** Whether no object has to be named. */
  boolean isAboutNone(String method) {
    return method.equals("create") || method.equals("list");
  }

  /** Whether this can be done beside creating and retrieving. */
  boolean can(String method) {
    return switch (method) {
      case "create" -> !path.contains("{id}") || methods.contains("create");
      case "retrieve" -> methods.contains("list") && !path.contains("{id}");
      default -> methods.contains(method);
    };
  }

  /**
   * The operation of that name.
   *
   * @throws IllegalArgumentException when there is none
   */
  static StripeOperation named(String name) {
    return Arrays.stream(values())
        .filter(operation -> operation.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "stripe:" + name + " is no operation; there are " + Arrays.toString(values())));
  }
}
