package hub.sandbox.stripe;

import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Customers, products and prices, and the portal's sessions. */
final class Catalog {
  private final Shelf shelf;
  private final StripeClock clock;
  private final Webhooks webhooks;

  Catalog(Shelf shelf, StripeClock clock, Webhooks webhooks) {
    this.shelf = shelf;
    this.clock = clock;
    this.webhooks = webhooks;
  }

  ObjectNode createCustomer(Form form) {
    ObjectNode customer = Shelf.shape("customer", "cus").put("created", clock.now());
    return webhooks.tell("customer.created", shelf.put("customer", filled(customer, form)));
  }

  ObjectNode updateCustomer(String id, Form form) {
    ObjectNode customer = shelf.get("customer", id);
    return webhooks.tell("customer.updated", shelf.put("customer", filled(customer, form)));
  }

  private static ObjectNode filled(ObjectNode customer, Form form) {
    for (String name : List.of("name", "email", "description")) {
      form.text(name).ifPresent(value -> customer.put(name, value));
    }
    if (!form.object("metadata").isEmpty()) {
      customer.set("metadata", form.object("metadata"));
    }
    if (!form.object("address").isEmpty()) {
      customer.set("address", form.object("address"));
    }
    form.text("invoice_settings/default_payment_method")
        .ifPresent(card -> settings(customer).put("default_payment_method", card));
    return customer;
  }

  private static ObjectNode settings(ObjectNode customer) {
    return (ObjectNode) customer.path("invoice_settings");
  }

  ObjectNode createProduct(Form form) {
    ObjectNode product =
        Shelf.shape("product", "prod")
            .put("name", form.needed("name"))
            .put("created", clock.now())
            .put("updated", clock.now());
    form.text("id").ifPresent(id -> product.put("id", id));
    if (shelf.has("product", product.path("id").asString())) {
      throw StripeProblem.invalid("resource_already_exists", "id", "Product already exists.");
    }
    form.text("unit_label").ifPresent(label -> product.put("unit_label", label));
    product.set("metadata", form.object("metadata"));
    return webhooks.tell("product.created", shelf.put("product", product));
  }

  ObjectNode createPrice(Form form) {
    Optional<String> key = form.text("lookup_key");
    if (key.isPresent() && !pricesOf(key.get()).isEmpty()) {
      throw StripeProblem.invalid(
          null, "lookup_key", "A price already uses that lookup key: " + key.get());
    }
    shelf.get("product", form.needed("product"));
    ObjectNode price =
        Shelf.shape("price", "price")
            .put("created", clock.now())
            .put("currency", form.needed("currency"))
            .put("product", form.needed("product"));
    form.text("unit_amount_decimal").ifPresent(each -> price.put("unit_amount_decimal", each));
    key.ifPresent(each -> price.put("lookup_key", each));
    ObjectNode recurring = price.putObject("recurring");
    recurring.put("interval", form.needed("recurring/interval")).put("interval_count", 1);
    form.text("recurring/meter").ifPresent(meter -> shelf.get("meter", meter));
    recurring.put("meter", form.text("recurring/meter").orElse(null));
    recurring.putNull("trial_period_days");
    recurring.put("usage_type", form.text("recurring/usage_type").orElse("licensed"));
    price.set("metadata", form.object("metadata"));
    return webhooks.tell("price.created", shelf.put("price", price));
  }

  /** Those with this lookup key, or all without one. */
  List<ObjectNode> prices(Form form) {
    JsonNode keys = form.tree().path("lookup_keys");
    return keys.isMissingNode()
        ? List.copyOf(shelf.all("price"))
        : pricesOf(keys.path(0).asString(keys.asString("")));
  }

  private List<ObjectNode> pricesOf(String key) {
    return shelf.all("price").stream()
        .filter(price -> price.path("lookup_key").asString("").equals(key))
        .toList();
  }

  ObjectNode createPortalSession(Form form) {
    String customer = form.needed("customer");
    shelf.get("customer", customer);
    ObjectNode session =
        Shelf.shape("portal_session", "bps")
            .put("created", clock.now())
            .put("customer", customer)
            .put("configuration", "bpc_sandbox");
    form.text("return_url").ifPresent(url -> session.put("return_url", url));
    return session.put(
        "url", form.text("return_url").orElse("https://billing.stripe.com/p/session/sandbox"));
  }
}
