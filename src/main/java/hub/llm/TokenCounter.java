package hub.llm;

import com.knuddels.jtokkit.Encodings;
import com.knuddels.jtokkit.api.Encoding;
import com.knuddels.jtokkit.api.EncodingRegistry;
import com.knuddels.jtokkit.api.EncodingType;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;

/**
 * Counts tokens before a call: never fewer than the vendor will, and not many more.
 *
 * <p>A vendor adds marks around each message and renders the schema in words of its own; both were
 * measured on recorded answers, and the allowance for the schema is a quarter above its JSON.
 */
@Component
public class TokenCounter {
  private static final int AROUND_A_MESSAGE = 4;
  private static final int BEFORE_THE_ANSWER = 3;
  private static final int AROUND_A_SCHEMA = 16;
  private static final int KEPT = 1_000;

  private final EncodingRegistry encodings = Encodings.newLazyEncodingRegistry();
  private final Map<String, Integer> counted = new ConcurrentHashMap<>();

  /**
   * An upper bound of the input tokens that the vendor will count for a request of this prompt and
   * data.
   */
  public int upperBound(String model, Prompt prompt, String data) {
    return fixed(model, prompt) + AROUND_A_MESSAGE + count(model, data) + BEFORE_THE_ANSWER;
  }

  /**
   * The tokens of a text, by the model's encoding; words that look like control tokens count as
   * text.
   */
  public int count(String model, String text) {
    return encoding(model).countTokensOrdinary(text);
  }

  /** Prompt and schema are the same in every call of a stage, so they are counted once. */
  private int fixed(String model, Prompt prompt) {
    if (counted.size() > KEPT) {
      counted.clear();
    }
    return counted.computeIfAbsent(
        encoding(model).getName() + prompt.name() + prompt.hash(),
        key -> countFixed(model, prompt));
  }

  private int countFixed(String model, Prompt prompt) {
    int schema = count(model, prompt.schema().toString());
    return AROUND_A_MESSAGE
        + count(model, prompt.text())
        + AROUND_A_SCHEMA
        + count(model, prompt.name())
        + schema
        + (schema + 3) / 4;
  }

  /**
   * OpenAI's models use o200k_base since gpt-4o; embeddings and what came before use cl100k_base.
   */
  private Encoding encoding(String model) {
    boolean older =
        model.startsWith("text-embedding-")
            || model.startsWith("sandbox-embed-")
            || model.startsWith("gpt-3.5")
            || model.equals("gpt-4")
            || model.startsWith("gpt-4-");
    return encodings.getEncoding(older ? EncodingType.CL100K_BASE : EncodingType.O200K_BASE);
  }
}
