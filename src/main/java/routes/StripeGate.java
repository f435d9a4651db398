package routes;

import components.stripe.StripeConstants;
import com.stripe.model.StripeObject;
import hub.billing.Stripe;
import hub.billing.StripeConnection;
import hub.billing.StripeFailure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Objects;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Lets the hub's rooms ask Stripe by its journey without knowing Camel. */
@Component
class StripeGate implements Stripe {
  private final CamelContext camel;

  StripeGate(CamelContext camel) {
    this.camel = camel;
  }

  @Override
  public <T extends StripeObject> T ask(StripeConnection to, Class<T> answer, String operation, String method,
      @Nullable String id, Map<String, Object> parameters, @Nullable String once) {
    try (var template = camel.createProducerTemplate()) {
      Exchange asked = template.request("direct:ask-stripe", exchange -> {
        exchange.setProperty(StripeDoors.TO, to);
        exchange.getMessage().setBody(parameters);
        exchange.getMessage().setHeader(StripeConstants.OPERATION_HEADER, operation);
        exchange.getMessage().setHeader(StripeConstants.METHOD_HEADER, method);
        exchange.getMessage().setHeader(StripeConstants.OBJECT_ID, id);
        exchange.getMessage().setHeader(StripeConstants.IDEMPOTENCY_KEY, once);
      });
      if (asked.getException() != null) {
        throw StripeFailure.of(asked.getException());
      }
      return Objects.requireNonNull(asked.getMessage().getBody(answer), "ask-stripe ends with an answer");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
