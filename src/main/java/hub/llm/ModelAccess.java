package hub.llm;

import hub.Mode;

/**
 * Where the model is and as whom it is asked; one bean for the mode that this installation runs in.
 *
 * @param baseUrl with {@code /v1}, without a slash at its end
 * @param apiKey secret
 * @param model the model that judges
 * @param embeddingModel the model that makes vectors
 */
public record ModelAccess(
    Mode mode, String baseUrl, String apiKey, String model, String embeddingModel) {

  /** Without the key. */
  @Override
  public String toString() {
    return "ModelAccess[" + mode + ", " + baseUrl + ", " + model + ", " + embeddingModel + "]";
  }
}
