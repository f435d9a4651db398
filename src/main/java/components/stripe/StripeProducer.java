package components.stripe;

import com.stripe.model.StripeObject;
import com.stripe.net.ApiRequest;
import com.stripe.net.ApiResource.RequestMethod;
import com.stripe.net.BaseAddress;
import com.stripe.net.LiveStripeResponseGetter;
import com.stripe.net.StripeResponseGetter;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.apache.camel.InvalidPayloadException;
import org.apache.camel.Message;
import org.apache.camel.support.DefaultProducer;

/** Asks Stripe as headers and body say, and leaves its object in the body. */
final class StripeProducer extends DefaultProducer {
  private final StripeResponseGetter stripe = new LiveStripeResponseGetter();
  private final StripeEndpoint endpoint;

  StripeProducer(StripeEndpoint endpoint) {
    super(endpoint);
    this.endpoint = endpoint;
  }

  @Override
  public void process(Exchange exchange) throws Exception {
    Message message = exchange.getMessage();
    StripeOperation operation = operation(message);
    String method = header(message, StripeConstants.METHOD_HEADER).orElse("create");
    if (!operation.can(method)) {
      throw new IllegalArgumentException("stripe:%s cannot %s".formatted(operation, method));
    }
    ApiRequest request =
        new ApiRequest(
            BaseAddress.API,
            verb(operation, method),
            path(operation, method, message),
            parameters(message),
            endpoint.options(message.getHeader(StripeConstants.IDEMPOTENCY_KEY, String.class)));
    StripeObject answer = stripe.request(request, operation.answer(method));
    message.setBody(answer);
  }

  private StripeOperation operation(Message message) {
    return header(message, StripeConstants.OPERATION_HEADER)
        .map(StripeOperation::named)
        .orElseGet(endpoint::getOperation);
  }

  private static Optional<String> header(Message message, String name) {
    return Optional.ofNullable(message.getHeader(name, String.class))
        .filter(value -> !value.isEmpty());
  }

  private static RequestMethod verb(StripeOperation operation, String method) {
    return switch (method) {
      case "retrieve", "list" -> RequestMethod.GET;
      case "delete" -> RequestMethod.DELETE;
      case "cancel" -> isDeleted(operation) ? RequestMethod.DELETE : RequestMethod.POST;
      default -> RequestMethod.POST;
    };
  }

  /** To cancel a subscription is to delete it. */
  private static boolean isDeleted(StripeOperation operation) {
    return operation == StripeOperation.subscriptions;
  }

  private static String path(StripeOperation operation, String method, Message message) {
    String path = operation.path();
    if (path.contains("{id}")) {
      return path.replace("{id}", id(operation, method, message));
    }
    if (operation.isAboutNone(method)) {
      return path;
    }
    String object = path + "/" + id(operation, method, message);
    boolean isPlain = List.of("retrieve", "update", "delete").contains(method);
    return isPlain || isDeleted(operation) ? object : object + "/" + method;
  }

  private static String id(StripeOperation operation, String method, Message message) {
    String id =
        header(message, StripeConstants.OBJECT_ID)
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "stripe:%s to %s needs the header %s"
                            .formatted(operation, method, StripeConstants.OBJECT_ID)));
    return URLEncoder.encode(id, StandardCharsets.UTF_8);
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> parameters(Message message) throws InvalidPayloadException {
    return message.getBody() == null || "".equals(message.getBody())
        ? Map.of()
        : (Map<String, Object>) message.getMandatoryBody(Map.class);
  }
}
