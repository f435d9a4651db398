package bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A server that speaks OpenAI's chat completions and answers each stage as it is told to. */
final class AnsweringModel implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Says what a stage answers. */
  interface Answers {
    /**
     * @param stage the name of the response schema
     * @param data what the hub asks about
     */
    ObjectNode to(String stage, JsonNode data);
  }

  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  AnsweringModel(Answers answers) throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext("/v1/chat/completions", exchange -> answer(exchange, answers));
    server.createContext("/v1/models", exchange -> send(exchange, JSON.createObjectNode()));
    server.start();
  }

  /** With /v1, without a slash at its end. */
  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/v1";
  }

  private static void answer(HttpExchange exchange, Answers answers) throws IOException {
    JsonNode request = JSON.readTree(exchange.getRequestBody());
    JsonNode messages = request.path("messages");
    String stage = request.at("/response_format/json_schema/name").asText();
    JsonNode content = messages.path(messages.size() - 1).path("content");
    String data = content.isTextual() ? content.asText() : content.at("/0/text").asText();
    send(
        exchange,
        completion(
            request.path("model").asText(), answers.to(stage, JSON.readTree(data)).toString()));
  }

  private static ObjectNode completion(String model, String content) {
    ObjectNode answer = JSON.createObjectNode();
    answer.put("id", "chatcmpl-labelled").put("object", "chat.completion");
    answer.put("created", 1_700_000_000).put("model", model);
    ObjectNode choice = answer.putArray("choices").addObject();
    choice.put("index", 0).put("finish_reason", "stop").putNull("logprobs");
    choice.putObject("message").put("role", "assistant").put("content", content).putNull("refusal");
    answer
        .putObject("usage")
        .put("prompt_tokens", 100)
        .put("completion_tokens", 20)
        .put("total_tokens", 120);
    return answer;
  }

  private static void send(HttpExchange exchange, ObjectNode answer) throws IOException {
    byte[] body = answer.toString().getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().add("Content-Type", "application/json");
    exchange.sendResponseHeaders(200, body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  @Override
  public void close() {
    server.stop(0);
    threads.close();
  }
}
