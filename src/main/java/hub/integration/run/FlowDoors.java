package hub.integration.run;

import hub.integration.run.Generation.Entry;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.camel.AsyncCallback;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.MultipleConsumersSupport;
import org.apache.camel.Producer;
import org.apache.camel.Route;
import org.apache.camel.component.direct.DirectComponent;
import org.apache.camel.component.direct.DirectConsumer;
import org.apache.camel.component.direct.DirectEndpoint;
import org.apache.camel.component.direct.DirectProducer;
import org.apache.camel.spi.UnitOfWork;
import org.jspecify.annotations.Nullable;

/**
 * Camel's {@code direct:}, with which versions of flows can be exchanged under traffic.
 *
 * <p>How this works, and why: Camel allows one consumer an endpoint, and stopping a route with
 * exchanges in it loses them. So what a flow's routes consume from is given a {@link Door} once,
 * and each version's routes are kept behind it. All doors of a flow lead to one version at a time;
 * to let another serve is one write. Routes that are no flow's are consumers as ever.
 */
public class FlowDoors extends DirectComponent {
  private final Map<String, Generation> expected = new ConcurrentHashMap<>();
  private final Map<String, Door> doors = new ConcurrentHashMap<>();
  private final @Nullable Recorder recorder;

  /** Without recordings. */
  FlowDoors() {
    this.recorder = null;
  }

  FlowDoors(Recorder recorder) {
    this.recorder = recorder;
  }

  @Override
  protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> parameters)
      throws Exception {
    SharedEndpoint endpoint = new SharedEndpoint(uri, this);
    endpoint.setBlock(isBlock());
    endpoint.setTimeout(getTimeout());
    setProperties(endpoint, parameters);
    return endpoint;
  }

  /** Camel refuses a second consumer before anybody can look whose it is. */
  private final class SharedEndpoint extends DirectEndpoint implements MultipleConsumersSupport {
    SharedEndpoint(String uri, DirectComponent component) {
      super(uri, component);
    }

    @Override
    public boolean isMultipleConsumersSupported() {
      return true;
    }

    @Override
    public Producer createProducer() {
      String key = getEndpointUri().replaceFirst("\\?.*", "");
      return new Listening(this, key);
    }
  }

  /** Has what doors of the hub's answer to a flow taken down. */
  private final class Listening extends DirectProducer {
    private final String key;

    Listening(DirectEndpoint endpoint, String key) {
      super(endpoint, key);
      this.key = key;
    }

    @Override
    public void process(Exchange exchange) throws Exception {
      Tape tape = tape(exchange);
      super.process(exchange);
      answered(tape, exchange);
    }

    @Override
    public boolean process(Exchange exchange, AsyncCallback callback) {
      Tape tape = tape(exchange);
      if (tape == null) {
        return super.process(exchange, callback);
      }
      return super.process(
          exchange,
          doneSync -> {
            answered(tape, exchange);
            callback.done(doneSync);
          });
    }

    /**
     * The tape of a message that a flow's own step sends to a door of the hub's; null otherwise.
     */
    private @Nullable Tape tape(Exchange exchange) {
      if (!(exchange.getProperty(Tape.PROPERTY) instanceof Tape tape) || doors.containsKey(key)) {
        return null;
      }
      UnitOfWork work = exchange.getUnitOfWork();
      Route asking = work == null ? null : work.getRoute();
      return asking != null && expected.containsKey(asking.getRouteId()) ? tape : null;
    }

    private void answered(@Nullable Tape tape, Exchange exchange) {
      if (tape != null && exchange.getException() == null) {
        tape.answered(key.replace("://", ":"), exchange.getMessage().getBody());
      }
    }
  }

  /** Says whose routes are about to be started. */
  void expect(Generation generation) {
    generation.parts().routes().forEach(route -> expected.put(route, generation));
  }

  /** A generation's routes are gone; doors that lead nowhere now are taken out. */
  void forget(Generation generation) {
    generation.parts().routes().forEach(expected::remove);
    ServedFlow flow = generation.flow();
    doors.forEach(
        (key, door) -> {
          if (door.flow() == flow && !flow.needs(key) && doors.remove(key, door)) {
            super.removeConsumer(key, door.consumer());
          }
        });
  }

  @Override
  public void addConsumer(String key, DirectConsumer consumer) {
    Generation generation = generation(consumer);
    if (generation == null) {
      super.addConsumer(key, consumer);
      return;
    }
    ServedFlow flow = generation.flow();
    Door door = doors.computeIfAbsent(key, each -> opened(each, flow, consumer));
    if (door.flow() != flow || generation.entry(key) != null) {
      throw new IllegalArgumentException(
          "%s is served by another route already".formatted(consumer.getEndpoint()));
    }
    generation.open(key, consumer);
  }

  private Door opened(String key, ServedFlow flow, DirectConsumer consumer) {
    Door door = new Door(key, flow, consumer.getEndpoint(), recorder);
    super.addConsumer(key, door.consumer());
    return door;
  }

  @Override
  public void removeConsumer(String key, DirectConsumer consumer) {
    Generation generation = generation(consumer);
    if (generation == null) {
      super.removeConsumer(key, consumer);
      return;
    }
    Entry entry = generation.entry(key);
    if (entry != null && entry.consumer() == consumer) {
      generation.close(key);
    }
  }

  private @Nullable Generation generation(DirectConsumer consumer) {
    String route = consumer.getRouteId();
    return route == null ? null : expected.get(route);
  }
}
