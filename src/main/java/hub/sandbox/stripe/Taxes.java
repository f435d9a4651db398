package hub.sandbox.stripe;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Set;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The part of Stripe Tax by invented rules: a fifth in the European Union, nothing for who has a
 * tax id there and reckons the tax alone, nothing elsewhere.
 */
final class Taxes {
  private static final BigDecimal FIFTH = new BigDecimal("0.2");
  private static final Set<String> UNION =
      Set.of(
          "AT", "BE", "BG", "CY", "CZ", "DE", "DK", "EE", "ES", "FI", "FR", "GR", "HR", "HU", "IE",
          "IT", "LT", "LU", "LV", "MT", "NL", "PL", "PT", "RO", "SE", "SI", "SK");

  private final Shelf shelf;
  private final StripeClock clock;

  Taxes(Shelf shelf, StripeClock clock) {
    this.shelf = shelf;
    this.clock = clock;
  }

  /** Refuses an automatic tax for a customer of whom nobody knows where they are. */
  void requirePlace(ObjectNode customer) {
    if (country(customer).isEmpty()) {
      throw StripeProblem.invalid(
          "customer_tax_location_invalid",
          "automatic_tax",
          "The customer's location isn't recognized. Set a valid customer address in order to"
              + " automatically calculate tax.");
    }
  }

  private static String country(ObjectNode customer) {
    return customer.path("address").path("country").asString("");
  }

  ObjectNode createId(String customer, Form form) {
    shelf.get("customer", customer);
    String value = form.needed("value");
    if (value.length() < 5) {
      throw StripeProblem.invalid(
          "tax_id_invalid", "value", "Invalid value for " + form.needed("type") + ".");
    }
    ObjectNode id =
        Shelf.shape("tax_id", "txi")
            .put("customer", customer)
            .put("type", form.needed("type"))
            .put("value", value)
            .put("country", value.substring(0, 2))
            .put("created", clock.now());
    ((ObjectNode) id.path("owner")).put("customer", customer);
    return shelf.put("tax_id", id);
  }

  /** The tax on an amount, written to the invoice or credit note. */
  long put(ObjectNode on, ObjectNode customer, long cents) {
    boolean isUnion = UNION.contains(country(customer));
    boolean isReverse = isUnion && hasId(customer);
    BigDecimal rate = isUnion && !isReverse ? FIFTH : BigDecimal.ZERO;
    long tax =
        rate.multiply(BigDecimal.valueOf(cents)).setScale(0, RoundingMode.HALF_UP).longValueExact();
    ArrayNode taxes = on.putArray("total_taxes");
    ObjectNode entry =
        taxes
            .addObject()
            .put("amount", tax)
            .put("tax_behavior", "exclusive")
            .put("taxability_reason", reason(isUnion, isReverse))
            .put("taxable_amount", cents)
            .put("type", "tax_rate_details");
    entry.set(
        "tax_rate_details", JsonMapper.shared().createObjectNode().put("tax_rate", "txr_sandbox"));
    return tax;
  }

  private static String reason(boolean isUnion, boolean isReverse) {
    if (isReverse) {
      return "reverse_charge";
    }
    return isUnion ? "standard_rated" : "not_collecting";
  }

  private boolean hasId(ObjectNode customer) {
    return shelf.all("tax_id").stream()
        .anyMatch(id -> id.path("customer").asString("").equals(customer.path("id").asString()));
  }
}
