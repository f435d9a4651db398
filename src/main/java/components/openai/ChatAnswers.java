package components.openai;

import com.openai.core.JsonValue;
import com.openai.models.chat.completions.ChatCompletion;
import com.openai.models.chat.completions.ChatCompletionMessage;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.camel.CamelExchangeException;
import org.apache.camel.Exchange;
import org.apache.camel.Message;

/**
 * Puts a chat completion on the exchange: the first choice's text as body (empty when the model
 * refused; the refusal stands in the full response), or its tool calls; the rest as headers.
 */
final class ChatAnswers {

  private static final Pattern THINKING =
      Pattern.compile("^\\s*<think>(.*?)</think>\\s*", Pattern.DOTALL);

  private final OpenAIConfiguration options;

  ChatAnswers(OpenAIConfiguration options) {
    this.options = options;
  }

  /**
   * Stores the answer and returns the message of its first choice.
   *
   * @throws CamelExchangeException when there is no choice
   */
  ChatCompletionMessage put(Exchange exchange, ChatCompletion response)
      throws CamelExchangeException {
    Message out = exchange.getMessage();
    if (options.isStoreFullResponse()) {
      exchange.setProperty(OpenAIConstants.RESPONSE, response);
      out.setHeader(OpenAIConstants.RESPONSE, response);
    }
    ChatCompletion.Choice choice =
        response.choices().stream()
            .findFirst()
            .orElseThrow(
                () -> new CamelExchangeException("OpenAI's answer holds no choice", exchange));
    String finish = finishReason(choice);
    if (finish.equals("tool_calls") && choice.message().toolCalls().isPresent()) {
      out.setBody(choice.message().toolCalls().get());
    } else {
      put(out, choice.message());
    }
    report(out, response, finish);
    return choice.message();
  }

  private void put(Message out, ChatCompletionMessage message) {
    out.setBody(withoutThinking(out, message.content().orElse("")));
    JsonValue reasoning = message._additionalProperties().get("reasoning_content");
    if (reasoning != null) {
      String text = plain(reasoning);
      if (!text.isEmpty()) {
        out.setHeader(OpenAIConstants.REASONING_CONTENT, text);
      }
    }
    options
        .getAdditionalResponseHeader()
        .forEach(
            (field, header) -> {
              JsonValue value = message._additionalProperties().get(field);
              if (value != null) {
                out.setHeader(header.toString(), plain(value));
              }
            });
  }

  private String withoutThinking(Message message, String content) {
    boolean strip =
        Boolean.TRUE.equals(
            Headers.or(
                message, OpenAIConstants.STRIP_THINKING, options.isStripThinking(), Boolean.class));
    Matcher thinking = THINKING.matcher(content);
    if (!strip || !thinking.find()) {
      return content;
    }
    String thought = thinking.group(1).strip();
    if (!thought.isEmpty()) {
      message.setHeader(OpenAIConstants.THINKING_CONTENT, thought);
    }
    return content.substring(thinking.end()).strip();
  }

  private static void report(Message out, ChatCompletion response, String finish) {
    out.setHeader(OpenAIConstants.RESPONSE_ID, response.id());
    out.setHeader(OpenAIConstants.RESPONSE_MODEL, response.model());
    out.setHeader(OpenAIConstants.FINISH_REASON, finish);
    response
        .usage()
        .ifPresent(
            usage ->
                out.getHeaders()
                    .putAll(
                        Map.of(
                            OpenAIConstants.PROMPT_TOKENS, usage.promptTokens(),
                            OpenAIConstants.COMPLETION_TOKENS, usage.completionTokens(),
                            OpenAIConstants.TOTAL_TOKENS, usage.totalTokens())));
  }

  private static String finishReason(ChatCompletion.Choice choice) {
    return choice
        ._finishReason()
        .asKnown()
        .map(ChatCompletion.Choice.FinishReason::asString)
        .orElse("stop");
  }

  private static String plain(JsonValue value) {
    return value.accept(
        new JsonValue.Visitor<String>() {
          @Override
          public String visitString(String text) {
            return text;
          }

          @Override
          public String visitDefault() {
            return value.toString();
          }
        });
  }
}
