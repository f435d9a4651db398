package hub.sandbox.openai;

import hub.sandbox.Call;
import hub.sandbox.Fault;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * {@code /batches}: a file of chat completions is worked through when its time has come and
 * somebody looks.
 *
 * <p>Faults when a batch is made: {@code batch-takes} (so many {@code millis}), {@code batch-fails}
 * (its file can't be read), {@code batch-expires} (only every second line is answered), {@code
 * batch-breaks} (every second line comes back with status 0, and none counts as failed), {@code
 * batch-leaves-out} (every second line is billed, and named nowhere until {@code millis} after the
 * end), {@code batch-refuses} (every second line is answered with a 400).
 */
final class Batches {
  private static final long USUAL_MILLIS = 10_000;
  private static final int DAY = 24 * 60 * 60;
  private static final String ENDPOINT = "/v1/chat/completions";
  private static final List<String> TROUBLES =
      List.of("batch-fails", "batch-expires", "batch-breaks", "batch-leaves-out", "batch-refuses");

  private final Map<String, Batch> batches = new LinkedHashMap<>();
  private final Files files;
  private final ChatCompletions chat;
  private final Clock clock;

  Batches(Files files, ChatCompletions chat, Clock clock) {
    this.files = files;
    this.chat = chat;
    this.clock = clock;
  }

  /** A batch; what of it was worked through and is not told yet waits in {@code late}. */
  private static final class Batch {
    private final String id = "batch_" + UUID.randomUUID().toString().replace("-", "");
    private final String inputFile;
    private final JsonNode metadata;
    private final Instant createdAt;
    private final long takes;
    private final @Nullable Fault trouble;
    private final List<String> results = new ArrayList<>();
    private final List<String> late = new ArrayList<>();
    private final Map<String, @Nullable Long> times = new LinkedHashMap<>();
    private String status = "validating";
    private @Nullable String outputFile;
    private @Nullable String errorFile;
    private int total;
    private int completed;
    private int failed;
    private long input;
    private long cached;
    private long output;
    private long reasoning;

    private Batch(
        String inputFile,
        JsonNode metadata,
        Instant createdAt,
        long takes,
        @Nullable Fault trouble) {
      this.inputFile = inputFile;
      this.metadata = metadata;
      this.createdAt = createdAt;
      this.takes = takes;
      this.trouble = trouble;
    }

    private void use(JsonNode usage) {
      input += usage.path("prompt_tokens").asLong();
      cached += usage.at("/prompt_tokens_details/cached_tokens").asLong();
      output += usage.path("completion_tokens").asLong();
      reasoning += usage.at("/completion_tokens_details/reasoning_tokens").asLong();
    }

    private ObjectNode usage() {
      ObjectNode usage =
          node()
              .put("input_tokens", input)
              .put("output_tokens", output)
              .put("total_tokens", input + output);
      usage.putObject("input_tokens_details").put("cached_tokens", cached);
      usage.putObject("output_tokens_details").put("reasoning_tokens", reasoning);
      return usage;
    }

    private boolean has(String kind) {
      return trouble != null && trouble.kind().equals(kind);
    }

    private boolean isOpen() {
      return status.equals("validating") || status.equals("in_progress");
    }
  }

  synchronized void create(Call call, JsonNode body) throws IOException {
    String file =
        Checks.text(body, "input_file_id").orElseThrow(() -> ApiProblem.missing("input_file_id"));
    if (!body.path("endpoint").asString("").equals(ENDPOINT)) {
      throw ApiProblem.invalid(
          "endpoint", "invalid_value", "The sandbox works through " + ENDPOINT + " alone.");
    }
    if (!body.path("completion_window").asString("").equals("24h")) {
      throw ApiProblem.invalid(
          "completion_window", "invalid_value", "Invalid value. Supported values are: '24h'.");
    }
    files.text(file);
    Batch batch =
        new Batch(
            file,
            body.path("metadata"),
            clock.instant(),
            call.fault("batch-takes").map(Fault::millis).orElse(USUAL_MILLIS),
            TROUBLES.stream().flatMap(kind -> call.fault(kind).stream()).findFirst().orElse(null));
    batches.put(batch.id, batch);
    call.note("batch", batch.id);
    call.note("outcome", "made");
    call.answer(200, "application/json", json(batch).toPrettyString());
  }

  synchronized void list(Call call) throws IOException {
    int limit = Integer.parseInt(call.query().getOrDefault("limit", "20"));
    List<Batch> newest = new ArrayList<>(batches.values()).reversed();
    String after = call.query().getOrDefault("after", "");
    int from = 0;
    for (int i = 0; i < newest.size(); i++) {
      from = newest.get(i).id.equals(after) ? i + 1 : from;
    }
    List<Batch> page = newest.subList(from, Math.min(newest.size(), from + limit));
    ObjectNode list = node().put("object", "list");
    ArrayNode data = list.putArray("data");
    page.forEach(batch -> data.add(json(batch)));
    list.put("first_id", page.isEmpty() ? null : page.getFirst().id);
    list.put("last_id", page.isEmpty() ? null : page.getLast().id);
    list.put("has_more", from + page.size() < newest.size());
    call.answer(200, "application/json", list.toPrettyString());
  }

  synchronized void one(Call call, String id) throws IOException {
    Batch batch = get(id);
    goOn(batch, call);
    call.answer(200, "application/json", json(batch).toPrettyString());
  }

  synchronized void cancel(Call call, String id) throws IOException {
    Batch batch = get(id);
    if (batch.isOpen()) {
      batch.status = "cancelled";
      batch.times.put("cancelling_at", now());
      batch.times.put("cancelled_at", now());
      List<String> left =
          files.text(batch.inputFile).lines().map(line -> cancelled(customId(read(line)))).toList();
      batch.errorFile = left.isEmpty() ? null : kept(batch, "error", left);
    }
    call.answer(200, "application/json", json(batch).toPrettyString());
  }

