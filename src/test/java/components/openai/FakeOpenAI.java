package components.openai;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;

/** Gives prepared answers over real HTTP on loopback and remembers what it was asked. */
final class FakeOpenAI implements AutoCloseable {

  /** What one call brought; header names in lower case. */
  record Asked(String path, Map<String, String> headers, JsonNode body) {}

  private record Prepared(int status, Map<String, String> headers, byte[] body, boolean cut) {}

  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpServer server;
  private final Deque<Prepared> answers = new ArrayDeque<>();
  private final List<Asked> asked = new CopyOnWriteArrayList<>();

  FakeOpenAI() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/", this::serve);
    server.start();
  }

  String baseUrl() {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/v1";
  }

  /** The answers are given in turn; the last one again and again. */
  FakeOpenAI answer(int status, Map<String, String> headers, String body) {
    answers.add(new Prepared(status, headers, body.getBytes(StandardCharsets.UTF_8), false));
    return this;
  }

  /** Gives the beginning of an answer and then closes the connection. */
  FakeOpenAI answerAndCut(Map<String, String> headers, String beginning) {
    answers.add(new Prepared(200, headers, beginning.getBytes(StandardCharsets.UTF_8), true));
    return this;
  }

  /** Answers with what was recorded, with the recorded status and headers. */
  FakeOpenAI answer(RecordedExchange recorded) {
    Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    recorded
        .response()
        .path("headers")
        .properties()
        .forEach(header -> headers.put(header.getKey(), header.getValue().asText()));
    headers.keySet().removeAll(List.of("Transfer-Encoding", "Content-Length", "Content-Encoding"));
    headers.putIfAbsent("Content-Type", "application/json");
    answers.add(new Prepared(recorded.status(), headers, recorded.bytes(), false));
    return this;
  }

  List<Asked> asked() {
    return asked;
  }

  JsonNode lastBody() {
    return asked.getLast().body();
  }

  private void serve(HttpExchange exchange) throws IOException {
    try (exchange) {
      Map<String, String> headers = new TreeMap<>();
      exchange
          .getRequestHeaders()
          .forEach(
              (name, values) ->
                  headers.put(name.toLowerCase(Locale.ROOT), String.join(",", values)));
      byte[] body = exchange.getRequestBody().readAllBytes();
      asked.add(
          new Asked(
              exchange.getRequestURI().getPath(),
              headers,
              body.length == 0 ? null : JSON.readTree(body)));
      Prepared answer;
      synchronized (answers) {
        answer = answers.size() > 1 ? answers.poll() : answers.peek();
      }
      answer.headers().forEach((name, value) -> exchange.getResponseHeaders().set(name, value));
      int length = answer.body().length + (answer.cut() ? 1 : 0);
      exchange.sendResponseHeaders(answer.status(), length == 0 ? -1 : length);
      exchange.getResponseBody().write(answer.body());
      exchange.getResponseBody().flush();
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
