package hub.integration.child;

import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.apache.camel.AsyncCallback;
import org.apache.camel.AsyncProducer;
import org.apache.camel.Component;
import org.apache.camel.Consumer;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.support.DefaultAsyncProducer;
import org.apache.camel.support.DefaultEndpoint;
import org.apache.camel.support.service.ServiceHelper;

/**
 * The way to an endpoint outside. It keeps the address as the flow wrote it, without secrets, and
 * drops headers by which a message could steer where it goes.
 */
final class Outwards extends DefaultEndpoint {
  private static final Pattern LINE_ENDS = Pattern.compile("[\\r\\n]+");

  private final Way way;
  private final Endpoint real;

  Outwards(String uri, Component component, Way way, Endpoint real) {
    super(uri, component);
    this.way = way;
    this.real = real;
  }

  @Override
  public Producer createProducer() throws Exception {
    AsyncProducer producer = real.createAsyncProducer();
    return new DefaultAsyncProducer(this) {
      @Override
      public boolean process(Exchange exchange, AsyncCallback callback) {
        dropSteering(exchange);
        try {
          way.before(exchange);
        } catch (Refused refused) {
          exchange.setException(refused);
          callback.done(true);
          return true;
        }
        return producer.process(
            exchange,
            sync -> {
              way.behind(exchange);
              callback.done(sync);
            });
      }

      @Override
      protected void doStart() throws Exception {
        ServiceHelper.startService(real, producer);
        super.doStart();
      }

      @Override
      protected void doStop() throws Exception {
        super.doStop();
        ServiceHelper.stopService(producer, real);
      }
    };
  }

  /**
   * Also those that a step set: where a message goes is said by the endpoint alone. A line end in a
   * header would begin another one.
   */
  static void dropSteering(Exchange exchange) {
    Map<String, Object> headers = exchange.getMessage().getHeaders();
    headers.keySet().removeIf(Outwards::isSteering);
    headers.replaceAll(
        (name, value) ->
            value instanceof String text ? LINE_ENDS.matcher(text).replaceAll(" ") : value);
  }

  static boolean isSteering(String header) {
    String name = header.toLowerCase(Locale.ROOT);
    return name.startsWith("camel")
        || name.startsWith("org.apache.camel")
        || name.startsWith("kafka.")
        || name.startsWith("mail.");
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
