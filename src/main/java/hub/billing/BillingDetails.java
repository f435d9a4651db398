package hub.billing;

import com.stripe.model.Address;
import com.stripe.model.Customer;
import com.stripe.model.Subscription;
import com.stripe.model.TaxId;
import com.stripe.model.TaxIdCollection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/**
 * To whom invoices are addressed and how they are taxed. It is kept at Stripe alone: name, address
 * and tax id of the customer, from which Stripe Tax finds the tax.
 */
@Component
public class BillingDetails {
  private final Stripe stripe;

  public BillingDetails(Stripe stripe) {
    this.stripe = stripe;
  }

  /**
   * To whom invoices are addressed.
   *
   * @param country two letters
   * @param taxIdType Stripe's word, such as {@code eu_vat}; empty without a tax id
   */
  public record Details(
      String name,
      String email,
      String line1,
      String city,
      String postalCode,
      String state,
      String country,
      String taxIdType,
      String taxId) {

    /** A field that a form did not send is empty. */
    public Details {
      name = Objects.requireNonNullElse(name, "");
      email = Objects.requireNonNullElse(email, "");
      line1 = Objects.requireNonNullElse(line1, "");
      city = Objects.requireNonNullElse(city, "");
      postalCode = Objects.requireNonNullElse(postalCode, "");
      state = Objects.requireNonNullElse(state, "");
      country = Objects.requireNonNullElse(country, "");
      taxIdType = Objects.requireNonNullElse(taxIdType, "");
      taxId = Objects.requireNonNullElse(taxId, "");
    }
  }

  /** Kinds of tax ids by Stripe's words, as a form offers them. */
  public static Map<String, String> kinds() {
    return new TreeMap<>(
        Map.of(
            "eu_vat", "European VAT number",
            "gb_vat", "United Kingdom VAT number",
            "us_ein", "United States EIN",
            "ch_vat", "Swiss VAT number",
            "no_vat", "Norwegian VAT number",
            "ca_bn", "Canadian business number",
            "au_abn", "Australian business number",
            "in_gst", "Indian GST number",
            "jp_trn", "Japanese registration number"));
  }

  /**
   * What Stripe has.
   *
   * @throws StripeFailure if Stripe cannot be asked
   */
  public Details read(StripeConnection to, BillingAccount account) {
    Customer customer =
        stripe.ask(
            to, Customer.class, "customers", "retrieve", account.customerId(), Map.of(), null);
    Address address = Objects.requireNonNullElseGet(customer.getAddress(), Address::new);
    TaxId id =
        taxIds(to, account).stream()
            .filter(each -> each.getValue() != null)
            .findFirst()
            .orElse(null);
    return new Details(
        customer.getName(),
        customer.getEmail(),
        address.getLine1(),
        address.getCity(),
        address.getPostalCode(),
        address.getState(),
        address.getCountry(),
        id == null ? "" : id.getType(),
        id == null ? "" : id.getValue());
  }

  private List<TaxId> taxIds(StripeConnection to, BillingAccount account) {
    return stripe
        .ask(to, TaxIdCollection.class, "taxIds", "list", account.customerId(), Map.of(), null)
        .getData();
  }

  /**
   * Tells Stripe, and has every invoice from now on taxed by it.
   *
   * @throws StripeFailure if Stripe refuses, for instance an address it cannot place
   */
  public void write(StripeConnection to, BillingAccount account, Details details) {
    stripe.ask(
        to,
        Customer.class,
        "customers",
        "update",
        account.customerId(),
        given(
            Map.of(
                "name", details.name(),
                "email", details.email(),
                "address",
                    given(
                        Map.of(
                            "line1", details.line1(),
                            "city", details.city(),
                            "postal_code", details.postalCode(),
                            "state", details.state(),
                            "country", details.country())))),
        null);
    if (!details.taxId().isEmpty() && isNew(to, account, details)) {
      stripe.ask(
          to,
          TaxId.class,
          "taxIds",
          "create",
          account.customerId(),
          Map.of("type", details.taxIdType(), "value", details.taxId()),
          null);
    }
    stripe.ask(
        to,
        Subscription.class,
        "subscriptions",
        "update",
        account.subscriptionId(),
        Map.of("automatic_tax", Map.of("enabled", true)),
        null);
  }

  /** Stripe's library takes no empty text. */
  private static Map<String, Object> given(Map<String, Object> all) {
    return all.entrySet().stream()
        .filter(each -> !each.getValue().toString().isBlank())
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  private boolean isNew(StripeConnection to, BillingAccount account, Details details) {
    return taxIds(to, account).stream()
        .noneMatch(
            each ->
                details.taxIdType().equals(each.getType())
                    && details.taxId().equals(each.getValue()));
  }
}
