package components.openai;

import com.openai.client.OpenAIClient;
import org.apache.camel.Category;
import org.apache.camel.Consumer;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.UriEndpoint;
import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriPath;
import org.apache.camel.support.DefaultEndpoint;
import org.jspecify.annotations.Nullable;

/** One operation with its options, and the SDK's client that serves all its calls. */
@UriEndpoint(
    firstVersion = "4.17.0",
    scheme = "openai",
    title = "OpenAI",
    syntax = "openai:operation",
    category = Category.AI,
    headersClass = OpenAIConstants.class,
    remote = true,
    producerOnly = true)
public class OpenAIEndpoint extends DefaultEndpoint {

  @UriPath(enums = "chat-completion,embeddings", description = "What to do")
  @Metadata(required = true)
  private final OpenAIOperations operation;

  @UriParam private final OpenAIConfiguration configuration;

  private @Nullable OpenAIClient client;

  OpenAIEndpoint(
      String uri,
      OpenAIComponent component,
      OpenAIOperations operation,
      OpenAIConfiguration configuration) {
    super(uri, component);
    this.operation = operation;
    this.configuration = configuration;
  }

  @Override
  public Producer createProducer() {
    return switch (operation) {
      case CHAT_COMPLETION -> new ChatCompletionProducer(this);
      case EMBEDDINGS -> new EmbeddingsProducer(this);
    };
  }

  @Override
  public Consumer createConsumer(Processor processor) {
    throw new UnsupportedOperationException("openai: can be called, not consumed from");
  }

  @Override
  protected void doStart() throws Exception {
    super.doStart();
    client = Clients.open(configuration, getCamelContext());
  }

  @Override
  protected void doStop() throws Exception {
    if (client != null) {
      client.close();
      client = null;
    }
    super.doStop();
  }

  /**
   * The client of this endpoint.
   *
   * @throws IllegalStateException when the endpoint is not started
   */
  OpenAIClient client() {
    if (client == null) {
      throw new IllegalStateException(this + " is not started");
    }
    return client;
  }

  public OpenAIOperations getOperation() {
    return operation;
  }

  public OpenAIConfiguration getConfiguration() {
    return configuration;
  }
}
