package components.openai;

import com.openai.core.http.StreamResponse;
import com.openai.models.chat.completions.ChatCompletion;
import com.openai.models.chat.completions.ChatCompletionChunk;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import com.openai.models.chat.completions.ChatCompletionMessageParam;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.support.DefaultProducer;
import org.apache.camel.support.ResourceHelper;
import org.apache.camel.support.SynchronizationAdapter;
import org.jspecify.annotations.Nullable;

/** Asks the model and puts its answer, or the chunks of it, into the body. */
final class ChatCompletionProducer extends DefaultProducer {

  private final OpenAIEndpoint endpoint;
  private final OpenAIConfiguration options;
  private final Conversation conversation;
  private final ChatAnswers answers;
  private @Nullable ChatRequests requests;

  ChatCompletionProducer(OpenAIEndpoint endpoint) {
    super(endpoint);
    this.endpoint = endpoint;
    this.options = endpoint.getConfiguration();
    this.conversation = new Conversation(options);
    this.answers = new ChatAnswers(options);
  }

  @Override
  protected void doStart() throws Exception {
    super.doStart();
    String outputClass = options.getOutputClass();
    if (outputClass != null && !outputClass.isEmpty()) {
      endpoint.getCamelContext().getClassResolver().resolveMandatoryClass(outputClass);
    }
    requests = new ChatRequests(options, endpoint.getCamelContext(), schema());
  }

  @Override
  public void process(Exchange exchange) throws Exception {
    Message in = exchange.getIn();
    List<ChatCompletionMessageParam> history = conversation.begin(exchange);
    Optional<ChatCompletionMessageParam> user = UserMessage.of(in, options.getUserMessage());
    ChatCompletionCreateParams request = requests().build(in, history, user);
    if (Boolean.TRUE.equals(
        Headers.or(in, OpenAIConstants.STREAMING, options.isStreaming(), Boolean.class))) {
      stream(exchange, request);
    } else {
      ChatCompletion response = endpoint.client().chat().completions().create(request);
      answers
          .put(exchange, response)
          .ifPresent(heard -> conversation.record(exchange, user, heard));
    }
  }

  /**
   * The body becomes an iterator that reads from the connection, which closes with the exchange.
   */
  @SuppressWarnings("MustBeClosedChecker") // outlives this method on purpose
  private void stream(Exchange exchange, ChatCompletionCreateParams request) {
    StreamResponse<ChatCompletionChunk> chunks =
        endpoint.client().chat().completions().createStreaming(request);
    exchange
        .getExchangeExtension()
        .addOnCompletion(
            new SynchronizationAdapter() {
              @Override
              public void onDone(Exchange done) {
                chunks.close();
              }
            });
    exchange.getMessage().setBody(chunks.stream().iterator());
  }

  /**
   * The option's own text if it is JSON, else that of the resource it names, for instance {@code
   * classpath:a.json}.
   */
  private @Nullable String schema() throws Exception {
    String option = options.getJsonSchema();
    if (option == null || option.isBlank() || option.strip().startsWith("{")) {
      return option;
    }
    String name = option.startsWith("resource:") ? option.substring("resource:".length()) : option;
    try (InputStream resource =
        ResourceHelper.resolveMandatoryResourceAsInputStream(endpoint.getCamelContext(), name)) {
      return endpoint
          .getCamelContext()
          .getTypeConverter()
          .mandatoryConvertTo(String.class, resource);
    }
  }

  private ChatRequests requests() {
    if (requests == null) {
      throw new IllegalStateException(this + " is not started");
    }
    return requests;
  }
}
