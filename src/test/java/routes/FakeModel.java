package routes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import hub.Contracts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;

/**
 * A vendor on loopback that gives one prepared answer again and again and remembers what it was
 * asked.
 */
final class FakeModel implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpServer server;
  private final AtomicReference<Behaviour> behaviour = new AtomicReference<>(exchange -> {});
  final List<Map.Entry<String, JsonNode>> asked = new CopyOnWriteArrayList<>();

  /** What happens to a request. */
  interface Behaviour {
    void answer(HttpExchange exchange) throws IOException;
  }

  FakeModel() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/", this::serve);
    server.start();
  }

  String baseUrl() {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/v1";
  }

  void behaves(Behaviour next) {
    behaviour.set(next);
  }

  void answers(int status, String body, Map<String, String> headers) {
    behaves(exchange -> send(exchange, status, body, headers));
  }

  /** A completion with this content, finish reason and usage. */
  void says(String content, String finish, String usage) {
    answers(
        200,
        completion(
            "{\"role\":\"assistant\",\"content\":%s,\"refusal\":null}".formatted(quoted(content)),
            finish,
            usage),
        Map.of());
  }

  /** What a real server answered, from the contracts' folder of recordings or of reports. */
  void replays(String folder, String name) {
    try {
      JsonNode response =
          JSON.readTree(Contracts.dir().resolve(folder).resolve(name + ".json").toFile())
              .path("response");
      Map<String, String> headers = new TreeMap<>();
      response
          .path("headers")
          .properties()
          .forEach(header -> headers.put(header.getKey(), header.getValue().asText()));
      headers
          .keySet()
          .removeIf(
              name2 -> name2.matches("(?i)transfer-encoding|content-length|content-encoding"));
      answers(response.path("status").asInt(), response.path("body").toString(), headers);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static String completion(String message, String finish, String usage) {
    return """
    {"id":"chatcmpl-1","object":"chat.completion","created":1767967787,"model":"sandbox-judge-1-2026-11-01",
     "choices":[{"index":0,"message":%s,"logprobs":null,"finish_reason":"%s"}],"usage":%s,"service_tier":"default"}\
    """
        .formatted(message, finish, usage);
  }

  static String usage(long prompt, long cached, long completion, long reasoning) {
    return """
    {"prompt_tokens":%d,"completion_tokens":%d,"total_tokens":%d,
     "prompt_tokens_details":{"cached_tokens":%d,"audio_tokens":0},
     "completion_tokens_details":{"reasoning_tokens":%d,"audio_tokens":0}}\
    """
        .formatted(prompt, completion, prompt + completion, cached, reasoning);
  }

  static String quoted(String text) {
    return JSON.getNodeFactory().textNode(text).toString();
  }

  private static void send(
      HttpExchange exchange, int status, String body, Map<String, String> headers)
      throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    headers.forEach(exchange.getResponseHeaders()::set);
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
  }

  private void serve(HttpExchange exchange) throws IOException {
    try (exchange) {
      JsonNode body = JSON.readTree(exchange.getRequestBody().readAllBytes());
      asked.add(
          Map.entry(
              String.valueOf(exchange.getRequestHeaders().getFirst("X-Client-Request-Id")), body));
      behaviour.get().answer(exchange);
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
