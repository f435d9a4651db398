package hub.sandbox.stripe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.stripe.StripeClient;
import com.stripe.exception.InvalidRequestException;
import com.stripe.exception.StripeException;
import com.stripe.model.Invoice;
import com.stripe.model.Price;
import com.stripe.model.Subscription;
import com.stripe.model.billing.Meter;
import com.stripe.net.RequestOptions;
import com.stripe.param.CustomerCreateParams;
import com.stripe.param.InvoiceCreatePreviewParams;
import com.stripe.param.InvoiceListParams;
import com.stripe.param.PriceCreateParams;
import com.stripe.param.PriceListParams;
import com.stripe.param.ProductCreateParams;
import com.stripe.param.SubscriptionCreateParams;
import com.stripe.param.WebhookEndpointCreateParams;
import com.stripe.param.billing.MeterCreateParams;
import com.stripe.param.billing.MeterEventAdjustmentCreateParams;
import com.stripe.param.billing.MeterEventCreateParams;
import com.stripe.param.billing.MeterEventSummaryListParams;
import com.stripe.param.billingportal.SessionCreateParams;
import hub.Contracts;
import hub.budget.SettableClock;
import hub.sandbox.SandboxOptions;
import hub.sandbox.SandboxServer;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/** Stripe's own client talks to the sandbox; what both say fits Stripe's description. */
class StripeApiTest {
  SettableClock clock = new SettableClock();
  SandboxServer sandbox;
  StripeContract contract;
  StripeClient stripe;

  @BeforeEach
  void start() throws Exception {
    SandboxOptions options = SandboxOptions.standard(1).at(clock);
    sandbox = SandboxServer.start(options, List.of(new StripeApi(options, null)));
    contract = new StripeContract(sandbox.url() + "/stripe");
    stripe =
        StripeClient.builder()
            .setApiKey(sandbox.secrets().stripeKey())
            .setApiBase(contract.url())
            .setMaxNetworkRetries(0)
            .build();
  }

  @AfterEach
  void stop() {
    contract.close();
    sandbox.close();
    assertThat(contract.faults()).isEmpty();
  }

  private record Sold(String customer, Meter meter, Price price, Subscription subscription) {}

  private Sold sell(String card) throws StripeException {
    Meter meter =
        stripe
            .v1()
            .billing()
            .meters()
            .create(
                MeterCreateParams.builder()
                    .setDisplayName("Usage")
                    .setEventName("usage")
                    .setDefaultAggregation(
                        MeterCreateParams.DefaultAggregation.builder()
                            .setFormula(MeterCreateParams.DefaultAggregation.Formula.SUM)
                            .build())
                    .build());
    String product =
        stripe
            .v1()
            .products()
            .create(ProductCreateParams.builder().setName("Analyses").build())
            .getId();
    Price price =
        stripe
            .v1()
            .prices()
            .create(
                PriceCreateParams.builder()
                    .setProduct(product)
                    .setCurrency("usd")
                    .setLookupKey("usage")
                    .setUnitAmountDecimal(new BigDecimal("0.0001"))
                    .setRecurring(
                        PriceCreateParams.Recurring.builder()
                            .setInterval(PriceCreateParams.Recurring.Interval.MONTH)
                            .setUsageType(PriceCreateParams.Recurring.UsageType.METERED)
                            .setMeter(meter.getId())
                            .build())
                    .build());
    String customer =
        stripe
            .v1()
            .customers()
            .create(
                CustomerCreateParams.builder()
                    .setName("Kestrel Lab")
                    .setInvoiceSettings(
                        CustomerCreateParams.InvoiceSettings.builder()
                            .setDefaultPaymentMethod(card)
                            .build())
                    .build())
            .getId();
    Subscription subscription =
        stripe
            .v1()
            .subscriptions()
            .create(
                SubscriptionCreateParams.builder()
                    .setCustomer(customer)
                    .addItem(
                        SubscriptionCreateParams.Item.builder().setPrice(price.getId()).build())
                    .build());
    return new Sold(customer, meter, price, subscription);
  }

  private void use(String customer, String identifier, long value) throws StripeException {
    stripe
        .v1()
        .billing()
        .meterEvents()
        .create(
            MeterEventCreateParams.builder()
                .setEventName("usage")
                .setIdentifier(identifier)
                .setTimestamp(clock.instant().getEpochSecond())
                .putPayload("stripe_customer_id", customer)
                .putPayload("value", Long.toString(value))
                .build());
  }

