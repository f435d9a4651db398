package routes;

import hub.billing.Metering;
import hub.billing.Reconciliation;
import hub.billing.VendorUsage;
import hub.billing.WebhookWork;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import org.apache.camel.builder.RouteBuilder;
import org.springframework.stereotype.Component;

/** Charges go out to Stripe by the minute, what Stripe's webhooks say is looked at, and all of it is compared. */
@Component
class BillingRoutes extends RouteBuilder {
  private final Metering metering;
  private final WebhookWork webhooks;
  private final Reconciliation reconciliation;
  private final VendorUsage vendorUsage;

  BillingRoutes(Metering metering, WebhookWork webhooks, Reconciliation reconciliation, VendorUsage vendorUsage,
      MeterRegistry meters) {
    this.metering = metering;
    this.webhooks = webhooks;
    this.reconciliation = reconciliation;
    this.vendorUsage = vendorUsage;
    Gauge.builder("sluice.billing.unexplained.dollars", reconciliation, each -> each.unexplained().doubleValue())
        .description("What no comparison of ledger, meter and invoices explains")
        .register(meters);
    Gauge.builder("sluice.billing.vendor.unexplained.dollars", vendorUsage, each -> each.unexplained().doubleValue())
        .description("What nothing explains between the ledger and the model vendor's own report")
        .register(meters);
  }

  @Override
  public void configure() {
    from("timer:usage?period={{hub.billing.meter-every}}&delay={{hub.billing.meter-every}}").routeId("meter-usage").routeConfigurationId("try-again-next-time")
        .split(method(metering, "closeAndFindDue")).id("each-group")
            .bean(metering, "tell").id("tell-group")
        .end();

    from("timer:webhooks?period={{hub.billing.webhook-every}}&delay={{hub.billing.webhook-every}}").routeId("process-webhooks").routeConfigurationId("try-again-next-time")
        .split(method(webhooks, "due")).id("each-webhook")
            .bean(webhooks, "process").id("process-webhook")
        .end();

    from("timer:reconcile?period={{hub.billing.reconcile-every}}&delay={{hub.billing.reconcile-every}}").routeId("reconcile").routeConfigurationId("try-again-next-time")
        .bean(vendorUsage, "compareAll").id("compare-vendor")
        .bean(reconciliation, "compareAll").id("compare-all");

    from("direct:ask-stripe").routeId("ask-stripe")
        .errorHandler(noErrorHandler())
        .process(new StripeDoors(getContext())).id("stripe");
  }
}
