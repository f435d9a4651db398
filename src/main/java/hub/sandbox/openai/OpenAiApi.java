package hub.sandbox.openai;

import hub.sandbox.Call;
import hub.sandbox.Catalogue;
import hub.sandbox.Fault;
import hub.sandbox.SandboxOptions;
import hub.sandbox.Secrets;
import hub.sandbox.VendorApi;
import hub.sandbox.openai.judge.Judge;
import hub.sandbox.openai.judge.Luck;
import hub.sandbox.openai.judge.Quirks;
import hub.sandbox.openai.judge.Vectors;
import java.io.IOException;
import java.time.Clock;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * OpenAI's API under {@code /openai/v1}: chat completions (also streamed), embeddings, models,
 * files and batches.
 *
 * <p>Its own faults: {@code rate-limited} (with {@code retry_after} seconds or {@code millis}),
 * {@code too-large}, {@code insufficient-quota}, {@code server-error} (with {@code status}), {@code
 * context-length}, {@code wrong-key}; and for the model's behaviour {@code clean} (no mistakes),
 * {@code refusal}, {@code malformed}, {@code runaway}, {@code wrong-quotes}, {@code wrong-ids}.
 * What the vendor refuses it bills nothing for, and its line in the journal has no tokens.
 */
public final class OpenAiApi implements VendorApi {
  private static final long REQUESTS_PER_MINUTE = 1_000_000;
  private static final long TOKENS_PER_MINUTE = 2_000_000_000;

  private final Secrets secrets;
  private final ChatCompletions chat;
  private final Embeddings embeddings;
  private final Files files;
  private final Batches batches;

  /** An API whose model answers with these habits. */
  public OpenAiApi(SandboxOptions options, Judge judge, Quirks quirks) {
    Clock ticking = Clock.systemUTC();
    RateLimits limits = new RateLimits(REQUESTS_PER_MINUTE, TOKENS_PER_MINUTE, ticking);
    this.secrets = new Secrets(options.secret());
    this.chat =
        new ChatCompletions(judge, quirks, new Luck(options.seed()), limits, options.clock());
    this.embeddings = new Embeddings(judge.vectors(), limits);
    this.files = new Files(ticking);
    this.batches = new Batches(files, chat, ticking);
  }

  /** An API whose model knows this catalogue and stumbles as often as models do. */
  public static OpenAiApi of(SandboxOptions options, Catalogue catalogue) {
    return new OpenAiApi(
        options, new Judge(catalogue, Vectors.shared(), options.seed()), Quirks.usual());
  }

  @Override
  public String name() {
    return "openai";
  }

  @Override
  public void answer(Call call) throws IOException {
    String requestId = "req_" + Luck.nameOf(ChatAnswer.letters(20));
    long started = System.nanoTime();
    call.answerHeader("x-request-id", requestId);
    call.answerHeader("server", "sandbox");
    try {
      checkKey(call);
      meetFaults(call, requestId);
      call.answerHeader("openai-version", "2020-10-01");
      call.answerHeader(
          "openai-processing-ms", Long.toString((System.nanoTime() - started) / 1_000_000 + 1));
      route(call);
    } catch (ApiProblem problem) {
      call.note("outcome", problem.word());
      problem.headers().forEach(call::answerHeader);
      call.answer(problem.status(), "application/json; charset=utf-8", problem.json());
    }
  }

  private void checkKey(Call call) {
    String given = call.header("Authorization").orElseThrow(ApiProblem::noKey);
    String key = given.startsWith("Bearer ") ? given.substring("Bearer ".length()).strip() : "";
    if (call.fault("wrong-key").isPresent() || !Secrets.same(secrets.openaiKey(), key)) {
      throw ApiProblem.wrongKey(key);
    }
  }

  private static void meetFaults(Call call, String requestId) {
    Optional<Fault> limited = call.fault("rate-limited");
    if (limited.isPresent()) {
      throw ApiProblem.rateLimit(Models.JUDGE, 30_000, 28_039, 3_906, wait(limited.get()));
    }
    if (call.fault("too-large").isPresent()) {
      throw ApiProblem.tooLarge(Models.JUDGE, 2_000_000, 2_500_013);
    }
    if (call.fault("insufficient-quota").isPresent()) {
      throw ApiProblem.insufficientQuota();
    }
    Optional<Fault> broken = call.fault("server-error");
    if (broken.isPresent()) {
      throw ApiProblem.serverError(
          broken.get().status() == 0 ? 500 : broken.get().status(), requestId);
    }
  }

  private static long wait(Fault limited) {
    long millis = limited.retryAfter() > 0 ? limited.retryAfter() * 1_000L : limited.millis();
    return millis > 0 ? millis : 174;
  }

  private void route(Call call) throws IOException {
    String request = call.method() + " " + call.path();
    switch (request) {
      case "POST /v1/chat/completions" -> chat.answer(call, body(call));
      case "POST /v1/embeddings" -> embeddings.answer(call, body(call));
      case "GET /v1/models" -> call.answer(200, "application/json", Models.list().toPrettyString());
      case "POST /v1/files" -> files.upload(call);
      case "GET /v1/files" -> files.list(call);
      case "POST /v1/batches" -> batches.create(call, body(call));
      case "GET /v1/batches" -> batches.list(call);
      default -> routeOne(call, call.path().split("/", -1));
    }
  }

  /** What is asked of one model, file or batch: {@code /v1/<kind>/<id>[/<what>]}. */
  private void routeOne(Call call, String[] parts) throws IOException {
    String id = parts.length > 3 ? parts[3] : "";
    String what = parts.length > 4 ? "/" + parts[4] : "";
    switch (call.method() + " " + (id.isEmpty() ? "" : parts[2]) + what) {
      case "GET models" -> call.answer(200, "application/json", Models.one(id).toPrettyString());
      case "GET files" -> files.one(call, id);
      case "GET files/content" -> files.content(call, id);
      case "DELETE files" -> files.delete(call, id);
      case "GET batches" -> batches.one(call, id);
      case "POST batches/cancel" -> batches.cancel(call, id);
      default -> throw ApiProblem.unknownPath(call.method(), call.path().replaceFirst("^/v1", ""));
    }
  }

  private static JsonNode body(Call call) {
    try {
      JsonNode body = JsonMapper.shared().readTree(call.body());
      if (body.isObject()) {
        return body;
      }
    } catch (JacksonException e) {
      call.note("unreadable", e.getOriginalMessage());
    }
    throw ApiProblem.invalid(
        null,
        null,
        "We could not parse the JSON body of your request. (HINT: This likely means you aren't"
            + " using your HTTP library correctly. The OpenAI API expects a JSON payload, but what"
            + " was sent was not valid JSON.)");
  }
}
