package components.openai;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.openai.core.JsonValue;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import com.openai.models.chat.completions.ChatCompletionMessageParam;
import java.util.List;
import java.util.Optional;
import org.apache.camel.CamelContext;
import org.apache.camel.Message;
import org.apache.camel.util.ObjectHelper;
import org.jspecify.annotations.Nullable;

/** Builds the request of a chat completion from a message and the endpoint's options. */
final class ChatRequests {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final OpenAIConfiguration options;
  private final CamelContext context;
  private final @Nullable String schema;

  /**
   * @param schema the text of the option {@code jsonSchema}, already read from its resource
   */
  ChatRequests(OpenAIConfiguration options, CamelContext context, @Nullable String schema) {
    this.options = options;
    this.context = context;
    this.schema = schema;
  }

  ChatCompletionCreateParams build(
      Message in,
      List<ChatCompletionMessageParam> history,
      Optional<ChatCompletionMessageParam> user)
      throws ClassNotFoundException {
    ChatCompletionCreateParams.Builder request =
        ChatCompletionCreateParams.builder().model(model(in));
    boolean instructed = instruct(request, in);
    if (!instructed && history.isEmpty() && user.isEmpty()) {
      throw new IllegalArgumentException(
          "openai:chat-completion has nothing to send: no body and no user, system or developer"
              + " message");
    }
    history.forEach(request::addMessage);
    user.ifPresent(request::addMessage);
    sampling(request, in);
    responseFormat(request, in);
    extras(request, in);
    return request.build();
  }

  private String model(Message in) {
    String model = Headers.or(in, OpenAIConstants.MODEL, options.getModel(), String.class);
    if (model == null) {
      throw new IllegalArgumentException(
          "openai:chat-completion needs a model: set the option model or the header "
              + OpenAIConstants.MODEL);
    }
    return model;
  }

  private boolean instruct(ChatCompletionCreateParams.Builder request, Message in) {
    String system =
        Headers.or(in, OpenAIConstants.SYSTEM_MESSAGE, options.getSystemMessage(), String.class);
    String developer =
        Headers.or(
            in, OpenAIConstants.DEVELOPER_MESSAGE, options.getDeveloperMessage(), String.class);
    if (ObjectHelper.isNotEmpty(system)) {
      request.addSystemMessage(system);
    }
    if (ObjectHelper.isNotEmpty(developer)) {
      request.addDeveloperMessage(developer);
    }
    return ObjectHelper.isNotEmpty(system) || ObjectHelper.isNotEmpty(developer);
  }

  private void sampling(ChatCompletionCreateParams.Builder request, Message in) {
    Double temperature =
        Headers.or(in, OpenAIConstants.TEMPERATURE, options.getTemperature(), Double.class);
    if (temperature != null) {
      request.temperature(temperature);
    }
    Double topP = Headers.or(in, OpenAIConstants.TOP_P, options.getTopP(), Double.class);
    if (topP != null) {
      request.topP(topP);
    }
    Integer maxTokens =
        Headers.or(in, OpenAIConstants.MAX_TOKENS, options.getMaxTokens(), Integer.class);
    if (maxTokens != null) {
      // Reasoning models refuse max_tokens; as Camel's own, all models get the newer name.
      request.maxCompletionTokens(maxTokens.longValue());
    }
  }

  private void responseFormat(ChatCompletionCreateParams.Builder request, Message in)
      throws ClassNotFoundException {
    String outputClass =
        Headers.or(in, OpenAIConstants.OUTPUT_CLASS, options.getOutputClass(), String.class);
    String jsonSchema = Headers.or(in, OpenAIConstants.JSON_SCHEMA, schema, String.class);
    if (outputClass != null && !outputClass.isEmpty()) {
      request.responseFormat(context.getClassResolver().resolveMandatoryClass(outputClass));
    } else if (jsonSchema != null && !jsonSchema.isEmpty()) {
      request.responseFormat(ResponseFormats.of(jsonSchema, in));
    }
  }

  private void extras(ChatCompletionCreateParams.Builder request, Message in) {
    options
        .getAdditionalBodyProperty()
        .forEach(
            (name, value) ->
                request.putAdditionalBodyProperty(name, JsonValue.from(jsonOr(value))));
    String id = Headers.clientRequestId(in);
    if (id != null) {
      request.putAdditionalHeader(Headers.X_CLIENT_REQUEST_ID, id);
    }
  }

  /** {@code 123} and {@code {"a":1}} are sent as JSON; what is no JSON is sent as text. */
  private static @Nullable Object jsonOr(Object value) {
    if (!(value instanceof String text)) {
      return value;
    }
    try {
      return JSON.readValue(text, Object.class);
    } catch (JsonProcessingException noJson) {
      return text;
    }
  }
}
