package components.openai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Texts in, vectors out. */
class EmbeddingsTest {

  private OpenAIRunner runner;

  @BeforeEach
  void open() throws Exception {
    runner = new OpenAIRunner();
  }

  @AfterEach
  void close() throws Exception {
    runner.close();
  }

  @Test
  void embedsOneText() throws Exception {
    runner.openai.answer(200, Answers.JSON, Answers.embeddings("[1.0,0.0]"));

    Message out = runner.send("openai:embeddings", "one").getMessage();

    assertThat(runner.openai.lastBody())
        .isEqualTo(
            new ObjectMapper()
                .readTree(
                    """
                    {"model":"text-embedding-3-small","input":"one","encoding_format":"base64"}\
                    """));
    assertThat(out.getBody()).isEqualTo(List.of(1f, 0f));
    assertThat(out.getHeader(OpenAIConstants.ORIGINAL_TEXT)).isEqualTo("one");
    assertThat(out.getHeader(OpenAIConstants.EMBEDDING_COUNT)).isEqualTo(1);
  }

  @Test
  void embedsManyTextsInTheirOrder() {
    runner.openai.answer(
        200,
        Answers.JSON,
        Answers.embeddings("[1.0]", "[2.0]")
            .replace("\"index\":0", "\"index\":9")
            .replace("\"index\":1", "\"index\":0")
            .replace("\"index\":9", "\"index\":1"));

    Message out = runner.send("openai:embeddings", List.of("one", "two")).getMessage();

    assertThat(out.getBody()).isEqualTo(List.of(List.of(2f), List.of(1f)));
    assertThat(out.getHeader(OpenAIConstants.ORIGINAL_TEXT)).isEqualTo(List.of("one", "two"));
    assertThat(runner.openai.lastBody().path("input").size()).isEqualTo(2);
  }

  @Test
  void takesModelDimensionsAndRequestIdFromHeaders() {
    runner.openai.answer(200, Answers.JSON, Answers.embeddings("[1.0]"));

    runner.send(
        "openai:embeddings?dimensions=5&encodingFormat=float",
        "one",
        Map.of(
            OpenAIConstants.EMBEDDING_MODEL, "text-embedding-3-large",
            OpenAIConstants.EMBEDDING_DIMENSIONS, 256,
            OpenAIConstants.CLIENT_REQUEST_ID, "9e"));

    assertThat(runner.openai.lastBody().path("model").asText()).isEqualTo("text-embedding-3-large");
    assertThat(runner.openai.lastBody().path("dimensions").asInt()).isEqualTo(256);
    assertThat(runner.openai.lastBody().path("encoding_format").asText()).isEqualTo("float");
    assertThat(runner.openai.asked().getLast().headers())
        .containsEntry("x-client-request-id", "9e");
  }

  @Test
  void comparesWithAReference() {
    runner.openai.answer(200, Answers.JSON, Answers.embeddings("[3.0,4.0]"));

    Message out =
        runner
            .send(
                "openai:embeddings",
                "one",
                Map.of(OpenAIConstants.REFERENCE_EMBEDDING, List.of(1f, 0f)))
            .getMessage();

    assertThat(out.getHeader(OpenAIConstants.SIMILARITY_SCORE, Double.class))
        .isCloseTo(0.6, within(1e-9));
  }

  @Test
  void refusesABodyWithoutText() {
    Exchange exchange = runner.send("openai:embeddings", List.of());

    assertThat(OpenAIRunner.failure(exchange))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("no text");
    assertThat(runner.openai.asked()).isEmpty();
  }
}
