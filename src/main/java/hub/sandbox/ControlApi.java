package hub.sandbox;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Switches faults on and off and tells what was asked, for tests that run a sandbox as a process of
 * its own: {@code POST /control/faults} (a fault's fields as JSON, answered by its id), {@code GET
 * /control/faults}, {@code DELETE /control/faults/<id>} (releases whoever it holds), {@code DELETE
 * /control/faults}, {@code GET /control/waiting/<id>}, {@code GET /control/counts}. All ask for
 * {@code Authorization: Bearer <control key>}.
 */
final class ControlApi {
  private final JsonMapper json = JsonMapper.shared();
  private final SandboxServer sandbox;

  ControlApi(SandboxServer sandbox) {
    this.sandbox = sandbox;
  }

  void answer(HttpExchange exchange) throws IOException {
    byte[] body = exchange.getRequestBody().readAllBytes();
    if (!isAllowed(exchange)) {
      send(exchange, 401, Map.of("error", "the control key is missing or wrong"));
      return;
    }
    String path = exchange.getRequestURI().getPath().substring("/control".length());
    try {
      send(exchange, 200, result(exchange.getRequestMethod() + " " + path, path, body));
    } catch (IllegalArgumentException | JacksonException e) {
      send(exchange, 400, Map.of("error", String.valueOf(e.getMessage())));
    }
  }

  private Object result(String request, String path, byte[] body) {
    String last = path.substring(path.lastIndexOf('/') + 1);
    return switch (request) {
      case "POST /faults" -> Map.of("id", sandbox.faults().add(fault(body)));
      case "GET /faults" -> sandbox.faults().list();
      case "DELETE /faults" -> cleared();
      case "GET /counts" -> sandbox.journal().counts();
      default -> {
        if (request.startsWith("DELETE /faults/")) {
          sandbox.faults().remove(last);
          yield Map.of("removed", last);
        }
        if (request.startsWith("GET /waiting/")) {
          yield Map.of("waiting", sandbox.faults().waiting(last));
        }
        throw new IllegalArgumentException("The sandbox's control knows no " + request);
      }
    };
  }

  private Map<String, Object> cleared() {
    sandbox.faults().clear();
    return Map.of("removed", "all");
  }

  private Fault fault(byte[] body) {
    JsonNode given = json.readTree(body);
    return Fault.of(required(given, "vendor"), required(given, "kind"))
        .on(given.path("path").asString(""))
        .times(given.path("times").asInt(0))
        .share(given.path("share").asDouble(1))
        .millis(given.path("millis").asLong(0))
        .slowest(given.path("slowest").asLong(0))
        .status(given.path("status").asInt(0))
        .retryAfter(given.path("retryAfter").asInt(0));
  }

  private static String required(JsonNode given, String name) {
    String value = given.path(name).asString("");
    if (value.isEmpty()) {
      throw new IllegalArgumentException("A fault needs a " + name);
    }
    return value;
  }

  private boolean isAllowed(HttpExchange exchange) {
    String given = exchange.getRequestHeaders().getFirst("Authorization");
    return given != null && Secrets.same("Bearer " + sandbox.secrets().control(), given);
  }

  private void send(HttpExchange exchange, int status, Object answer) throws IOException {
    byte[] bytes = json.writeValueAsString(answer).getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }
}
