package components.stripe;

import java.util.Map;
import org.apache.camel.Endpoint;
import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.annotations.Component;
import org.apache.camel.support.DefaultComponent;
import org.jspecify.annotations.Nullable;

/**
 * {@code stripe:customers}, {@code stripe:invoices} and so on over Stripe's SDK, with the
 * operations, options and headers of Camel 4.22's own component, so that switching to that is a
 * change of dependency.
 *
 * <p><b>Added</b>, and unknown to Camel's own: the operations {@code meters}, {@code meterEvents},
 * {@code meterEventAdjustments}, {@code meterEventSummaries}, {@code invoicePreviews}, {@code
 * taxIds}, {@code creditNotes}, {@code disputes}, {@code portalSessions}, {@code webhookEndpoints},
 * {@code events} and {@code coreEvents}; the header {@link StripeConstants#IDEMPOTENCY_KEY};
 * methods beyond those that Camel's own names.
 *
 * <p>The body is a map of Stripe's parameters, the answer the SDK's object. The SDK's exceptions
 * ({@code com.stripe.exception}) reach the route as they are. One call is one HTTP request: the SDK
 * repeats none.
 */
@Component("stripe")
public class StripeComponent extends DefaultComponent {

  @Metadata(
      label = "security",
      secret = true,
      description = "Stripe's secret key, of all endpoints")
  private @Nullable String apiKey;

  @Metadata(label = "advanced", description = "Where the API of all endpoints lives")
  private @Nullable String apiBase;

  @Override
  protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> parameters)
      throws Exception {
    StripeConfiguration configuration = new StripeConfiguration();
    configuration.setApiKey(apiKey);
    configuration.setApiBase(apiBase);
    setProperties(configuration, parameters);
    return new StripeEndpoint(uri, this, StripeOperation.named(remaining), configuration);
  }

  public @Nullable String getApiKey() {
    return apiKey;
  }

  public void setApiKey(@Nullable String apiKey) {
    this.apiKey = apiKey;
  }

  public @Nullable String getApiBase() {
    return apiBase;
  }

  public void setApiBase(@Nullable String apiBase) {
    this.apiBase = apiBase;
  }
}
