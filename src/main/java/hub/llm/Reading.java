package hub.llm;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.openai.models.chat.completions.ChatCompletion;
import com.openai.models.chat.completions.ChatCompletion.Choice.FinishReason;
import java.math.BigDecimal;
import java.util.Optional;
import java.util.UUID;

/**
 * What a model's answer says, apart from what it cost.
 *
 * @param outcome {@code answered}, {@code refused}, {@code truncated} or {@code malformed}
 * @param text the answer's JSON, the refusal, what is malformed, or empty; hostile, kept in
 *     erasable tables only
 */
record Reading(String outcome, String text) {
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  /**
   * Reads the first choice. A refusal can come with the finish reason {@code stop}, and a cut
   * answer can be valid JSON.
   */
  static Reading of(ChatCompletion answer, JsonNode schema) {
    return answer
        ._choices()
        .asKnown()
        .flatMap(choices -> choices.stream().findFirst())
        .map(choice -> of(choice, schema))
        .orElseGet(() -> new Reading("malformed", "the answer holds no choice"));
  }

  private static Reading of(ChatCompletion.Choice choice, JsonNode schema) {
    Optional<FinishReason> finish = choice._finishReason().asKnown();
    if (choice.message().refusal().isPresent()) {
      return new Reading("refused", choice.message().refusal().get());
    }
    if (finish.filter(FinishReason.CONTENT_FILTER::equals).isPresent()) {
      return new Reading("refused", "the vendor's content filter stopped the answer");
    }
    if (finish.filter(FinishReason.LENGTH::equals).isPresent()) {
      return new Reading("truncated", "");
    }
    return of(choice.message().content().orElse(""), schema);
  }

  private static Reading of(String content, JsonNode schema) {
    try {
      JsonNode json = JSON.readTree(content);
      if (json == null || json.isMissingNode()) {
        return new Reading("malformed", "the answer is empty");
      }
      return new StrictSchema(schema)
          .problem(json)
          .map(problem -> new Reading("malformed", problem))
          .orElseGet(() -> new Reading("answered", json.toString()));
    } catch (JsonProcessingException e) {
      return new Reading("malformed", "the answer is no JSON");
    }
  }

  /** As the stage gets it. */
  Answer answer(UUID attemptId, BigDecimal charge, BigDecimal saved, boolean cached) {
    return switch (outcome) {
      case "answered" -> new Answer.Answered(json(), attemptId, charge, saved, cached);
      case "refused" -> new Answer.Refused(text, attemptId, charge);
      case "truncated" -> new Answer.Truncated(attemptId, charge);
      default -> new Answer.Malformed(text, attemptId, charge);
    };
  }

  private JsonNode json() {
    try {
      return JSON.readTree(text);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("A recorded answer is no JSON", e);
    }
  }
}
