package components.openai;

import com.openai.models.chat.completions.ChatCompletionMessage;
import com.openai.models.chat.completions.ChatCompletionMessageParam;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.apache.camel.util.ObjectHelper;

/**
 * What an exchange said and heard so far, in an exchange property. System and developer messages
 * are not part of it. Oldest turns are forgotten first; a tool call goes together with its results,
 * and the newest turn always stays.
 */
final class Conversation {

  private final OpenAIConfiguration options;

  Conversation(OpenAIConfiguration options) {
    this.options = options;
  }

  /** The turns to send before the next user message; none when nothing is remembered. */
  List<ChatCompletionMessageParam> begin(Exchange exchange) {
    if (!options.isConversationMemory()) {
      return List.of();
    }
    if (ObjectHelper.isNotEmpty(options.getSystemMessage())) {
      exchange.removeProperty(options.getConversationHistoryProperty());
    }
    return trimmed(recorded(exchange));
  }

  /** Records one turn; the user may have said nothing. */
  void record(
      Exchange exchange, Optional<ChatCompletionMessageParam> said, ChatCompletionMessage heard) {
    if (options.isConversationMemory()) {
      List<ChatCompletionMessageParam> turns = new ArrayList<>(recorded(exchange));
      said.ifPresent(turns::add);
      turns.add(ChatCompletionMessageParam.ofAssistant(heard.toParam()));
      exchange.setProperty(
          options.getConversationHistoryProperty(), new ArrayList<>(trimmed(turns)));
    }
  }

  @SuppressWarnings("unchecked")
  private List<ChatCompletionMessageParam> recorded(Exchange exchange) {
    return Objects.requireNonNullElse(
        exchange.getProperty(options.getConversationHistoryProperty(), List.class), List.of());
  }

  private List<ChatCompletionMessageParam> trimmed(List<ChatCompletionMessageParam> turns) {
    List<ChatCompletionMessageParam> kept = turns;
    while (true) {
      int oldest = oldestSegment(kept);
      if (oldest == kept.size() || !(tooMany(kept.size() - oldest) || tooLong(kept))) {
        return kept;
      }
      kept = kept.subList(oldest, kept.size());
    }
  }

  /** Whether at least the allowed number of messages is left when the oldest segment is gone. */
  private boolean tooMany(int left) {
    return options.getMaxHistoryMessages() > 0 && left >= options.getMaxHistoryMessages();
  }

  private boolean tooLong(List<ChatCompletionMessageParam> turns) {
    long characters = turns.stream().mapToLong(Conversation::characters).sum();
    return options.getMaxHistoryTokens() > 0 && characters / 4 > options.getMaxHistoryTokens();
  }

  private static int oldestSegment(List<ChatCompletionMessageParam> turns) {
    int end = Math.min(1, turns.size());
    while (end < turns.size() && turns.get(end).isTool()) {
      end++;
    }
    return end;
  }

  private static long characters(ChatCompletionMessageParam turn) {
    if (turn.isUser() && turn.asUser().content().isText()) {
      return turn.asUser().content().asText().length();
    }
    if (turn.isAssistant() && turn.asAssistant().toolCalls().isEmpty()) {
      return turn.asAssistant()
          .content()
          .filter(content -> content.isText())
          .map(content -> content.asText().length())
          .orElse(0);
    }
    return turn.toString().length();
  }
}
