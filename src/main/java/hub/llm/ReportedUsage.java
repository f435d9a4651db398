package hub.llm;

import com.openai.core.JsonValue;
import com.openai.models.chat.completions.ChatCompletion;
import com.openai.models.completions.CompletionUsage;
import com.openai.models.completions.CompletionUsage.CompletionTokensDetails;
import com.openai.models.completions.CompletionUsage.PromptTokensDetails;
import com.openai.models.embeddings.CreateEmbeddingResponse;
import hub.budget.Tokens;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Reads the usage that a vendor reported into parts of which each has one price and none is counted
 * twice: cached and cache-write tokens are parts of the input, reasoning is part of the output.
 */
final class ReportedUsage {
  private static final Set<String> TIERS_PRICED = Set.of("default", "auto", "standard");

  private final String model;

  private ReportedUsage(String model) {
    this.model = model;
  }

  /**
   * The tokens of this answer.
   *
   * @param model as it was asked for; for the error
   * @throws UnclearUsage naming the field that can't be priced
   */
  static Tokens of(String model, ChatCompletion answer) {
    return new ReportedUsage(model).tokens(answer);
  }

  /**
   * The tokens of the texts that these are the vectors of.
   *
   * @throws UnclearUsage naming the field that can't be priced
   */
  static Tokens of(String model, CreateEmbeddingResponse answer) {
    return new ReportedUsage(model).tokens(answer);
  }

  private Tokens tokens(CreateEmbeddingResponse answer) {
    CreateEmbeddingResponse.Usage usage =
        answer._usage().asKnown().orElseThrow(() -> new UnclearUsage(model, "usage", "is missing"));
    known("usage", usage._additionalProperties());
    long input = number(usage._promptTokens().asKnown(), "prompt_tokens");
    long total = number(usage._totalTokens().asKnown(), "total_tokens");
    if (input != total) {
      refuse("total_tokens", "is " + total + ", not " + input);
    }
    return new Tokens(input, 0, 0, 0, 0);
  }

  private Tokens tokens(ChatCompletion answer) {
    answer
        .serviceTier()
        .map(Object::toString)
        .filter(tier -> !TIERS_PRICED.contains(tier))
        .ifPresent(tier -> refuse("service_tier", "is " + tier + ", which has no price"));
    CompletionUsage usage =
        answer.usage().orElseThrow(() -> new UnclearUsage(model, "usage", "is missing"));
    known("usage", usage._additionalProperties());
    long input = number(usage._promptTokens().asKnown(), "prompt_tokens");
    long output = number(usage._completionTokens().asKnown(), "completion_tokens");
    long total = number(usage._totalTokens().asKnown(), "total_tokens");
    if (input + output != total) {
      refuse("total_tokens", "is " + total + ", not the sum of " + input + " and " + output);
    }
    return tokens(input, output, usage.promptTokensDetails(), usage.completionTokensDetails());
  }

  private Tokens tokens(
      long input,
      long output,
      Optional<PromptTokensDetails> in,
      Optional<CompletionTokensDetails> out) {
    in.ifPresent(this::known);
    out.ifPresent(this::known);
    long cached = part(in.flatMap(PromptTokensDetails::cachedTokens), "cached_tokens", input);
    long written =
        part(
            in.flatMap(PromptTokensDetails::cacheWriteTokens),
            "cache_write_tokens",
            input - cached);
    long reasoning =
        part(out.flatMap(CompletionTokensDetails::reasoningTokens), "reasoning_tokens", output);
    return new Tokens(input - cached - written, cached, written, output, reasoning);
  }

  private void known(PromptTokensDetails details) {
    known("usage.prompt_tokens_details", details._additionalProperties());
    unused(details.audioTokens(), "prompt_tokens_details.audio_tokens");
    unused(details.imageTokens(), "prompt_tokens_details.image_tokens");
  }

  private void known(CompletionTokensDetails details) {
    known("usage.completion_tokens_details", details._additionalProperties());
    unused(details.audioTokens(), "completion_tokens_details.audio_tokens");
  }

  private void known(String where, Map<String, JsonValue> others) {
    others.forEach(
        (name, value) -> {
          if (!means0(value)) {
            refuse(where + "." + name, "is not known");
          }
        });
  }

  private static boolean means0(JsonValue value) {
    return value.isNull()
        || value.isMissing()
        || value.asNumber().filter(number -> ((Number) number).doubleValue() == 0).isPresent();
  }

  private void unused(Optional<Long> tokens, String field) {
    if (tokens.orElse(0L) != 0) {
      refuse(field, "is " + tokens.get() + ", which has no price");
    }
  }

  private long number(Optional<Long> reported, String field) {
    long number =
        reported.orElseThrow(() -> new UnclearUsage(model, "usage." + field, "is missing"));
    return part(Optional.of(number), field, Integer.MAX_VALUE);
  }

  private long part(Optional<Long> reported, String field, long whole) {
    long number = reported.orElse(0L);
    if (number < 0 || number > whole) {
      refuse("usage." + field, "is " + number + ", expected 0 to " + whole);
    }
    return number;
  }

  private void refuse(String field, String seen) {
    throw new UnclearUsage(model, field, seen);
  }
}
