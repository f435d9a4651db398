package hub.integration.child;

import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.Producer;
import org.apache.camel.Route;
import org.apache.camel.component.direct.DirectComponent;
import org.apache.camel.component.direct.DirectEndpoint;
import org.apache.camel.support.DefaultProducer;
import org.apache.camel.support.service.ServiceHelper;
import org.jspecify.annotations.Nullable;

/**
 * {@code direct:} within a flow. In a trial, an endpoint that no route of the flow serves is a door
 * of the hub: what comes there is written down, and a recorded answer, if there is one, goes back.
 */
final class Doors extends DirectComponent {
  private final boolean trial;
  private final Trace trace;
  private final Map<String, Queue<Note>> answers = new HashMap<>();

  Doors(Begin begin, Trace trace) {
    this.trial = begin.trial();
    this.trace = trace;
    begin.answers().forEach((door, notes) -> answers.put(door, new ArrayDeque<>(notes)));
    setBlock(false);
  }

  @Override
  protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> parameters) {
    parameters.clear();
    DirectEndpoint endpoint =
        new DirectEndpoint(uri, this) {
          @Override
          public Producer createProducer() throws Exception {
            Producer inside = super.createProducer();
            return trial ? new Door(this, inside, "direct:" + remaining) : inside;
          }
        };
    endpoint.setBlock(false);
    return endpoint;
  }

  private final class Door extends DefaultProducer {
    private final Producer inside;
    private final String name;

    Door(Endpoint endpoint, Producer inside, String name) {
      super(endpoint);
      this.inside = inside;
      this.name = name;
    }

    @Override
    public void process(Exchange exchange) throws Exception {
      if (isServed()) {
        inside.process(exchange);
        return;
      }
      trace.send(exchange, name);
      Note answer = next();
      exchange.getMessage().setBody(answer == null ? null : Bodies.read(answer.body(), true));
    }

    private boolean isServed() {
      List<Route> routes = getEndpoint().getCamelContext().getRoutes();
      return routes.stream().anyMatch(route -> route.getEndpoint().equals(getEndpoint()));
    }

    private @Nullable Note next() {
      synchronized (answers) {
        Queue<Note> left = answers.get(name);
        return left == null ? null : left.poll();
      }
    }

    @Override
    protected void doStart() throws Exception {
      ServiceHelper.startService(inside);
      super.doStart();
    }

    @Override
    protected void doStop() throws Exception {
      super.doStop();
      ServiceHelper.stopService(inside);
    }
  }
}
