package routes;

import components.openai.OpenAIComponent;
import components.openai.OpenAIOperations;
import hub.llm.LlmSettings;
import hub.llm.ModelConnection;
import hub.llm.PaidCall;
import java.util.HashMap;
import java.util.Map;
import org.apache.camel.CamelContext;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.support.service.ServiceHelper;
import org.apache.camel.support.service.ServiceSupport;

/**
 * Sends each call by one of {@code openai:}'s operations to where it was held for. Address and key can be
 * changed while calls run: the next call gets a new endpoint, and the old one closes behind its last.
 * No key stands in an endpoint's address, which is logged.
 */
final class ModelDoors extends ServiceSupport implements Processor {
  private final CamelContext context;
  private final LlmSettings settings;
  private final OpenAIOperations operation;
  private final Map<ModelConnection, Door> open = new HashMap<>();

  ModelDoors(CamelContext context, LlmSettings settings, OpenAIOperations operation) {
    this.context = context;
    this.settings = settings;
    this.operation = operation;
  }

  /** An endpoint's producer, and how many calls are in it. */
  private static final class Door {
    private final Producer producer;
    private int inside;
    private boolean last;

    Door(Producer producer) {
      this.producer = producer;
    }
  }

  @Override
  public void process(Exchange exchange) throws Exception {
    ModelConnection to = Carried.property(exchange, ModelRequest.PAID_CALL, PaidCall.class).connection();
    Door door = enter(to);
    try {
      door.producer.process(exchange);
    } finally {
      leave(door);
    }
  }

  private synchronized Door enter(ModelConnection to) throws Exception {
    Door door = open.get(to);
    if (door == null) {
      open.values().removeIf(other -> isReplaced(other, to));
      door = new Door(opened(to));
      open.put(to, door);
    }
    door.inside++;
    return door;
  }

  private synchronized void leave(Door door) {
    door.inside--;
    if (door.last && door.inside == 0) {
      close(door);
    }
  }

  private boolean isReplaced(Door door, ModelConnection by) {
    boolean replaced = open.entrySet().stream().anyMatch(each -> each.getValue() == door && each.getKey().mode() == by.mode());
    if (replaced) {
      door.last = true;
      if (door.inside == 0) {
        close(door);
      }
    }
    return replaced;
  }

  private static void close(Door door) {
    ServiceHelper.stopService(door.producer, door.producer.getEndpoint());
  }

  /** One HTTP request a call, so that one attempt is one request; no other service tier than the priced one. */
  private Producer opened(ModelConnection to) throws Exception {
    Map<String, Object> options = new HashMap<>();
    options.put("baseUrl", to.baseUrl());
    options.put("apiKey", to.apiKey());
    options.put("maxRetries", 0);
    options.put("requestTimeout", settings.requestTimeout().toMillis());
    options.put("storeFullResponse", true);
    if (to.hasTiers() && operation == OpenAIOperations.CHAT_COMPLETION) {
      options.put("additionalBodyProperty", Map.of("service_tier", "default"));
    }
    OpenAIComponent component = context.getComponent("openai", OpenAIComponent.class);
    Endpoint endpoint = component.createEndpoint("openai:" + operation.uriName(), options);
    Producer producer = endpoint.createProducer();
    ServiceHelper.startService(endpoint, producer);
    return producer;
  }

  @Override
  protected synchronized void doStop() {
    open.values().forEach(ModelDoors::close);
    open.clear();
  }
}
