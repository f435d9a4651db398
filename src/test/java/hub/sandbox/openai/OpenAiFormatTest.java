package hub.sandbox.openai;

import static org.assertj.core.api.Assertions.assertThat;

import hub.Contracts;
import hub.sandbox.openai.judge.Vectors;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The answers have the form that OpenAI publishes and, where it differs, the one that was recorded.
 */
class OpenAiFormatTest {
  static OpenAiCaller openai;

  @BeforeAll
  static void start() {
    openai = OpenAiCaller.withoutQuirks();
  }

  @AfterAll
  static void stop() {
    openai.close();
  }

  @Test
  void answersAsPublishedAndAsRecorded() throws Exception {
    JsonNode answer = openai.json("/chat/completions", OpenAiCaller.plain("Say this is a test"));

    assertThat(PublishedSchema.of("CreateChatCompletionResponse").faults(answer)).isEmpty();
    assertThat(paths(answer))
        .isEqualTo(paths(recorded("chat-json-schema").path("response").path("body")));
    assertThat(answer.path("usage").path("prompt_tokens").intValue()).isEqualTo(12);
  }

  @Test
  void refusesAsRecorded() throws Exception {
    openai.sandbox.faults().add(hub.sandbox.Fault.of("openai", "refusal").times(1));

    JsonNode message =
        openai
            .json("/chat/completions", classify("Late again", "They pay late every month."))
            .path("choices")
            .get(0);

    JsonNode recorded =
        recorded("chat-refusal").path("response").path("body").path("choices").get(0);
    assertThat(message.path("message").path("content").isNull()).isTrue();
    assertThat(message.path("message").path("refusal"))
        .isEqualTo(recorded.path("message").path("refusal"));
    assertThat(message.path("finish_reason")).isEqualTo(recorded.path("finish_reason"));
  }

  @Test
  void answersWithTheDatedNameAndTheTierUsed() throws Exception {
    JsonNode answer =
        openai.json("/chat/completions", OpenAiCaller.plain("Hi").put("service_tier", "auto"));

    assertThat(answer.path("model").stringValue()).isEqualTo("sandbox-judge-1-2026-11-01");
    assertThat(answer.path("service_tier").stringValue()).isEqualTo("default");
  }

  @Test
  void givesAsManyChoicesAsAsked() throws Exception {
    JsonNode answer = openai.json("/chat/completions", OpenAiCaller.plain("Hi").put("n", 2));

    assertThat(answer.path("choices")).hasSize(2);
    assertThat(answer.path("choices").get(1).path("index").intValue()).isEqualTo(1);
  }

  @Test
  void tellsItsLimitsInHeaders() throws Exception {
    HttpResponse<String> answer =
        openai.post("/chat/completions", OpenAiCaller.plain("Hi").toString());

    recorded("chat-json-schema").path("response").path("headers").propertyNames().stream()
        .filter(name -> name.startsWith("X-") || name.startsWith("Openai"))
        .forEach(name -> assertThat(answer.headers().firstValue(name)).as(name).isPresent());
    assertThat(answer.headers().firstValue("x-ratelimit-reset-tokens"))
        .hasValueSatisfying(v -> assertThat(v).matches("[\\d.hms]+"));
  }

  @Test
  void streamsAsRecordedWithUsageInAChunkOfItsOwn() throws Exception {
    ObjectNode body = OpenAiCaller.plain("Say this is a test").put("stream", true);
    body.putObject("stream_options").put("include_usage", true);

    HttpResponse<String> answer = openai.post("/chat/completions", body.toString());

    List<JsonNode> chunks = chunks(answer.body());
    List<JsonNode> recorded =
        chunks(recorded("chat-stream-usage").path("response").path("body_text").stringValue());
    PublishedSchema published = PublishedSchema.of("CreateChatCompletionStreamResponse");
    assertThat(chunks).allSatisfy(chunk -> assertThat(published.faults(chunk)).isEmpty());
    assertThat(answer.headers().firstValue("content-type"))
        .hasValue("text/event-stream; charset=utf-8");
    assertThat(paths(chunks.getFirst())).isEqualTo(paths(recorded.getFirst()));
    assertThat(paths(chunks.get(1))).isEqualTo(paths(recorded.get(1)));
    assertThat(paths(chunks.getLast())).isEqualTo(paths(recorded.getLast()));
    assertThat(chunks.getLast().path("choices")).isEmpty();
    assertThat(answer.body()).endsWith("data: [DONE]\n\n");
    assertThat(contentOf(chunks)).startsWith("I am the sandbox's model.");
  }

