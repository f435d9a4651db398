package hub.sandbox.openai;

import static org.assertj.core.api.Assertions.assertThat;

import hub.Contracts;
import hub.sandbox.Fault;
import hub.sandbox.SandboxOptions;
import hub.sandbox.openai.judge.Quirks;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What goes wrong is told as OpenAI was recorded, or reported, to tell it. */
class OpenAiErrorsTest {
  static OpenAiCaller openai;

  @BeforeAll
  static void start(@TempDir Path folder) {
    openai =
        OpenAiCaller.of(
            Quirks.none(), SandboxOptions.standard(1).withJournal(folder.resolve("journal.jsonl")));
  }

  @AfterAll
  static void stop() {
    openai.close();
  }

  @AfterEach
  void clear() {
    openai.sandbox.faults().clear();
  }

  @Test
  void refusesAWrongKey() throws Exception {
    HttpResponse<String> answer =
        openai.client.send(
            openai
                .request("/chat/completions")
                .setHeader("Authorization", "Bearer invalid-key")
                .POST(BodyPublishers.ofString(OpenAiCaller.plain("Hello").toString()))
                .build(),
            BodyHandlers.ofString());

    assertThat(answer.statusCode()).isEqualTo(401);
    assertThat(error(answer)).isEqualTo(recorded("openai-recordings/error-401"));
    assertThat(answer.headers().firstValue("x-ratelimit-limit-requests")).isEmpty();
  }

  @Test
  void doesNotKnowAnotherModel() throws Exception {
    HttpResponse<String> chat =
        openai.post(
            "/chat/completions",
            OpenAiCaller.plain("Hi").put("model", "this-model-does-not-exist").toString());
    HttpResponse<String> embeddings =
        openai.post("/embeddings", "{\"model\":\"non-existent-embedding-model\",\"input\":\"Hi\"}");

    assertThat(chat.statusCode()).isEqualTo(404);
    assertThat(error(chat)).isEqualTo(recorded("openai-recordings/error-404-model"));
    assertThat(error(embeddings))
        .isEqualTo(recorded("openai-recordings/error-404-model-embeddings"));
  }

  @Test
  void refusesContentOfTheWrongType() throws Exception {
    ObjectNode body = OpenAiCaller.plain("Hi");
    ((ObjectNode) body.path("messages").get(0)).putObject("content").put("type", "text");

    HttpResponse<String> answer = openai.post("/chat/completions", body.toString());

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(error(answer)).isEqualTo(recorded("openai-recordings/error-400-type"));
  }

  @Test
  void refusesAStrictSchemaThatIsOpen() throws Exception {
    ObjectNode body = OpenAiFormatTest.classify("Late", "again");
    ((ObjectNode) body.path("response_format").path("json_schema").path("schema"))
        .remove("additionalProperties");

    HttpResponse<String> answer = openai.post("/chat/completions", body.toString());

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(error(answer).path("message").stringValue())
        .isEqualTo(
            "Invalid schema for response_format 'classify': In context=(), 'additionalProperties'"
                + " is required to be supplied and to be false.");
  }

  @Test
  void refusesWhatIsNoJsonAndWhatIsMissing() throws Exception {
    HttpResponse<String> torn = openai.post("/chat/completions", "{\"model\": ");
    HttpResponse<String> empty =
        openai.post("/chat/completions", "{\"model\": \"sandbox-judge-1\"}");
    HttpResponse<String> hot =
        openai.post("/chat/completions", OpenAiCaller.plain("Hi").put("temperature", 5).toString());

    assertThat(torn.statusCode()).isEqualTo(400);
    assertThat(error(empty).path("code").stringValue()).isEqualTo("missing_required_parameter");
    assertThat(error(hot).path("code").stringValue()).isEqualTo("decimal_above_maximum_value");
  }