  private BigDecimal counted(Sold sold, Duration back) throws StripeException {
    long now = clock.instant().getEpochSecond();
    return stripe
        .v1()
        .billing()
        .meters()
        .eventSummaries()
        .list(
            sold.meter().getId(),
            MeterEventSummaryListParams.builder()
                .setCustomer(sold.customer())
                .setStartTime((now - back.toSeconds()) / 60 * 60)
                .setEndTime(now / 60 * 60 + 60)
                .build())
        .getData()
        .getFirst()
        .getAggregatedValue();
  }

  @Test
  void countsUsageAfterAWhileAndForgetsIdentifiersAfterADay() throws Exception {
    Sold sold = sell("pm_card_visa");
    use(sold.customer(), "one", 41_270_000);

    assertThat(counted(sold, Duration.ofHours(1))).isEqualByComparingTo("0");
    clock.advance(Duration.ofSeconds(10));
    assertThat(counted(sold, Duration.ofHours(1))).isEqualByComparingTo("41270000");

    assertThatThrownBy(() -> use(sold.customer(), "one", 41_270_000))
        .isInstanceOf(InvalidRequestException.class)
        .hasMessageContaining("already exists with identifier one");
    clock.advance(Duration.ofHours(25));
    use(sold.customer(), "one", 1);
    clock.advance(Duration.ofSeconds(10));
    assertThat(counted(sold, Duration.ofHours(26))).isEqualByComparingTo("41270001");
  }

  @Test
  void refusesWhatIsNoUsage() throws Exception {
    Sold sold = sell("pm_card_visa");

    assertThatThrownBy(() -> use(sold.customer(), "long", 1_000_000_000_000_000L))
        .hasMessageContaining("15 digits");
    clock.advance(Duration.ofDays(-36));
    assertThatThrownBy(
            () -> {
              long old = clock.instant().getEpochSecond();
              clock.advance(Duration.ofDays(36));
              stripe
                  .v1()
                  .billing()
                  .meterEvents()
                  .create(
                      MeterEventCreateParams.builder()
                          .setEventName("usage")
                          .setTimestamp(old)
                          .putPayload("stripe_customer_id", sold.customer())
                          .putPayload("value", "1")
                          .build());
            })
        .hasMessageContaining("35 calendar days");
  }

  @Test
  void takesUsageBackWithinADay() throws Exception {
    Sold sold = sell("pm_card_visa");
    use(sold.customer(), "wrong", 7);

    stripe
        .v1()
        .billing()
        .meterEventAdjustments()
        .create(
            MeterEventAdjustmentCreateParams.builder()
                .setEventName("usage")
                .setType(MeterEventAdjustmentCreateParams.Type.CANCEL)
                .setCancel(
                    MeterEventAdjustmentCreateParams.Cancel.builder()
                        .setIdentifier("wrong")
                        .build())
                .build());

    clock.advance(Duration.ofMinutes(1));
    assertThat(counted(sold, Duration.ofHours(1))).isEqualByComparingTo("0");
  }

  @Test
  void makesAnInvoiceOfAPeriodAnHourAfterItsEnd() throws Exception {
    Sold sold = sell("pm_card_visa");
    use(sold.customer(), "one", 41_265_000);

    Invoice preview =
        stripe
            .v1()
            .invoices()
            .createPreview(
                InvoiceCreatePreviewParams.builder()
                    .setCustomer(sold.customer())
                    .setSubscription(sold.subscription().getId())
                    .build());
    assertThat(preview.getTotal()).isEqualTo(4127);

    clock.advance(Duration.ofDays(30));
    assertThat(invoice(sold).getStatus()).isEqualTo("draft");
    clock.advance(Duration.ofHours(2));
    Invoice paid = invoice(sold);
    assertThat(paid.getStatus()).isEqualTo("paid");
    assertThat(paid.getTotal()).isEqualTo(4127);
    assertThat(paid.getLines().getData().getFirst().getQuantityDecimal())
        .isEqualByComparingTo("41265000");
    assertThat(stripe.v1().events().list().getData())
        .extracting(com.stripe.model.Event::getType)
        .contains("invoice.created", "invoice.finalized", "invoice.paid");
  }

