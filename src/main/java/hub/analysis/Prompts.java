package hub.analysis;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import hub.Sha256;
import hub.llm.Prompt;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Objects;
import org.springframework.stereotype.Component;

/**
 * The stages' prompts, versioned resources under {@code prompts/}. The static part comes first in
 * each call and is kept stable, so that the vendor caches it; its hash stands with each result.
 */
@Component
public class Prompts {
  private static final String VERSION = "v1";
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Map<PaidStage, Prompt> prompts = new EnumMap<>(PaidStage.class);

  public Prompts() {
    for (PaidStage stage : PaidStage.values()) {
      if (stage.hasPrompt()) {
        prompts.put(stage, load(stage.key()));
      }
    }
  }

  /** The stage's current prompt. */
  public Prompt of(PaidStage stage) {
    return Objects.requireNonNull(prompts.get(stage), "every stage's prompt is read at the start");
  }

  /** How a prompt is named with a result: {@code feasibility v1 · 3fa91c}. */
  static String label(Prompt prompt) {
    return prompt.name() + " " + prompt.version() + " · " + prompt.hash().substring(0, 6);
  }

  private static Prompt load(String name) {
    byte[] text = read(name + "." + VERSION + ".md");
    byte[] schema = read(name + "." + VERSION + ".schema.json");
    try {
      JsonNode tree = JSON.readTree(schema);
      return new Prompt(
          name,
          VERSION,
          HexFormat.of().formatHex(Sha256.of(text, schema), 0, 6),
          new String(text, StandardCharsets.UTF_8).strip(),
          tree);
    } catch (IOException e) {
      throw new UncheckedIOException("The schema of prompt " + name + " is no JSON", e);
    }
  }

  private static byte[] read(String file) {
    try (InputStream in = Prompts.class.getResourceAsStream("/prompts/" + file)) {
      if (in == null) {
        throw new IllegalStateException(
            "The prompt prompts/" + file + " is missing from the class path");
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException("The prompt prompts/" + file + " can't be read", e);
    }
  }
}
