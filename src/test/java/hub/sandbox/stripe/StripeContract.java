package hub.sandbox.stripe;

import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import hub.Contracts;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Stands between a client and the sandbox's Stripe, and holds every request and every answer
 * against the published description.
 */
public final class StripeContract implements AutoCloseable {
  private final JsonNode description;
  private final HttpServer server;
  private final HttpClient http = HttpClient.newHttpClient();
  private final String stripe;
  private final List<String> faults = Collections.synchronizedList(new ArrayList<>());
  private final List<String> seen = Collections.synchronizedList(new ArrayList<>());

  /** Before the Stripe of this address. */
  public StripeContract(String stripe) throws IOException {
    this.stripe = stripe;
    this.description =
        JsonMapper.shared().readTree(Contracts.dir().resolve("stripe.openapi.json").toFile());
    allowNulls(description);
    this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::pass);
    server.start();
  }

  /** Where clients ask. */
  public String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /** What did not fit the description. */
  public List<String> faults() {
    return faults;
  }

  /** The operations that were asked, by their names in the description. */
  public List<String> seen() {
    return seen;
  }

  private void pass(HttpExchange exchange) throws IOException {
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(stripe + exchange.getRequestURI()))
            .method(exchange.getRequestMethod(), HttpRequest.BodyPublishers.ofString(body));
    for (String name : List.of("Authorization", "Idempotency-Key", "Content-Type")) {
      String value = exchange.getRequestHeaders().getFirst(name);
      if (value != null) {
        request.header(name, value);
      }
    }
    try {
      HttpResponse<String> answer =
          http.send(request.build(), HttpResponse.BodyHandlers.ofString());
      check(exchange, body, answer);
      byte[] bytes = answer.body().getBytes(StandardCharsets.UTF_8);
      exchange.getResponseHeaders().set("Content-Type", "application/json");
      exchange.sendResponseHeaders(answer.statusCode(), bytes.length);
      exchange.getResponseBody().write(bytes);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      exchange.close();
    }
  }

  private void check(HttpExchange exchange, String body, HttpResponse<String> answer) {
    String path = exchange.getRequestURI().getPath();
    String method = exchange.getRequestMethod().toLowerCase(java.util.Locale.ROOT);
    JsonNode operation = operation(path, method);
    if (operation == null) {
      if (!path.startsWith("/v2/core/events/")) {
        faults.add("The description has no " + method + " " + path);
      }
      return;
    }
    seen.add(operation.path("operationId").asString());
    JsonNode asked = operation.at("/requestBody/content/application~1x-www-form-urlencoded/schema");
    if (!asked.isMissingNode() && answer.statusCode() == 200) {
      note(method + " " + path + " asks", asked, Form.of(pairs(body)).tree(), true);
    }
    String status = answer.statusCode() == 200 ? "200" : "default";
    note(
        method + " " + path + " answers " + status,
        operation.path("responses").path(status).at("/content/application~1json/schema"),
        JsonMapper.shared().readTree(answer.body()),
        false);
  }

  private JsonNode operation(String path, String method) {
    JsonNode exact = description.path("paths").path(path).path(method);
    if (!exact.isMissingNode()) {
      return exact;
    }
    for (Map.Entry<String, JsonNode> each : description.path("paths").properties()) {
      String pattern = each.getKey().replaceAll("\\{[^}]+}", "[A-Za-z0-9_]+");
      if (path.matches(pattern) && each.getValue().has(method)) {
        return each.getValue().path(method);
      }
    }
    return null;
  }

  private void note(String what, JsonNode schema, JsonNode said, boolean loosely) {
    ObjectNode root = ((ObjectNode) schema).deepCopy();
    root.set("components", description.path("components"));
    SchemaRegistry registry =
        SchemaRegistry.withDefaultDialect(
            SpecificationVersion.DRAFT_2020_12,
            builder ->
                builder.schemaRegistryConfig(
                    SchemaRegistryConfig.builder().typeLoose(loosely).build()));
    Schema checked = registry.getSchema(root);
    for (Error error : checked.validate(said)) {
      faults.add(what + ": " + error);
    }
  }

  private static Map<String, String> pairs(String body) {
    Map<String, String> pairs = new LinkedHashMap<>();
    for (String pair : body.split("&")) {
      String[] both = pair.split("=", 2);
      if (both.length == 2) {
        pairs.put(decoded(both[0]), decoded(both[1]));
      }
    }
    return pairs;
  }

  private static String decoded(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }

  private static void allowNulls(JsonNode node) {
    node.forEach(StripeContract::allowNulls);
    if (node instanceof ObjectNode object && object.path("nullable").isBoolean()) {
      object.remove("nullable");
      ObjectNode inner = object.deepCopy();
      object.removeAll();
      ArrayNode either = object.putArray("anyOf");
      either.add(inner);
      either.addObject().put("type", "null");
    }
  }

  @Override
  public void close() {
    server.stop(0);
    http.close();
  }
}
