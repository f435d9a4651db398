package hub.llm;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Which model is asked.
 *
 * @param baseUrl where OpenAI's API is, with {@code /v1}
 * @param apiKey the key; empty means that the sandbox answers
 * @param model the model that judges; it needs a price
 * @param embeddingModel the model that makes vectors
 * @param simulatedEmbeddings whether, without a key, the sandbox's model makes vectors instead of
 *     the one in the jar
 * @param requestTimeout how long one call may take; shorter than {@code hub.budget.longest-call}
 * @param breaker when calls are held back because the vendor fails
 */
@ConfigurationProperties("hub.llm")
public record LlmSettings(
    @DefaultValue("https://api.openai.com/v1") String baseUrl,
    @DefaultValue("") String apiKey,
    @DefaultValue("gpt-4.1-mini") String model,
    @DefaultValue("text-embedding-3-small") String embeddingModel,
    @DefaultValue("false") boolean simulatedEmbeddings,
    @DefaultValue("120s") Duration requestTimeout,
    @DefaultValue Breaker breaker) {

  /**
   * The circuit breaker around the vendor.
   *
   * @param failures percent of the last calls that must fail
   * @param calls how many last calls are looked at
   * @param pause how long no call is made then, before one probes; doubles with each that fails
   * @param longestPause how far it doubles
   */
  public record Breaker(
      @DefaultValue("50") int failures,
      @DefaultValue("10") int calls,
      @DefaultValue("15s") Duration pause,
      @DefaultValue("2m") Duration longestPause) {}

  /** Without the key. */
  @Override
  public String toString() {
    return "LlmSettings[" + baseUrl + ", " + model + "]";
  }
}
