package hub.sandbox.pinecone;

import hub.sandbox.Call;
import hub.sandbox.Faults;
import hub.sandbox.Journal;
import hub.sandbox.SandboxOptions;
import hub.sandbox.Secrets;
import hub.sandbox.VendorApi;
import java.io.IOException;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * The control plane: indexes are listed, created, described and deleted (API version 2025-10). Each
 * index listens on a port of its own, which its description names as its host.
 *
 * <p>Faults beside the server's own meet the data plane too, by the method's name as path: {@code
 * outage}, {@code latency}, {@code quota}, and {@code stale}: what is written while it is on can't
 * be read until it is off.
 */
public final class PineconeApi implements VendorApi {
  private static final String INDEXES = "/indexes";

  private final JsonMapper json = JsonMapper.shared();
  private final String key;
  private final Map<String, PineconeIndex> indexes = new ConcurrentHashMap<>();
  private @Nullable Faults faults;
  private @Nullable Journal journal;

  public PineconeApi(SandboxOptions options) {
    this.key = new Secrets(options.secret()).pineconeKey();
  }

  @Override
  public String name() {
    return "pinecone";
  }

  @Override
  public void open(Faults faults, Journal journal) {
    this.faults = faults;
    this.journal = journal;
  }

  @Override
  public void close() {
    indexes.values().forEach(PineconeIndex::close);
    indexes.clear();
  }

  @Override
  public void answer(Call call) throws IOException {
    if (!call.header("Api-Key").map(given -> Secrets.same(key, given)).orElse(false)) {
      problem(call, 401, "UNAUTHENTICATED", "Invalid API Key");
      return;
    }
    String path = call.path();
    if (path.equals(INDEXES)) {
      switch (call.method()) {
        case "GET" -> list(call);
        case "POST" -> create(call, json.readTree(call.text()));
        default -> problem(call, 405, "INVALID_ARGUMENT", "Method not allowed");
      }
    } else if (path.startsWith(INDEXES + "/")) {
      one(call, path.substring(INDEXES.length() + 1));
    } else {
      problem(call, 404, "NOT_FOUND", "Resource not found");
    }
  }

  private void list(Call call) throws IOException {
    ObjectNode answer = json.createObjectNode();
    var all = answer.putArray("indexes");
    indexes.values().forEach(each -> all.add(described(each)));
    call.answerJson(200, json.writeValueAsString(answer));
  }

  private void create(Call call, JsonNode wish) throws IOException {
    String name = wish.path("name").asString("");
    int dimension = wish.path("dimension").asInt(0);
    if (!name.matches("[a-z0-9-]{1,45}") || dimension < 1 || dimension > 20_000) {
      problem(call, 400, "INVALID_ARGUMENT", "Name or dimension is not valid");
    } else if (indexes.containsKey(name)) {
      problem(call, 409, "ALREADY_EXISTS", "Resource already exists");
    } else {
      PineconeIndex made =
          new PineconeIndex(
              name,
              dimension,
              key,
              Objects.requireNonNull(faults, "opened first"),
              Objects.requireNonNull(journal, "opened first"));
      indexes.put(name, made);
      call.answerJson(201, json.writeValueAsString(described(made)));
    }
  }

  private void one(Call call, String name) throws IOException {
    PineconeIndex index = indexes.get(name);
    if (index == null) {
      problem(call, 404, "NOT_FOUND", "Resource " + name + " not found");
    } else if (call.method().equals("DELETE")) {
      indexes.remove(name);
      index.close();
      call.answer(202, "application/json", "");
    } else {
      call.answerJson(200, json.writeValueAsString(described(index)));
    }
  }

  private ObjectNode described(PineconeIndex index) {
    ObjectNode node =
        json.createObjectNode()
            .put("name", index.name())
            .put("vector_type", "dense")
            .put("metric", "cosine")
            .put("dimension", index.dimension())
            .put("host", index.host())
            .put("deletion_protection", "disabled");
    ObjectNode serverless = node.putObject("spec").putObject("serverless");
    serverless.put("cloud", "aws").put("region", "us-east-1");
    serverless
        .putObject("read_capacity")
        .put("mode", "OnDemand")
        .putObject("status")
        .put("state", "Ready");
    node.putObject("status").put("ready", true).put("state", "Ready");
    return node;
  }

  private void problem(Call call, int status, String code, String message) throws IOException {
    ObjectNode node = json.createObjectNode().put("status", status);
    node.putObject("error").put("code", code).put("message", message);
    call.answerJson(status, json.writeValueAsString(node));
  }
}
