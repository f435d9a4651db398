package components.openai;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.openai.errors.BadRequestException;
import com.openai.errors.InternalServerException;
import com.openai.errors.NotFoundException;
import com.openai.errors.OpenAIException;
import com.openai.errors.OpenAIServiceException;
import com.openai.errors.RateLimitException;
import com.openai.errors.UnauthorizedException;
import com.openai.models.chat.completions.ChatCompletion;
import com.openai.models.chat.completions.ChatCompletionMessageToolCall;
import com.openai.models.completions.CompletionUsage;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** What OpenAI really answered is read into bodies, headers and exceptions. */
class RecordingsTest {

  private static final String CHAT = "openai:chat-completion?storeFullResponse=true&maxRetries=0";
  private static final String EMBEDDINGS = "openai:embeddings?storeFullResponse=true&maxRetries=0";

  private OpenAIRunner runner;

  @BeforeEach
  void open() throws Exception {
    runner = new OpenAIRunner();
  }

  @AfterEach
  void close() throws Exception {
    runner.close();
  }

  @TestFactory
  Stream<DynamicTest> readsEveryRecordingOfItsKind() throws Exception {
    return RecordedExchange.all().stream()
        .map(
            recorded ->
                DynamicTest.dynamicTest(
                    recorded.name(),
                    () -> {
                      try (OpenAIRunner fresh = new OpenAIRunner()) {
                        fresh.openai.answer(recorded);
                        if (recorded.status() >= 300) {
                          assertError(recorded, fresh);
                        } else if (recorded.isStream()) {
                          assertStream(recorded, fresh);
                        } else if (recorded.isChat()) {
                          assertCompletion(recorded, fresh.send(CHAT, "anything"));
                        } else {
                          assertEmbeddings(recorded, fresh.send(EMBEDDINGS, input(recorded)));
                        }
                        assertThat(fresh.openai.asked()).hasSize(1);
                      }
                    }));
  }

  @Test
  void readsCachedAndReasoningTokensFromTheFullResponse() {
    runner.openai.answer(RecordedExchange.named("chat-cached-and-reasoning-tokens"));

    CompletionUsage usage = full(runner.send(CHAT, "anything")).usage().orElseThrow();

    assertThat(usage.promptTokensDetails().orElseThrow().cachedTokens()).contains(1664L);
    assertThat(usage.completionTokensDetails().orElseThrow().reasoningTokens()).contains(1088L);
  }

  @Test
  void readsCacheWriteTokensFromTheFullResponse() {
    runner.openai.answer(
        200,
        Map.of("Content-Type", "application/json"),
        """
        {"id":"c","object":"chat.completion","created":1,"model":"m","choices":[{"index":0,"finish_reason":"stop",
        "message":{"role":"assistant","content":"hi","refusal":null}}],"usage":{"prompt_tokens":9,"completion_tokens":1,
        "total_tokens":10,"prompt_tokens_details":{"cached_tokens":2,"cache_write_tokens":5}}}\
        """);

    CompletionUsage usage = full(runner.send(CHAT, "anything")).usage().orElseThrow();

    assertThat(usage.promptTokensDetails().orElseThrow().cacheWriteTokens()).contains(5L);
  }

  @Test
  void givesAnEmptyBodyForARefusalAndKeepsItsTextInTheFullResponse() {
    RecordedExchange refusal = RecordedExchange.named("chat-refusal");
    runner.openai.answer(refusal);

    Exchange exchange = runner.send(CHAT, "anything");

    assertThat(exchange.getMessage().getBody()).isEqualTo("");
    assertThat(exchange.getMessage().getHeader(OpenAIConstants.FINISH_REASON)).isEqualTo("stop");
    assertThat(full(exchange).choices().getFirst().message().refusal())
        .contains(refusal.body().at("/choices/0/message/refusal").asText());
  }

  @Test
  void throwsTheSdksExceptionForEachStatus() {
    assertThat(failureOf(RecordedExchange.named("error-400-type")))
        .isInstanceOf(BadRequestException.class);
    assertThat(failureOf(RecordedExchange.named("error-401")))
        .isInstanceOf(UnauthorizedException.class);
    assertThat(failureOf(RecordedExchange.named("error-404-model")))
        .isInstanceOf(NotFoundException.class);
    assertThat(failureOf(RecordedExchange.named("error-429-too-large")))
        .isInstanceOf(RateLimitException.class);
    assertThat(failureOf(RecordedExchange.reported("openai-500")))
        .isInstanceOf(InternalServerException.class);
  }

  @Test
  void tellsExhaustedQuotaFromARateLimitByItsCode() {
    OpenAIServiceException quota =
        failureOf(RecordedExchange.reported("openai-429-insufficient-quota"));
    OpenAIServiceException rate =
        failureOf(RecordedExchange.reported("openai-429-tokens-per-minute-s"));

    assertThat(quota.code()).contains("insufficient_quota");
    assertThat(rate.code()).contains("rate_limit_exceeded");
    assertThat(rate.body().toString()).contains("try again in 3.89s");
  }