  @Test
  void triesADeclinedCardAgainWhenAsked() throws Exception {
    Sold sold = sell("pm_card_chargeCustomerFail");
    use(sold.customer(), "one", 5_000_000);
    clock.advance(Duration.ofDays(31));
    clock.advance(Duration.ofHours(2));

    Invoice open = invoice(sold);
    assertThat(open.getStatus()).isEqualTo("open");
    assertThat(open.getAttempted()).isTrue();
    assertThatThrownBy(() -> stripe.v1().invoices().pay(open.getId()))
        .hasMessageContaining("declined");
  }

  private Invoice invoice(Sold sold) throws StripeException {
    return stripe
        .v1()
        .invoices()
        .list(InvoiceListParams.builder().setCustomer(sold.customer()).build())
        .getData()
        .getFirst();
  }

  @Test
  void doesNothingTwiceUnderOneIdempotencyKey() throws Exception {
    RequestOptions once = RequestOptions.builder().setIdempotencyKey("k1").build();
    CustomerCreateParams lab = CustomerCreateParams.builder().setName("Lab").build();

    String first = stripe.v1().customers().create(lab, once).getId();

    assertThat(stripe.v1().customers().create(lab, once).getId()).isEqualTo(first);
    assertThat(stripe.v1().customers().list().getData()).hasSize(1);
  }

  @Test
  void takesTheEventsThatTheDescriptionNamesForAnEndpointAndNoOther() throws Exception {
    List<String> named = new ArrayList<>();
    JsonMapper.shared()
        .readTree(Contracts.dir().resolve("stripe.openapi.json").toFile())
        .at(
            "/components/schemas/WebhookEndpointCreateParams/properties/enabled_events/items/x-known-values")
        .forEach(each -> named.add(each.asString()));
    WebhookEndpointCreateParams.Builder endpoint =
        WebhookEndpointCreateParams.builder().setUrl("http://127.0.0.1:9/webhooks/stripe");

    assertThat(
            stripe
                .v1()
                .webhookEndpoints()
                .create(endpoint.putExtraParam("enabled_events", named).build())
                .getEnabledEvents())
        .isEqualTo(named);
    for (String thin :
        List.of("v1.billing.meter.error_report_triggered", "v1.billing.meter.no_meter_found")) {
      assertThatThrownBy(
              () ->
                  stripe
                      .v1()
                      .webhookEndpoints()
                      .create(endpoint.putExtraParam("enabled_events", List.of(thin)).build()))
          .isInstanceOf(InvalidRequestException.class)
          .hasMessageContaining("enabled_events[0]");
    }
  }

  @Test
  void answersWhatElseIsUsed() throws Exception {
    Sold sold = sell("pm_card_visa");
    stripe
        .v1()
        .billingPortal()
        .sessions()
        .create(
            SessionCreateParams.builder()
                .setCustomer(sold.customer())
                .setReturnUrl("http://127.0.0.1:8080/money")
                .build());
    String endpoint =
        stripe
            .v1()
            .webhookEndpoints()
            .create(
                WebhookEndpointCreateParams.builder()
                    .setUrl("http://127.0.0.1:9/webhooks/stripe")
                    .addEnabledEvent(WebhookEndpointCreateParams.EnabledEvent.INVOICE__PAID)
                    .build())
            .getId();
    stripe.v1().webhookEndpoints().list();
    stripe.v1().webhookEndpoints().retrieve(endpoint);
    stripe.v1().webhookEndpoints().delete(endpoint);
    stripe.v1().billing().meters().list();
    stripe.v1().billing().meters().retrieve(sold.meter().getId());
    stripe.v1().products().list();
    stripe.v1().subscriptions().retrieve(sold.subscription().getId());
    stripe.v1().subscriptions().cancel(sold.subscription().getId());
    stripe.v1().customers().retrieve(sold.customer());
    assertThat(
            stripe
                .v1()
                .prices()
                .list(PriceListParams.builder().addLookupKey("usage").build())
                .getData())
        .hasSize(1);
    assertThatThrownBy(() -> stripe.v1().customers().retrieve("cus_none"))
        .hasMessageContaining("No such customer");
    assertThat(contract.seen()).hasSizeGreaterThan(15);
  }
}
