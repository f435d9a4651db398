package hub.billing;

import com.stripe.model.billing.MeterEventSummary;
import com.stripe.model.billing.MeterEventSummaryCollection;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Map;
import org.springframework.stereotype.Component;

/** What Stripe counted. */
@Component
public class Summaries {
  private final Stripe stripe;
  private final Setup setup;

  public Summaries(Stripe stripe, Setup setup) {
    this.stripe = stripe;
    this.setup = setup;
  }

  /**
   * The sum of the account's events in this span, in millionths of a dollar.
   *
   * @param from a whole minute, within
   * @param to a whole minute, outside
   * @throws StripeFailure if Stripe cannot be asked
   */
  public long counted(StripeConnection stripeOf, BillingAccount account, Instant from, Instant to) {
    Catalog catalog = setup.catalog(account.mode()).orElseThrow();
    return stripe
        .ask(
            stripeOf,
            MeterEventSummaryCollection.class,
            "meterEventSummaries",
            "list",
            catalog.meterId(),
            Map.of(
                "customer",
                account.customerId(),
                "start_time",
                from.getEpochSecond(),
                "end_time",
                to.getEpochSecond()),
            null)
        .getData()
        .stream()
        .map(MeterEventSummary::getAggregatedValue)
        .reduce(BigDecimal.ZERO, BigDecimal::add)
        .longValueExact();
  }
}
