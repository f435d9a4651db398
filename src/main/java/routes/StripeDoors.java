package routes;

import components.stripe.StripeComponent;
import hub.billing.StripeConnection;
import java.util.HashMap;
import java.util.Map;
import org.apache.camel.CamelContext;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.support.service.ServiceHelper;
import org.apache.camel.support.service.ServiceSupport;

/** Sends each call by {@code stripe:} to the Stripe it is meant for. No key stands in an endpoint's address, which is logged. */
final class StripeDoors extends ServiceSupport implements Processor {
  static final String TO = "stripeConnection";

  private final CamelContext context;
  private final Map<StripeConnection, Producer> open = new HashMap<>();

  StripeDoors(CamelContext context) {
    this.context = context;
  }

  @Override
  public void process(Exchange exchange) throws Exception {
    door(Carried.property(exchange, TO, StripeConnection.class)).process(exchange);
  }

  private synchronized Producer door(StripeConnection to) throws Exception {
    Producer door = open.get(to);
    if (door == null) {
      door = opened(to);
      open.put(to, door);
    }
    return door;
  }

  private Producer opened(StripeConnection to) throws Exception {
    Map<String, Object> options = new HashMap<>();
    options.put("apiBase", to.url());
    options.put("apiKey", to.key());
    StripeComponent component = context.getComponent("stripe", StripeComponent.class);
    // The operation comes with each call, in its header.
    Endpoint endpoint = component.createEndpoint("stripe:customers", options);
    Producer producer = endpoint.createProducer();
    ServiceHelper.startService(endpoint, producer);
    return producer;
  }

  @Override
  protected synchronized void doStop() {
    open.values().forEach(producer -> ServiceHelper.stopService(producer, producer.getEndpoint()));
    open.clear();
  }
}