  @Test
  void asksToComeAgainInSecondsAndMilliseconds() throws Exception {
    openai.sandbox.faults().add(Fault.of("openai", "rate-limited").retryAfter(3).times(1));

    HttpResponse<String> answer =
        openai.post("/chat/completions", OpenAiCaller.plain("Hi").toString());

    assertThat(answer.statusCode()).isEqualTo(429);
    assertThat(answer.headers().firstValue("retry-after")).hasValue("3");
    assertThat(answer.headers().firstValue("retry-after-ms")).hasValue("3000");
    assertThat(error(answer).path("message").stringValue())
        .contains("on tokens per min (TPM)", "Please try again in 3s.");
    assertThat(error(answer).path("code"))
        .isEqualTo(recorded("reported/openai-429-tokens-per-minute-s").path("code"));
  }

  @Test
  void writesShortWaitsInMilliseconds() {
    assertThat(RateLimits.span(174)).isEqualTo("174ms");
    assertThat(RateLimits.span(3_890)).isEqualTo("3.89s");
    assertThat(RateLimits.span(90_000)).isEqualTo("1m30s");
    assertThat(RateLimits.span(0)).isEqualTo("0s");
  }

  @Test
  void tellsOfATooLargeRequestThatNoRetryCures() throws Exception {
    openai.sandbox.faults().add(Fault.of("openai", "too-large").times(1));

    HttpResponse<String> answer =
        openai.post("/chat/completions", OpenAiCaller.plain("Hi").toString());

    JsonNode recorded = recorded("openai-recordings/error-429-too-large");
    assertThat(answer.statusCode()).isEqualTo(429);
    assertThat(error(answer).path("type")).isEqualTo(recorded.path("type"));
    assertThat(error(answer).path("code")).isEqualTo(recorded.path("code"));
    assertThat(error(answer).path("message").stringValue()).startsWith("Request too large for ");
    assertThat(answer.headers().firstValue("retry-after")).isEmpty();
  }

  @Test
  void tellsOfAnEmptyAccountAndABrokenServer() throws Exception {
    openai.sandbox.faults().add(Fault.of("openai", "insufficient-quota").times(1));
    HttpResponse<String> empty =
        openai.post("/chat/completions", OpenAiCaller.plain("Hi").toString());
    openai.sandbox.faults().add(Fault.of("openai", "server-error").times(1));
    HttpResponse<String> broken =
        openai.post("/chat/completions", OpenAiCaller.plain("Hi").toString());

    assertThat(error(empty)).isEqualTo(recorded("reported/openai-429-insufficient-quota"));
    assertThat(broken.statusCode()).isEqualTo(500);
    assertThat(error(broken).path("type").stringValue()).isEqualTo("server_error");
    assertThat(error(broken).path("code").isNull()).isTrue();
  }

  @Test
  void refusesWhatIsLongerThanItsWindow() throws Exception {
    HttpResponse<String> answer =
        openai.post("/chat/completions", OpenAiCaller.plain("word ".repeat(130_000)).toString());

    JsonNode recorded = recorded("openai-recordings/error-400-context-length");
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(error(answer).path("code")).isEqualTo(recorded.path("code"));
    assertThat(error(answer).path("type")).isEqualTo(recorded.path("type"));
  }

  @Test
  void billsNothingForWhatItRefuses() throws Exception {
    openai.sandbox.faults().add(Fault.of("openai", "server-error").times(1));

    openai.post("/chat/completions", OpenAiCaller.plain("Hi").toString());

    assertThat(openai.sandbox.journal().lines().getLast())
        .contains("\"status\":500")
        .doesNotContain("prompt_tokens");
  }

  private static JsonNode error(HttpResponse<String> answer) {
    return OpenAiCaller.JSON.readTree(answer.body()).path("error");
  }

  private static JsonNode recorded(String name) {
    JsonNode exchange =
        OpenAiCaller.JSON.readTree(Contracts.dir().resolve(name + ".json").toFile());
    return exchange.path("response").path("body").path("error");
  }
}
