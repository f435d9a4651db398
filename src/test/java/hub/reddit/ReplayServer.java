package hub.reddit;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.function.Function;

/**
 * Reddit on loopback: answers as it is told to, over real HTTP, and remembers what it was asked.
 */
public final class ReplayServer implements AutoCloseable {
  /** A request as it arrived. */
  public record Asked(
      String method, String path, String query, Map<String, List<String>> headers, String body) {
    public String header(String name) {
      return headers.getOrDefault(name, List.of("")).getFirst();
    }

    public boolean isToken() {
      return path.endsWith("/access_token");
    }
  }

  /** What goes back. */
  public record Reply(int status, Map<String, String> headers, byte[] body) {
    public static Reply of(Recording recording) {
      return new Reply(recording.status(), recording.headers(), recording.body());
    }

    public static Reply json(int status, String body) {
      return new Reply(
          status,
          Map.of("Content-Type", "application/json"),
          body.getBytes(StandardCharsets.UTF_8));
    }

    public static Reply token(String value) {
      return json(
          200,
          "{\"access_token\": \"%s\", \"token_type\": \"bearer\", \"expires_in\": 3600}"
              .formatted(value));
    }

    public Reply with(String name, String value) {
      Map<String, String> more = new java.util.LinkedHashMap<>(headers);
      more.put(name, value);
      return new Reply(status, more, body);
    }
  }

  private final HttpServer server;
  private final List<Asked> asked = new CopyOnWriteArrayList<>();
  private volatile Function<Asked, Reply> answers = request -> Reply.json(404, "{}");
  private volatile Function<Asked, Reply> tokens = request -> Reply.token("token-1");

  public ReplayServer() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/", this::handle);
    server.start();
  }

  /** Answers everything but log-ins. */
  public ReplayServer answer(Function<Asked, Reply> answers) {
    this.answers = answers;
    return this;
  }

  /** Answers log-ins. */
  public ReplayServer answerLogIns(Function<Asked, Reply> tokens) {
    this.tokens = tokens;
    return this;
  }

  public URI address() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  /** What was asked besides log-ins, in order of arrival. */
  public List<Asked> asked() {
    return asked.stream().filter(request -> !request.isToken()).toList();
  }

  public List<Asked> logIns() {
    return asked.stream().filter(Asked::isToken).toList();
  }

  @Override
  public void close() {
    server.stop(0);
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      URI uri = exchange.getRequestURI();
      String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
      Asked request =
          new Asked(
              exchange.getRequestMethod(),
              uri.getPath(),
              uri.getQuery() == null ? "" : uri.getQuery(),
              exchange.getRequestHeaders(),
              body);
      asked.add(request);
      Reply reply = request.isToken() ? tokens.apply(request) : answers.apply(request);
      reply.headers().forEach((name, value) -> copy(exchange, name, value));
      exchange.sendResponseHeaders(
          reply.status(), reply.body().length == 0 ? -1 : reply.body().length);
      if (reply.body().length > 0) {
        exchange.getResponseBody().write(reply.body());
      }
    }
  }

  /** The recorded length and encoding belong to the recorded bytes, which were decoded since. */
  private static void copy(HttpExchange exchange, String name, String value) {
    if (!List.of("content-length", "transfer-encoding", "content-encoding", "connection", "date")
        .contains(name.toLowerCase())) {
      exchange.getResponseHeaders().add(name, value);
    }
  }
}
