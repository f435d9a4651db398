package components.openai;

import org.apache.camel.Message;
import org.apache.camel.util.ObjectHelper;
import org.jspecify.annotations.Nullable;

/** Reads what a message says about the call, before the endpoint's options. */
final class Headers {

  /** The HTTP header by which OpenAI can name a call even if its answer never came. */
  static final String X_CLIENT_REQUEST_ID = "X-Client-Request-Id";

  private Headers() {}

  /** The header's value if it holds one, else the option's. */
  static <T> @Nullable T or(Message message, String header, @Nullable T option, Class<T> type) {
    T value = message.getHeader(header, type);
    return ObjectHelper.isNotEmpty(value) ? value : option;
  }

  static @Nullable String clientRequestId(Message message) {
    return or(message, OpenAIConstants.CLIENT_REQUEST_ID, null, String.class);
  }
}
