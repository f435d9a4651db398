package hub.integration.child;

import org.apache.camel.Component;
import org.apache.camel.Consumer;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.support.DefaultEndpoint;
import org.apache.camel.support.DefaultProducer;

/** Stands in a trial where an endpoint would lead outwards, and writes down what would leave. */
final class Recorder extends DefaultEndpoint {
  private final Way way;
  private final String shown;
  private final Trace trace;

  Recorder(String uri, Component component, Way way, String shown, Trace trace) {
    super(uri, component);
    this.way = way;
    this.shown = shown;
    this.trace = trace;
  }

  @Override
  public Producer createProducer() {
    return new DefaultProducer(this) {
      @Override
      public void process(Exchange exchange) {
        Object path = exchange.getMessage().getHeader(Exchange.HTTP_PATH);
        Object query = exchange.getMessage().getHeader(Exchange.HTTP_QUERY);
        Outwards.dropSteering(exchange);
        way.before(exchange);
        trace.send(
            exchange, shown + (path == null ? "" : path) + (query == null ? "" : "?" + query));
        way.behind(exchange);
        exchange.getMessage().setBody(way.answer());
      }
    };
  }

  @Override
  public Consumer createConsumer(Processor processor) {
    throw new Refused("Flows may not consume from " + getEndpointUri());
  }

  @Override
  public boolean isLenientProperties() {
    return true;
  }
}
