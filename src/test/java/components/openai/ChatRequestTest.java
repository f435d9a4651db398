package components.openai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a chat completion sends, from options and headers. */
class ChatRequestTest {

  private static final String CLOSED =
      "{\"title\":\"classify\",\"type\":\"object\",\"properties\":{\"a\":{\"type\":\"string\"}},"
          + "\"required\":[\"a\"],\"additionalProperties\":false}";
  private static final String OPEN =
      "{\"type\":\"object\",\"properties\":{\"a\":{\"type\":\"string\"}}}";

  /** A class to ask an answer in the shape of. */
  public static class Person {
    public String name = "";
    public int age;
  }

  private OpenAIRunner runner;

  @BeforeEach
  void open() throws Exception {
    runner = new OpenAIRunner();
    runner.openai.answer(200, Answers.JSON, Answers.chat("hi"));
  }

  @AfterEach
  void close() throws Exception {
    runner.close();
  }

  @Test
  void sendsTheBodyAsUserMessageAndNothingThatWasNotAskedFor() throws Exception {
    JsonNode sent = sent("openai:chat-completion", "hello", Map.of());

    assertThat(sent)
        .isEqualTo(
            json(
                """
                {"model":"gpt-4.1-nano","messages":[{"role":"user","content":"hello"}]}\
                """));
    assertThat(runner.openai.asked().getLast().path()).isEqualTo("/v1/chat/completions");
    assertThat(runner.openai.asked().getLast().headers())
        .containsEntry("authorization", "Bearer sk-test")
        .doesNotContainKey("x-client-request-id");
  }

  @Test
  void sendsSystemAndDeveloperMessagesBeforeTheUsers() throws Exception {
    JsonNode sent =
        sent(
            "openai:chat-completion?systemMessage=RAW(be brief)&developerMessage=RAW(be kind)",
            "hello",
            Map.of());

    assertThat(sent.path("messages"))
        .isEqualTo(
            json(
                """
                [{"role":"system","content":"be brief"},{"role":"developer","content":"be kind"},{"role":"user","content":"hello"}]\
                """));
  }

  @Test
  void sendsTheCapAsMaxCompletionTokens() throws Exception {
    JsonNode sent =
        sent("openai:chat-completion?maxTokens=7&temperature=0.5&topP=0.25", "hello", Map.of());

    assertThat(sent.path("max_completion_tokens").asInt()).isEqualTo(7);
    assertThat(sent.has("max_tokens")).isFalse();
    assertThat(sent.path("temperature").asDouble()).isEqualTo(0.5);
    assertThat(sent.path("top_p").asDouble()).isEqualTo(0.25);
  }

  @Test
  void letsHeadersGoBeforeOptions() throws Exception {
    JsonNode sent =
        sent(
            "openai:chat-completion?model=a&temperature=1&topP=1&maxTokens=1&systemMessage=s&developerMessage=d&userMessage=u",
            "body",
            Map.of(
                OpenAIConstants.MODEL, "gpt-5-nano",
                OpenAIConstants.TEMPERATURE, 0.1,
                OpenAIConstants.TOP_P, "0.2",
                OpenAIConstants.MAX_TOKENS, 99,
                OpenAIConstants.SYSTEM_MESSAGE, "S",
                OpenAIConstants.DEVELOPER_MESSAGE, "D",
                OpenAIConstants.USER_MESSAGE, "U"));

    assertThat(sent)
        .isEqualTo(
            json(
                """
                {"model":"gpt-5-nano","temperature":0.1,"top_p":0.2,"max_completion_tokens":99,"messages":[
                {"role":"system","content":"S"},{"role":"developer","content":"D"},{"role":"user","content":"U"}]}\
                """));
  }

  @Test
  void sendsTheClientRequestIdOfTheExchange() throws Exception {
    sent("openai:chat-completion", "hello", Map.of(OpenAIConstants.CLIENT_REQUEST_ID, "4b1c"));
    sent("openai:chat-completion", "hello", Map.of(OpenAIConstants.CLIENT_REQUEST_ID, "77aa"));

    assertThat(runner.openai.asked())
        .extracting(asked -> asked.headers().get("x-client-request-id"))
        .containsExactly("4b1c", "77aa");
  }

  @Test
  void sendsAdditionalHeadersAndBodyProperties() throws Exception {
    JsonNode sent =
        sent(
            "openai:chat-completion?additionalHeader.OpenAI-Organization=org-1&additionalBodyProperty.seed=42"
                + "&additionalBodyProperty.metadata=RAW({\"a\":\"b\"})&additionalBodyProperty.user=someone",
            "hello",
            Map.of());

    assertThat(runner.openai.asked().getLast().headers())
        .containsEntry("openai-organization", "org-1");
    assertThat(sent.path("seed")).isEqualTo(json("42"));
    assertThat(sent.path("metadata")).isEqualTo(json("{\"a\":\"b\"}"));
    assertThat(sent.path("user").asText()).isEqualTo("someone");
  }

