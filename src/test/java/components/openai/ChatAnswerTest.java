package components.openai;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What becomes of an answer: thinking, further fields, and the conversation. */
class ChatAnswerTest {

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
  void keepsThinkingInTheBodyUnlessToldToStripIt() {
    runner.openai.answer(200, Answers.JSON, Answers.chat("<think>hm</think>yes"));

    Message kept = runner.send("openai:chat-completion", "q").getMessage();
    Message stripped = runner.send("openai:chat-completion?stripThinking=true", "q").getMessage();
    Message byHeader =
        runner
            .send("openai:chat-completion", "q", Map.of(OpenAIConstants.STRIP_THINKING, true))
            .getMessage();

    assertThat(kept.getBody()).isEqualTo("<think>hm</think>yes");
    assertThat(kept.getHeader(OpenAIConstants.THINKING_CONTENT)).isNull();
    assertThat(stripped.getBody()).isEqualTo("yes");
    assertThat(stripped.getHeader(OpenAIConstants.THINKING_CONTENT)).isEqualTo("hm");
    assertThat(byHeader.getBody()).isEqualTo("yes");
  }

  @Test
  void handsOutReasoningAndFurtherFieldsOfTheMessage() {
    runner.openai.answer(
        200,
        Answers.JSON,
        Answers.message(
            "{\"role\":\"assistant\",\"content\":\"a\",\"refusal\":null,\"reasoning_content\":\"because\",\"mood\":\"good\"}"));

    Message out =
        runner.send("openai:chat-completion?additionalResponseHeader.mood=Mood", "q").getMessage();

    assertThat(out.getHeader(OpenAIConstants.REASONING_CONTENT)).isEqualTo("because");
    assertThat(out.getHeader("Mood")).isEqualTo("good");
  }

  @Test
  void keepsTheFullResponseOnlyWhenAsked() {
    runner.openai.answer(200, Answers.JSON, Answers.chat("a"));

    Exchange exchange = runner.send("openai:chat-completion", "q");

    assertThat(exchange.getMessage().getHeader(OpenAIConstants.RESPONSE)).isNull();
    assertThat(exchange.getProperty(OpenAIConstants.RESPONSE)).isNull();
  }

  @Test
  void remembersTheConversationOfAnExchange() throws Exception {
    runner.openai.answer(200, Answers.JSON, Answers.chat("hello Alice"));
    chat("openai:chat-completion?conversationMemory=true", "I am Alice", "Who am I?");

    assertThat(roles(runner.openai.lastBody())).containsExactly("user", "assistant", "user");
    assertThat(runner.openai.lastBody().at("/messages/1/content").asText())
        .isEqualTo("hello Alice");
    assertThat(runner.openai.lastBody().at("/messages/2/content").asText()).isEqualTo("Who am I?");
  }

  @Test
  void forgetsTheOldestTurnsFirst() throws Exception {
    runner.openai.answer(200, Answers.JSON, Answers.chat("ok"));

    chat(
        "openai:chat-completion?conversationMemory=true&maxHistoryMessages=2",
        "one",
        "two",
        "three");

    assertThat(runner.openai.lastBody().path("messages"))
        .extracting(message -> message.path("content").asText())
        .containsExactly("two", "ok", "three");
  }

  @Test
  void forgetsWhatIsLongerThanItsTokensButNeverTheNewestTurn() throws Exception {
    runner.openai.answer(
        200, Answers.JSON, Answers.chat("a long answer of forty characters, surely"));

    chat("openai:chat-completion?conversationMemory=true&maxHistoryTokens=1", "one", "two");

    assertThat(roles(runner.openai.lastBody())).containsExactly("assistant", "user");
  }

  @Test
  void startsAnewWithASystemMessage() throws Exception {
    runner.openai.answer(200, Answers.JSON, Answers.chat("ok"));

    chat("openai:chat-completion?conversationMemory=true&systemMessage=s", "one", "two");

    assertThat(roles(runner.openai.lastBody())).containsExactly("system", "user");
  }

  private void chat(String uri, String... bodies) throws Exception {
    runner.context.addRoutes(
        new RouteBuilder() {
          @Override
          public void configure() {
            var route = from("direct:talk");
            for (String body : bodies) {
              route.setBody(constant(body)).to(uri);
            }
          }
        });
    assertThat(OpenAIRunner.failure(runner.send("direct:talk", ""))).isNull();
  }

  private static List<String> roles(JsonNode sent) {
    return sent.path("messages").findValuesAsText("role");
  }
}
