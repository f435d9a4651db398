package components.openai;

import com.openai.models.embeddings.CreateEmbeddingResponse;
import com.openai.models.embeddings.Embedding;
import com.openai.models.embeddings.EmbeddingCreateParams;
import java.util.Comparator;
import java.util.List;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.support.DefaultProducer;

/**
 * Embeds the body: one text becomes a {@code List<Float>}, a list of texts a {@code
 * List<List<Float>>} in the order of the texts.
 */
final class EmbeddingsProducer extends DefaultProducer {

  private final OpenAIEndpoint endpoint;
  private final OpenAIConfiguration options;

  EmbeddingsProducer(OpenAIEndpoint endpoint) {
    super(endpoint);
    this.endpoint = endpoint;
    this.options = endpoint.getConfiguration();
  }

  @Override
  public void process(Exchange exchange) {
    List<String> texts = texts(exchange.getIn());
    CreateEmbeddingResponse response =
        endpoint.client().embeddings().create(request(texts, exchange.getIn()));
    Message out = exchange.getMessage();
    if (options.isStoreFullResponse()) {
      exchange.setProperty(OpenAIConstants.RESPONSE, response);
      out.setHeader(OpenAIConstants.RESPONSE, response);
    }
    List<List<Float>> vectors = vectors(response);
    answer(out, texts, vectors);
    report(out, response, vectors);
    compare(out, vectors);
  }

  private static List<String> texts(Message in) {
    Object body = in.getBody();
    List<String> texts =
        switch (body) {
          case null -> List.of();
          case List<?> list -> list.stream().map(String::valueOf).toList();
          default -> List.of(in.getBody(String.class));
        };
    if (texts.isEmpty()) {
      throw new IllegalArgumentException("openai:embeddings found no text in the body");
    }
    return texts;
  }

  private EmbeddingCreateParams request(List<String> texts, Message in) {
    String model =
        Headers.or(in, OpenAIConstants.EMBEDDING_MODEL, options.getEmbeddingModel(), String.class);
    if (model == null) {
      throw new IllegalArgumentException(
          "openai:embeddings needs a model: set the option embeddingModel or the header "
              + OpenAIConstants.EMBEDDING_MODEL);
    }
    EmbeddingCreateParams.Builder request =
        EmbeddingCreateParams.builder()
            .model(model)
            .encodingFormat(EmbeddingCreateParams.EncodingFormat.of(options.getEncodingFormat()));
    if (texts.size() == 1) {
      request.input(texts.getFirst());
    } else {
      request.inputOfArrayOfStrings(texts);
    }
    Integer dimensions =
        Headers.or(
            in, OpenAIConstants.EMBEDDING_DIMENSIONS, options.getDimensions(), Integer.class);
    if (dimensions != null) {
      request.dimensions(dimensions.longValue());
    }
    String id = Headers.clientRequestId(in);
    if (id != null) {
      request.putAdditionalHeader(Headers.X_CLIENT_REQUEST_ID, id);
    }
    return request.build();
  }

  private static List<List<Float>> vectors(CreateEmbeddingResponse response) {
    return response.data().stream()
        .sorted(Comparator.comparingLong(Embedding::index))
        .map(Embedding::embedding)
        .toList();
  }

  private static void answer(Message out, List<String> texts, List<List<Float>> vectors) {
    if (texts.size() == 1) {
      out.setBody(vectors.isEmpty() ? List.of() : vectors.getFirst());
      out.setHeader(OpenAIConstants.ORIGINAL_TEXT, texts.getFirst());
    } else {
      out.setBody(vectors);
      out.setHeader(OpenAIConstants.ORIGINAL_TEXT, texts);
    }
  }

  private static void report(
      Message out, CreateEmbeddingResponse response, List<List<Float>> vectors) {
    out.setHeader(OpenAIConstants.EMBEDDING_RESPONSE_MODEL, response.model());
    response
        ._usage()
        .asKnown()
        .ifPresent(
            usage -> {
              out.setHeader(OpenAIConstants.PROMPT_TOKENS, usage.promptTokens());
              out.setHeader(OpenAIConstants.TOTAL_TOKENS, usage.totalTokens());
            });
    out.setHeader(OpenAIConstants.EMBEDDING_COUNT, vectors.size());
    out.setHeader(
        OpenAIConstants.EMBEDDING_VECTOR_SIZE, vectors.isEmpty() ? 0 : vectors.getFirst().size());
  }

  @SuppressWarnings("unchecked")
  private static void compare(Message out, List<List<Float>> vectors) {
    List<Float> reference = out.getHeader(OpenAIConstants.REFERENCE_EMBEDDING, List.class);
    if (reference != null && !vectors.isEmpty()) {
      out.setHeader(
          OpenAIConstants.SIMILARITY_SCORE, Similarity.cosine(reference, vectors.getFirst()));
    }
  }
}