  @Test
  void throwsTheSdksExceptionForAnswersThatAreNoJson() {
    String page = "<html><body>Bad gateway</body></html>";
    runner
        .openai
        .answer(502, Map.of("Content-Type", "text/html"), page)
        .answer(200, Map.of("Content-Type", "text/html"), page);

    assertThat(OpenAIRunner.failure(runner.send(CHAT, "anything")))
        .isInstanceOf(InternalServerException.class);
    assertThat(OpenAIRunner.failure(runner.send(CHAT, "anything")))
        .isInstanceOf(OpenAIException.class);
  }

  @Test
  void handsOutTheUsageOfAnAnswerWithoutChoices() {
    for (String choices : List.of("\"choices\":[],", "\"choices\":null,", "")) {
      runner.openai.answer(
          200, Answers.JSON, Answers.chat("x").replaceAll("(?s)\"choices\":\\[.*?\\],", choices));

      Message out = runner.send(CHAT, "anything").getMessage();

      assertThat(out.getBody()).isEqualTo("");
      assertThat(out.getHeader(OpenAIConstants.FINISH_REASON)).isNull();
      assertThat(out.getHeader(OpenAIConstants.TOTAL_TOKENS)).isEqualTo(5L);
    }
  }

  @Test
  void saysThatAnAnswerWasCutAtItsCapOrFiltered() {
    runner
        .openai
        .answer(200, Answers.JSON, Answers.chat("{\\\"a\\\":").replace("\"stop\"", "\"length\""))
        .answer(200, Answers.JSON, Answers.chat("").replace("\"stop\"", "\"content_filter\""));

    assertThat(runner.send(CHAT, "anything").getMessage().getHeader(OpenAIConstants.FINISH_REASON))
        .isEqualTo("length");
    assertThat(runner.send(CHAT, "anything").getMessage().getHeader(OpenAIConstants.FINISH_REASON))
        .isEqualTo("content_filter");
  }

  private OpenAIServiceException failureOf(RecordedExchange recorded) {
    try (OpenAIRunner fresh = new OpenAIRunner()) {
      fresh.openai.answer(recorded);
      return (OpenAIServiceException) OpenAIRunner.failure(fresh.send(CHAT, "anything"));
    } catch (Exception e) {
      throw new AssertionError(recorded.name(), e);
    }
  }

  private static void assertError(RecordedExchange recorded, OpenAIRunner runner) {
    Exchange exchange = runner.send(recorded.isChat() ? CHAT : EMBEDDINGS, "anything");

    assertThat(OpenAIRunner.failure(exchange))
        .isInstanceOfSatisfying(
            OpenAIServiceException.class,
            error -> {
              JsonNode said = recorded.body().path("error");
              assertThat(error.statusCode()).isEqualTo(recorded.status());
              assertThat(error.code().orElse(null)).isEqualTo(text(said.path("code")));
              assertThat(error.type().orElse(null)).isEqualTo(text(said.path("type")));
              assertThat(error.param().orElse(null)).isEqualTo(text(said.path("param")));
              recorded
                  .response()
                  .path("headers")
                  .properties()
                  .forEach(
                      header -> {
                        if (header.getKey().toLowerCase().startsWith("x-")
                            || header.getKey().equalsIgnoreCase("retry-after")) {
                          assertThat(error.headers().values(header.getKey()))
                              .contains(header.getValue().asText());
                        }
                      });
            });
  }

  private static void assertStream(RecordedExchange recorded, OpenAIRunner runner)
      throws Exception {
    List<JsonNode> chunks = new ArrayList<>();
    runner.context.addRoutes(StreamRoute.collectingInto(chunks));

    Exchange exchange = runner.send("direct:stream", "anything");

    if (recorded.events().stream().anyMatch(event -> event.hasNonNull("error"))) {
      assertThat(OpenAIRunner.failure(exchange)).isInstanceOf(OpenAIException.class);
      return;
    }
    assertThat(OpenAIRunner.failure(exchange)).isNull();
    assertThat(chunks).hasSameSizeAs(recorded.events());
    assertThat(said(chunks)).isEqualTo(said(recorded.events()));
    assertThat(chunks.getLast().path("usage").path("total_tokens").asLong())
        .isEqualTo(recorded.events().getLast().path("usage").path("total_tokens").asLong());
    assertThat(runner.openai.lastBody().path("stream").asBoolean()).isTrue();
  }

  /** All pieces of text, refusals and tool arguments, in the order they came. */
  private static String said(List<JsonNode> chunks) {
    StringBuilder said = new StringBuilder();
    for (JsonNode chunk : chunks) {
      JsonNode delta = chunk.at("/choices/0/delta");
      said.append(delta.path("content").asText("")).append(delta.path("refusal").asText(""));
      delta
          .path("tool_calls")
          .forEach(
              call ->
                  said.append(call.path("index").asInt())
                      .append(call.at("/function/arguments").asText()));
    }
    return said.toString();
  }

