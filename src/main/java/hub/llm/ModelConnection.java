package hub.llm;

import hub.Mode;
import org.jspecify.annotations.Nullable;

/**
 * Where a model is and as whom it is asked. A call keeps the one it was held by to its end, so a
 * key goes to its own address alone, whatever is changed meanwhile.
 *
 * @param baseUrl with {@code /v1} where the server has it, without a slash at its end
 * @param apiKey secret; empty when there is trouble
 * @param model the model that judges
 * @param embeddingModel the model that makes vectors
 * @param trouble why nothing can be asked and what to do, a sentence; null if all is there
 */
public record ModelConnection(
    Mode mode,
    String baseUrl,
    String apiKey,
    String model,
    String embeddingModel,
    @Nullable String trouble) {
  private static final String OPENAI = "https://api.openai.com/";

  /** Whether this is OpenAI itself or its sandbox, which have service tiers of their own prices. */
  public boolean hasTiers() {
    return mode == Mode.SANDBOX || baseUrl.startsWith(OPENAI);
  }

  /** Without the key. */
  @Override
  public String toString() {
    return "ModelConnection[" + mode + ", " + baseUrl + ", " + model + ", " + embeddingModel + "]";
  }
}
