package routes;

import components.openai.OpenAIConstants;
import hub.llm.PaidCall;
import hub.llm.TextsToEmbed;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.Processor;

/** Puts a paid call on the message as {@code openai:embeddings} reads it. */
final class EmbeddingRequest implements Processor {
  /** The exchange property that holds the texts. */
  static final String TEXTS = "texts";

  @Override
  public void process(Exchange exchange) {
    PaidCall call = Carried.property(exchange, ModelRequest.PAID_CALL, PaidCall.class);
    Message message = exchange.getMessage();
    message.setHeaders(
        exchange.getContext().getCamelContextExtension().getHeadersMapFactory().newMap(
            Map.of(
                OpenAIConstants.EMBEDDING_MODEL, call.model(),
                OpenAIConstants.CLIENT_REQUEST_ID, call.attemptId().toString())));
    message.setBody(Carried.property(exchange, TEXTS, TextsToEmbed.class).words());
  }
}