  private static void assertCompletion(RecordedExchange recorded, Exchange exchange) {
    assertThat(OpenAIRunner.failure(exchange)).isNull();
    Message out = exchange.getMessage();
    JsonNode choice = recorded.body().at("/choices/0");
    String finish = choice.path("finish_reason").asText();
    if (finish.equals("tool_calls")) {
      assertThat(out.getBody(List.class))
          .hasSize(choice.at("/message/tool_calls").size())
          .allSatisfy(call -> assertThat(call).isInstanceOf(ChatCompletionMessageToolCall.class));
    } else {
      assertThat(out.getBody())
          .isEqualTo(Objects.requireNonNullElse(text(choice.at("/message/content")), ""));
    }
    assertThat(out.getHeader(OpenAIConstants.FINISH_REASON)).isEqualTo(finish);
    assertThat(out.getHeader(OpenAIConstants.RESPONSE_ID))
        .isEqualTo(recorded.body().path("id").asText());
    assertThat(out.getHeader(OpenAIConstants.RESPONSE_MODEL))
        .isEqualTo(recorded.body().path("model").asText());
    if (recorded.body().hasNonNull("usage")) {
      assertUsage(recorded, out);
      assertFullUsage(recorded.body().path("usage"), full(exchange).usage().orElseThrow());
    }
    assertThat(full(exchange).choices()).hasSize(recorded.body().path("choices").size());
  }

  private static void assertUsage(RecordedExchange recorded, Message out) {
    JsonNode usage = recorded.body().path("usage");
    assertThat(out.getHeader(OpenAIConstants.PROMPT_TOKENS))
        .isEqualTo(usage.path("prompt_tokens").asLong());
    assertThat(out.getHeader(OpenAIConstants.TOTAL_TOKENS))
        .isEqualTo(usage.path("total_tokens").asLong());
    if (recorded.isChat()) {
      assertThat(out.getHeader(OpenAIConstants.COMPLETION_TOKENS))
          .isEqualTo(usage.path("completion_tokens").asLong());
    }
  }

  private static void assertFullUsage(JsonNode recorded, CompletionUsage usage) {
    JsonNode cached = recorded.at("/prompt_tokens_details/cached_tokens");
    JsonNode reasoning = recorded.at("/completion_tokens_details/reasoning_tokens");
    assertThat(
            usage
                .promptTokensDetails()
                .flatMap(CompletionUsage.PromptTokensDetails::cachedTokens)
                .orElse(-1L))
        .isEqualTo(cached.asLong(-1));
    assertThat(
            usage
                .completionTokensDetails()
                .flatMap(CompletionUsage.CompletionTokensDetails::reasoningTokens)
                .orElse(-1L))
        .isEqualTo(reasoning.asLong(-1));
  }

  private static Object input(RecordedExchange recorded) {
    JsonNode input = recorded.requestBody().path("input");
    if (!input.isArray()) {
      return input.asText();
    }
    List<String> texts = new ArrayList<>();
    input.forEach(text -> texts.add(text.asText()));
    return texts;
  }

  private static void assertEmbeddings(RecordedExchange recorded, Exchange exchange) {
    assertThat(OpenAIRunner.failure(exchange)).isNull();
    Message out = exchange.getMessage();
    List<List<Float>> expected = new ArrayList<>();
    recorded.body().path("data").forEach(item -> expected.add(vector(item.path("embedding"))));
    assertThat(out.getBody()).isEqualTo(expected.size() == 1 ? expected.getFirst() : expected);
    assertThat(out.getHeader(OpenAIConstants.EMBEDDING_COUNT)).isEqualTo(expected.size());
    assertThat(out.getHeader(OpenAIConstants.EMBEDDING_VECTOR_SIZE))
        .isEqualTo(expected.getFirst().size());
    assertThat(out.getHeader(OpenAIConstants.EMBEDDING_RESPONSE_MODEL))
        .isEqualTo(recorded.body().path("model").asText());
    assertUsage(recorded, out);
  }

  private static List<Float> vector(JsonNode embedding) {
    List<Float> vector = new ArrayList<>();
    if (embedding.isTextual()) {
      ByteBuffer bytes =
          ByteBuffer.wrap(Base64.getDecoder().decode(embedding.asText()))
              .order(ByteOrder.LITTLE_ENDIAN);
      while (bytes.hasRemaining()) {
        vector.add(bytes.getFloat());
      }
    } else {
      embedding.forEach(number -> vector.add((float) number.asDouble()));
    }
    return vector;
  }

  private static ChatCompletion full(Exchange exchange) {
    ChatCompletion response =
        exchange.getMessage().getHeader(OpenAIConstants.RESPONSE, ChatCompletion.class);
    assertThat(exchange.getProperty(OpenAIConstants.RESPONSE)).isSameAs(response);
    return response;
  }

  private static String text(JsonNode node) {
    return node.isNull() || node.isMissingNode() ? null : node.asText();
  }
}
