package routes;

import components.openai.OpenAIConstants;
import hub.llm.PaidCall;
import hub.llm.Prompt;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.Processor;

/** Puts a paid call on the message as {@code openai:chat-completion} reads it: the static part first. */
final class ModelRequest implements Processor {
  /** The exchange property that holds the call under way. */
  static final String PAID_CALL = "paidCall";

  @Override
  public void process(Exchange exchange) {
    PaidCall call = Carried.property(exchange, PAID_CALL, PaidCall.class);
    Prompt prompt = call.question().prompt();
    Message message = exchange.getMessage();
    message.setHeaders(
        exchange.getContext().getCamelContextExtension().getHeadersMapFactory().newMap(
            Map.of(
                OpenAIConstants.MODEL, call.model(),
                OpenAIConstants.SYSTEM_MESSAGE, prompt.text(),
                OpenAIConstants.MAX_TOKENS, call.question().maxOutputTokens(),
                OpenAIConstants.JSON_SCHEMA, prompt.schema().toString(),
                OpenAIConstants.JSON_SCHEMA_NAME, prompt.name(),
                OpenAIConstants.JSON_SCHEMA_STRICT, true,
                OpenAIConstants.CLIENT_REQUEST_ID, call.attemptId().toString())));
    message.setBody(call.question().data());
  }
}