  @Test
  void streamsWithoutUsageUnlessAsked() throws Exception {
    HttpResponse<String> answer =
        openai.post(
            "/chat/completions",
            OpenAiCaller.plain("Say this is a test").put("stream", true).toString());

    assertThat(chunks(answer.body())).allSatisfy(chunk -> assertThat(chunk.has("usage")).isFalse());
    assertThat(
            chunks(answer.body())
                .getLast()
                .path("choices")
                .get(0)
                .path("finish_reason")
                .stringValue())
        .isEqualTo("stop");
  }

  @ParameterizedTest
  @ValueSource(strings = {"embeddings-one", "embeddings-many"})
  void embedsAsRecorded(String name) throws Exception {
    JsonNode recorded = recorded(name);
    ObjectNode body =
        ((ObjectNode) recorded.path("request").path("body").deepCopy())
            .put("model", Models.EMBED)
            .put("dimensions", 128);

    JsonNode answer = openai.json("/embeddings", body);

    JsonNode expected = recorded.path("response").path("body");
    assertThat(PublishedSchema.of("CreateEmbeddingResponse").faults(answer)).isEmpty();
    assertThat(answer.path("data")).hasSize(expected.path("data").size());
    assertThat(answer.path("data").get(0).path("embedding")).hasSize(128);
    assertThat(paths(answer)).isEqualTo(paths(expected));
    assertThat(answer.path("usage")).isEqualTo(expected.path("usage"));
  }

  @Test
  void embedsInBase64TheSameNumbers() throws Exception {
    ObjectNode body =
        OpenAiCaller.JSON
            .createObjectNode()
            .put("model", Models.EMBED)
            .put("input", "A late invoice");

    JsonNode numbers = openai.json("/embeddings", body).path("data").get(0).path("embedding");
    String encoded =
        openai
            .json("/embeddings", body.put("encoding_format", "base64"))
            .path("data")
            .get(0)
            .path("embedding")
            .stringValue();

    float[] decoded = new float[Vectors.DIMENSIONS];
    ByteBuffer.wrap(Base64.getDecoder().decode(encoded))
        .order(ByteOrder.LITTLE_ENDIAN)
        .asFloatBuffer()
        .get(decoded);
    assertThat(numbers).hasSize(384);
    assertThat(decoded[17]).isEqualTo(numbers.get(17).floatValue());
  }

  @Test
  void listsItsModels() throws Exception {
    JsonNode answer = OpenAiCaller.JSON.readTree(openai.get("/models").body());

    assertThat(PublishedSchema.of("ListModelsResponse").faults(answer)).isEmpty();
    assertThat(answer.path("data").findValuesAsString("id")).contains(Models.JUDGE, Models.EMBED);
    assertThat(openai.get("/models/nothing").statusCode()).isEqualTo(404);
  }

  static ObjectNode classify(String title, String text) {
    ObjectNode data =
        OpenAiCaller.JSON.createObjectNode().put("topic", "Invoicing for freelance translators");
    data.putArray("items").addObject().put("id", "i1").put("title", title).put("text", text);
    return OpenAiCaller.stage("classify", data);
  }

  static JsonNode recorded(String name) {
    Path file = Contracts.dir().resolve("openai-recordings").resolve(name + ".json");
    return OpenAiCaller.JSON.readTree(file.toFile());
  }

  static List<JsonNode> chunks(String body) {
    List<JsonNode> chunks = new ArrayList<>();
    Arrays.stream(body.split("\n\n"))
        .map(event -> event.substring("data: ".length()))
        .filter(data -> !data.equals("[DONE]"))
        .forEach(data -> chunks.add(OpenAiCaller.JSON.readTree(data)));
    return chunks;
  }

  static String contentOf(List<JsonNode> chunks) throws IOException {
    StringBuilder content = new StringBuilder();
    for (JsonNode chunk : chunks) {
      for (JsonNode choice : chunk.path("choices")) {
        content.append(choice.path("delta").path("content").asString(""));
      }
    }
    return content.toString();
  }

  /** Every field by its path; elements of an array count as one. */
  static Set<String> paths(JsonNode node) {
    Set<String> paths = new TreeSet<>();
    collect(node, "", paths);
    return paths;
  }

  private static void collect(JsonNode node, String path, Set<String> paths) {
    paths.add(path);
    if (node.isObject()) {
      node.properties()
          .forEach(each -> collect(each.getValue(), path + "/" + each.getKey(), paths));
    } else if (node.isArray()) {
      node.forEach(each -> collect(each, path + "/*", paths));
    }
  }
}
