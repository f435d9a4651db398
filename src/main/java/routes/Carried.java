package routes;

import hub.integration.ServingVersion;
import hub.sources.Collected;
import org.apache.camel.Exchange;
import org.apache.camel.Message;

/** What a message carries for sure, because an earlier step of its journey put it there. */
final class Carried {

  private Carried() {}

  /**
   * The body as a type.
   *
   * @throws IllegalStateException if there is none: the journey's steps do not fit together
   */
  static <T> T body(Message message, Class<T> type) {
    T body = message.getBody(type);
    if (body == null) {
      throw new IllegalStateException("The journey brought no " + type.getSimpleName());
    }
    return body;
  }

  /**
   * A property of the exchange as a type.
   *
   * @throws IllegalStateException if there is none: the journey's steps do not fit together
   */
  static <T> T property(Exchange exchange, String name, Class<T> type) {
    T property = exchange.getProperty(name, type);
    if (property == null) {
      throw new IllegalStateException("The journey set no property " + name);
    }
    return property;
  }

  /** Says with what was collected which version of the flow did it. */
  static void readBy(Exchange exchange, String flow) {
    Collected collected = body(exchange.getMessage(), Collected.class);
    exchange.getMessage().setBody(collected.readBy(ServingVersion.of(exchange, flow)));
  }
}
