package components.openai;

import com.openai.core.JsonValue;
import com.openai.models.chat.completions.ChatCompletion;
import com.openai.models.chat.completions.ChatCompletionMessage;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
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
   * Stores the answer and returns the message of its first choice. One without a choice is an
   * answer too, with an empty body: its tokens are billed, so whoever asked must see them.
   */
  Optional<ChatCompletionMessage> put(Exchange exchange, ChatCompletion response) {
    Message out = exchange.getMessage();
    if (options.isStoreFullResponse()) {
      exchange.setProperty(OpenAIConstants.RESPONSE, response);
      out.setHeader(OpenAIConstants.RESPONSE, response);
    }
    report(out, response);
    Optional<ChatCompletion.Choice> first =
        response._choices().asKnown().flatMap(choices -> choices.stream().findFirst());
    first.ifPresentOrElse(choice -> put(out, choice), () -> out.setBody(""));
    return first.map(ChatCompletion.Choice::message);
  }

  private void put(Message out, ChatCompletion.Choice choice) {
    String finish = finishReason(choice);
    out.setHeader(OpenAIConstants.FINISH_REASON, finish);
    if (finish.equals("tool_calls") && choice.message().toolCalls().isPresent()) {
      out.setBody(choice.message().toolCalls().get());
    } else {
      put(out, choice.message());
    }
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

  private static void report(Message out, ChatCompletion response) {
    out.setHeader(OpenAIConstants.RESPONSE_ID, response.id());
    out.setHeader(OpenAIConstants.RESPONSE_MODEL, response.model());
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
