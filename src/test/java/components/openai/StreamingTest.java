package components.openai;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.openai.errors.OpenAIException;
import com.openai.models.chat.completions.ChatCompletionChunk;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Answers that come in chunks, whole or not. */
class StreamingTest {

  private static final Map<String, String> EVENTS = Map.of("Content-Type", "text/event-stream");
  private static final String CHUNK =
      """
      data: {"id":"c","object":"chat.completion.chunk","created":1,"model":"m","choices":[{"index":0,\
      "delta":{"content":"%s"},"finish_reason":null}]}

      """;

  private OpenAIRunner runner;
  private final List<JsonNode> chunks = new ArrayList<>();

  @BeforeEach
  void open() throws Exception {
    runner = new OpenAIRunner();
    runner.context.addRoutes(StreamRoute.collectingInto(chunks));
  }

  @AfterEach
  void close() throws Exception {
    runner.close();
  }

  @Test
  void handsOutAnIteratorOverChunksWhenAHeaderAsksForIt() throws Exception {
    runner.openai.answer(
        200, EVENTS, CHUNK.formatted("a") + CHUNK.formatted("b") + "data: [DONE]\n\n");
    List<String> said = new ArrayList<>();
    runner.context.addRoutes(
        new RouteBuilder() {
          @Override
          public void configure() {
            from("direct:by-header")
                .to("openai:chat-completion")
                .process()
                .body(
                    Iterator.class,
                    iterator ->
                        iterator.forEachRemaining(
                            chunk ->
                                said.add(
                                    ((ChatCompletionChunk) chunk)
                                        .choices()
                                        .getFirst()
                                        .delta()
                                        .content()
                                        .orElseThrow())));
          }
        });

    Exchange exchange =
        runner.send("direct:by-header", "q", Map.of(OpenAIConstants.STREAMING, true));

    assertThat(OpenAIRunner.failure(exchange)).isNull();
    assertThat(said).containsExactly("a", "b");
    assertThat(exchange.getMessage().getHeader(OpenAIConstants.TOTAL_TOKENS)).isNull();
  }

  @Test
  void asksForUsageInTheLastChunkByABodyProperty() {
    runner.openai.answer(200, EVENTS, "data: [DONE]\n\n");

    runner.send(
        "openai:chat-completion?streaming=true&additionalBodyProperty.stream_options=RAW({\"include_usage\":true})",
        "q");

    assertThat(runner.openai.lastBody().at("/stream_options/include_usage").asBoolean()).isTrue();
  }

  @Test
  void failsWhenTheStreamIsCutAfterItsFirstChunk() {
    runner.openai.answerAndCut(EVENTS, CHUNK.formatted("a") + CHUNK.formatted("b"));

    Exchange exchange = runner.send("direct:stream", "q");

    assertThat(chunks).isNotEmpty();
    assertThat(OpenAIRunner.failure(exchange)).isInstanceOf(OpenAIException.class);
  }

  @Test
  void failsWhenAnErrorComesInsideTheStream() {
    runner.openai.answer(
        200,
        EVENTS,
        CHUNK.formatted("a")
            + CHUNK.formatted("b")
            + "data:"
            + " {\"error\":{\"message\":\"overloaded\",\"type\":\"server_error\",\"code\":null,\"param\":null}}\n\n");

    Exchange exchange = runner.send("direct:stream", "q");

    assertThat(chunks).isNotEmpty();
    assertThat(OpenAIRunner.failure(exchange)).isInstanceOf(OpenAIException.class);
  }

  @Test
  void failsBeforeTheFirstChunkLikeAnyOtherCall() {
    runner.openai.answer(429, Answers.JSON, Answers.error("rate_limit_exceeded"));

    assertThat(OpenAIRunner.failure(runner.send("direct:stream", "q")))
        .isInstanceOf(OpenAIException.class);
  }
}