  @Test
  void asksForStrictJsonUnderTheSchemasTitle() throws Exception {
    JsonNode sent =
        sent("openai:chat-completion", "hello", Map.of(OpenAIConstants.JSON_SCHEMA, CLOSED));

    assertThat(sent.path("response_format"))
        .isEqualTo(
            json(
                """
                {"type":"json_schema","json_schema":{"name":"classify","strict":true,"schema":%s}}\
                """
                    .formatted(CLOSED)));
  }

  @Test
  void sendsASchemaOutsideTheStrictSubsetAsCamelsOwnDoes() throws Exception {
    JsonNode sent = sent("openai:chat-completion?jsonSchema=RAW(" + OPEN + ")", "hello", Map.of());

    assertThat(sent.path("response_format"))
        .isEqualTo(
            json(
                """
                {"type":"json_schema","json_schema":{"name":"camel_schema","schema":%s}}\
                """
                    .formatted(OPEN)));
  }

  @Test
  void letsHeadersNameTheSchemaAndSayHowStrictItIs() throws Exception {
    Map<String, Object> headers =
        new HashMap<>(
            Map.of(
                OpenAIConstants.JSON_SCHEMA,
                CLOSED,
                OpenAIConstants.JSON_SCHEMA_NAME,
                "feasibility",
                OpenAIConstants.JSON_SCHEMA_STRICT,
                false));

    JsonNode sent = sent("openai:chat-completion", "hello", headers);

    assertThat(sent.at("/response_format/json_schema/name").asText()).isEqualTo("feasibility");
    assertThat(sent.at("/response_format/json_schema").has("strict")).isFalse();
  }

  @Test
  void readsTheSchemaOptionFromAResource(@TempDir Path folder) throws Exception {
    Path file = Files.writeString(folder.resolve("schema.json"), CLOSED);

    JsonNode sent = sent("openai:chat-completion?jsonSchema=file:" + file, "hello", Map.of());
    JsonNode again =
        sent("openai:chat-completion?jsonSchema=resource:file:" + file, "hello", Map.of());

    assertThat(sent.at("/response_format/json_schema/schema")).isEqualTo(json(CLOSED));
    assertThat(again).isEqualTo(sent);
  }

  @Test
  void failsAtTheStartWhenTheSchemasResourceIsMissing() {
    assertThatThrownBy(
            () -> runner.send("openai:chat-completion?jsonSchema=classpath:no-such.json", "hello"))
        .hasStackTraceContaining("Cannot find resource: classpath:no-such.json");
  }

  @Test
  void asksForTheShapeOfAnOutputClass() throws Exception {
    JsonNode sent =
        sent("openai:chat-completion?outputClass=" + Person.class.getName(), "hello", Map.of());

    JsonNode format = sent.path("response_format");
    assertThat(format.path("type").asText()).isEqualTo("json_schema");
    assertThat(format.at("/json_schema/schema/properties").properties())
        .extracting(Map.Entry::getKey)
        .containsExactlyInAnyOrder("name", "age");
    assertThat(format.at("/json_schema/strict").asBoolean()).isTrue();
  }

  @Test
  void sendsAnImageWithTheWordsThatGoWithIt() throws Exception {
    byte[] image = {1, 2, 3};

    JsonNode sent =
        sent(
            "openai:chat-completion?userMessage=what",
            image,
            Map.of(OpenAIConstants.MEDIA_TYPE, "image/png"));

    assertThat(sent.at("/messages/0/content"))
        .isEqualTo(
            json(
                """
                [{"type":"text","text":"what"},{"type":"image_url","image_url":{"url":"data:image/png;base64,%s"}}]\
                """
                    .formatted(Base64.getEncoder().encodeToString(image))));
  }

  @Test
  void sendsTheTextOfAFile(@TempDir Path folder) throws Exception {
    File file = Files.writeString(folder.resolve("note.md"), "from a file").toFile();

    JsonNode sent = sent("openai:chat-completion", file, Map.of());

    assertThat(sent.at("/messages/0/content").asText()).isEqualTo("from a file");
  }

  @Test
  void refusesWhatCannotBeSent() {
    assertRefused(runner.send("openai:chat-completion", null), "nothing to send");
    assertRefused(
        runner.send(
            "openai:chat-completion",
            new byte[] {1},
            Map.of(OpenAIConstants.MEDIA_TYPE, "image/png")),
        "userMessage");
    assertRefused(
        runner.send("openai:chat-completion", "x", Map.of(OpenAIConstants.JSON_SCHEMA, "not json")),
        "JSON schema");
    Map<String, Object> badName =
        Map.of(OpenAIConstants.JSON_SCHEMA, OPEN, OpenAIConstants.JSON_SCHEMA_NAME, "two words");
    assertRefused(runner.send("openai:chat-completion", "x", badName), "CamelOpenAIJsonSchemaName");
    assertThat(runner.openai.asked()).isEmpty();
  }

  private static void assertRefused(Exchange exchange, String why) {
    assertThat(OpenAIRunner.failure(exchange))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(why);
  }

  private JsonNode sent(String uri, Object body, Map<String, Object> headers) {
    Exchange exchange = runner.send(uri, body, headers);
    assertThat(OpenAIRunner.failure(exchange)).isNull();
    return runner.openai.lastBody();
  }

  private static JsonNode json(String text) throws Exception {
    return new ObjectMapper().readTree(text);
  }
}
