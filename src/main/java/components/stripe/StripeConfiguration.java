package components.stripe;

import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriParams;
import org.jspecify.annotations.Nullable;

/** Options of an endpoint. */
@UriParams
public class StripeConfiguration {

  @UriParam(label = "security", secret = true, description = "Stripe's secret key")
  private @Nullable String apiKey;

  @UriParam(label = "advanced", description = "Where the API lives; without it Stripe's own")
  private @Nullable String apiBase;

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