  private Batch get(String id) {
    Batch batch = batches.get(id);
    if (batch == null) {
      throw ApiProblem.unknownObject("Batch", id);
    }
    return batch;
  }

  private void goOn(Batch batch, Call call) {
    long age = clock.millis() - batch.createdAt.toEpochMilli();
    if (batch.isOpen() && age >= batch.takes) {
      work(batch, call);
    } else if (batch.status.equals("validating")) {
      batch.status = "in_progress";
      batch.total = (int) files.text(batch.inputFile).lines().count();
      batch.times.put("in_progress_at", now());
    } else if (!batch.late.isEmpty()
        && batch.trouble != null
        && age >= batch.takes + batch.trouble.millis()) {
      batch.results.addAll(batch.late);
      batch.late.clear();
      batch.outputFile = kept(batch, "output", batch.results);
    }
  }

  private void work(Batch batch, Call call) {
    if (batch.has("batch-fails")) {
      batch.status = "failed";
      batch.times.put("failed_at", now());
      return;
    }
    List<String> errors = new ArrayList<>();
    List<String> lines = files.text(batch.inputFile).lines().toList();
    batch.total = lines.size();
    for (int i = 0; i < lines.size(); i++) {
      work(batch, lines.get(i), i % 2 == 1, errors, call);
    }
    boolean expired = batch.has("batch-expires");
    batch.status = expired ? "expired" : "completed";
    batch.times.put("finalizing_at", now());
    batch.times.put(expired ? "expired_at" : "completed_at", now());
    batch.outputFile = batch.results.isEmpty() ? null : kept(batch, "output", batch.results);
    batch.errorFile = errors.isEmpty() ? null : kept(batch, "error", errors);
  }

  private void work(Batch batch, String line, boolean unlucky, List<String> errors, Call call) {
    JsonNode request = read(line);
    String id = customId(request);
    if (unlucky && batch.has("batch-expires")) {
      errors.add(expired(id));
      return;
    }
    if (unlucky && batch.has("batch-breaks")) {
      // As seen: it may have been worked on, and the batch counts no failure.
      errors.add(result(id, 0, node(), null));
      batch.completed++;
      return;
    }
    if (unlucky && batch.has("batch-refuses")) {
      ApiProblem problem = ApiProblem.invalid(null, null, "The sandbox refuses this line.");
      errors.add(result(id, problem.status(), read(problem.json()), null));
      batch.failed++;
      return;
    }
    try {
      JsonNode answer = chat.batched(call, id, request.path("body"));
      batch.use(answer.path("usage"));
      String result = result(id, 200, answer, null);
      (unlucky && batch.has("batch-leaves-out") ? batch.late : batch.results).add(result);
      batch.completed++;
    } catch (ApiProblem problem) {
      errors.add(result(id, problem.status(), read(problem.json()), null));
      batch.failed++;
    }
  }

  private static String customId(JsonNode request) {
    return request.path("custom_id").asString("");
  }

  private static String expired(String id) {
    return notBegun(
        id,
        "batch_expired",
        "This request could not be executed before the completion window expired.");
  }

  private static String cancelled(String id) {
    return notBegun(
        id, "batch_cancelled", "This request was not executed: the batch was cancelled.");
  }

  private static String notBegun(String id, String code, String message) {
    return result(id, -1, node(), node().put("code", code).put("message", message));
  }

  private static String result(String id, int status, JsonNode body, @Nullable JsonNode error) {
    ObjectNode result =
        node().put("id", "batch_req_" + ChatAnswer.letters(24)).put("custom_id", id);
    if (status < 0) {
      result.putNull("response");
    } else {
      ObjectNode response = result.putObject("response").put("status_code", status);
      response.put("request_id", UUID.randomUUID().toString());
      response.set("body", body);
    }
    result.set("error", error);
    return result.toString();
  }

  private String kept(Batch batch, String what, List<String> lines) {
    byte[] content = (String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8);
    return files.keep(batch.id + "_" + what + ".jsonl", "batch_output", content, DAY * 30L);
  }

  private static JsonNode read(String json) {
    try {
      return JsonMapper.shared().readTree(json);
    } catch (JacksonException e) {
      throw ApiProblem.invalid(
          null, "invalid_json_line", "This line is not parseable as valid JSON.");
    }
  }

  private ObjectNode json(Batch batch) {
    ObjectNode json =
        node()
            .put("id", batch.id)
            .put("object", "batch")
            .put("endpoint", ENDPOINT)
            .put("model", batch.status.equals("validating") ? null : Models.DATED_JUDGE)
            .putNull("errors")
            .put("input_file_id", batch.inputFile)
            .put("completion_window", "24h")
            .put("status", batch.status)
            .put("output_file_id", batch.outputFile)
            .put("error_file_id", batch.errorFile)
            .put("created_at", batch.createdAt.getEpochSecond())
            .put("expires_at", batch.createdAt.getEpochSecond() + DAY);
    for (String time :
        List.of(
            "in_progress_at",
            "finalizing_at",
            "completed_at",
            "failed_at",
            "expired_at",
            "cancelling_at",
            "cancelled_at")) {
      json.put(time, batch.times.get(time));
    }
    json.putObject("request_counts")
        .put("total", batch.total)
        .put("completed", batch.completed)
        .put("failed", batch.failed);
    json.set("usage", batch.usage());
    json.set("metadata", batch.metadata.isMissingNode() ? null : batch.metadata);
    return json;
  }

  private Long now() {
    return clock.instant().getEpochSecond();
  }

  private static ObjectNode node() {
    return JsonMapper.shared().createObjectNode();
  }
}
