package components.stripe;

import com.stripe.net.RequestOptions;
import org.apache.camel.Category;
import org.apache.camel.Consumer;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.UriEndpoint;
import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriPath;
import org.apache.camel.support.DefaultEndpoint;
import org.apache.camel.util.ObjectHelper;
import org.jspecify.annotations.Nullable;

/** One operation and whom it is asked as. */
@UriEndpoint(
    firstVersion = "4.17.0",
    scheme = "stripe",
    title = "Stripe",
    syntax = "stripe:operation",
    category = {Category.SAAS},
    headersClass = StripeConstants.class,
    remote = true,
    producerOnly = true)
public class StripeEndpoint extends DefaultEndpoint {

  @UriPath(description = "What it is about")
  @Metadata(required = true)
  private final StripeOperation operation;

  @UriParam private final StripeConfiguration configuration;

  StripeEndpoint(
      String uri,
      StripeComponent component,
      StripeOperation operation,
      StripeConfiguration configuration) {
    super(uri, component);
    this.operation = operation;
    this.configuration = configuration;
  }

  @Override
  public Producer createProducer() {
    return new StripeProducer(this);
  }

  @Override
  public Consumer createConsumer(Processor processor) {
    throw new UnsupportedOperationException("stripe: can be called, not consumed from");
  }

  @Override
  protected void doStart() throws Exception {
    super.doStart();
    if (ObjectHelper.isEmpty(configuration.getApiKey())) {
      throw new IllegalArgumentException(
          "stripe: has no key: set apiKey on the endpoint or the component");
    }
  }

  /** What each call is sent with. */
  RequestOptions options(@Nullable String idempotencyKey) {
    RequestOptions.RequestOptionsBuilder options =
        RequestOptions.builder().setApiKey(configuration.getApiKey()).setMaxNetworkRetries(0);
    if (ObjectHelper.isNotEmpty(configuration.getApiBase())) {
      options.setBaseUrl(configuration.getApiBase());
    }
    if (idempotencyKey != null) {
      options.setIdempotencyKey(idempotencyKey);
    }
    return options.build();
  }

  public StripeOperation getOperation() {
    return operation;
  }

  public StripeConfiguration getConfiguration() {
    return configuration;
  }
}
