package hub.llm;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import hub.Contracts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class TokenCounterTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  final TokenCounter counter = new TokenCounter();

  @Test
  @DisplayName(
      "B9 Counts at least what OpenAI counted for recorded requests with a schema, and not much"
          + " more")
  void boundsWhatOpenAiCounted() throws IOException {
    int checked = 0;
    try (Stream<Path> files = Files.list(Contracts.dir().resolve("openai-recordings"))) {
      for (Path file :
          files
              .filter(each -> each.getFileName().toString().startsWith("chat-json-schema"))
              .toList()) {
        JsonNode exchange = JSON.readTree(file.toFile());
        JsonNode request = exchange.at("/request/body");
        JsonNode schema = request.at("/response_format/json_schema");
        Prompt prompt =
            new Prompt(
                schema.path("name").asText(), "v1", file.toString(), "", schema.path("schema"));
        long counted = exchange.at("/response/body/usage/prompt_tokens").asLong();

        long bound =
            counter.upperBound(
                request.path("model").asText(), prompt, request.at("/messages/0/content").asText());

        assertThat(bound).as(file.getFileName().toString()).isBetween(counted, counted * 2);
        checked++;
      }
    }
    assertThat(checked).isGreaterThanOrEqualTo(2);
  }

  @Test
  void countsWordsThatLookLikeControlTokensAsText() {
    assertThat(counter.count("gpt-4.1", "<|endoftext|><|im_start|>system")).isGreaterThan(5);
  }

  @Test
  void countsByTheModelsOwnEncoding() {
    String text = "Überraschungspaket für 北京 🚲";

    assertThat(counter.count("text-embedding-3-small", text))
        .isNotEqualTo(counter.count("gpt-4.1", text));
  }
}
