package hub.api;

import static hub.api.Program.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import hub.TestDatabase;
import hub.TestHub;
import hub.analysis.view.AnalysisReader;
import hub.analysis.view.LogLine;
import hub.analysis.view.ResultsView;
import hub.vectors.Embedder;
import hub.web.ApiToken.Scope;
import hub.web.ApiTokens;
import hub.web.CurrentUser;
import java.math.BigDecimal;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The API as programs use it, on a whole hub with its sandbox. */
class ApiTest {
  private static final Duration WHOLE = Duration.ofMinutes(5);

  private static TestHub hub;
  private static Program program;

  @BeforeAll
  static void start() {
    hub = TestHub.start(Map.of());
    program = Program.of(hub, Scope.READ, Scope.RUN);
  }

  @AfterAll
  static void stop() {
    hub.close();
  }

  @Test
  void leadsFromAnEstimateToTheResults() throws Exception {
    JsonNode estimate = json(program.post("/api/v1/estimates", Program.WISH));
    assertThat(estimate.path("posts").asInt()).isGreaterThan(50);
    assertThat(dollars(estimate.path("total").path("high"))).isPositive();

    HttpResponse<String> started = program.start("whole", Program.WISH);
    assertThat(started.statusCode()).isEqualTo(201);
    String self = started.headers().firstValue("Location").orElseThrow();
    UUID id = UUID.fromString(json(started).path("id").stringValue());
    assertThat(self).isEqualTo("/api/v1/analyses/" + id);

    List<String> stream = streamed(id, 0);
    JsonNode ended = json(program.get(self));

    assertThat(ended.path("state").stringValue()).isEqualTo("done");
    assertThat(ended.path("mode").stringValue()).isEqualTo("sandbox");
    List<LogLine> log = reader().log(TestDatabase.WORKSPACE, id, 0, 100_000);
    assertThat(ids(stream)).isEqualTo(positions(log));
    assertThat(stream).contains("event: analysis", "event: end");
    assertThat(paged(id)).isEqualTo(log.stream().map(LogLine::text).toList());
    assertThat(ids(streamed(id, log.size() - 3)))
        .isEqualTo(positions(log).subList(log.size() - 3, log.size()));
    resultsAreThePages(id);
    assertThat(json(program.get("/api/v1/analyses?limit=1")).path("analyses").size()).isEqualTo(1);
  }

  private void resultsAreThePages(UUID id) throws Exception {
    JsonNode results = json(program.get("/api/v1/analyses/" + id + "/results"));
    ResultsView shown = reader().results(TestDatabase.WORKSPACE, id).orElseThrow();

    assertThat(results.path("opportunities").size()).isEqualTo(shown.opportunities().size());
    assertThat(results.path("candidates").size()).isEqualTo(shown.candidates().size());
    assertThat(results.path("labels").get(0).stringValue()).startsWith("Sandbox");
    assertThat(dollars(results.path("charged"))).isEqualByComparingTo(shown.money().charged());
    JsonNode best = results.path("opportunities").get(0);
    assertThat(best.path("rank").asInt()).isEqualTo(1);
    BigDecimal points = BigDecimal.ZERO;
    for (JsonNode part : best.path("parts")) {
      points = points.add(part.path("points").decimalValue());
    }
    assertThat(points.subtract(best.path("score").decimalValue()).abs())
        .as("the parts add up to the score")
        .isLessThanOrEqualTo(new BigDecimal("0.5"));
    for (JsonNode quote : best.path("quotes")) {
      int length = quote.path("ends").asInt() - quote.path("starts").asInt();
      assertThat(quote.path("words").stringValue()).hasSize(length);
      assertThat(quote.path("author").stringValue()).isNotBlank();
    }
    JsonNode other =
        json(program.get("/api/v1/analyses/" + id + "/results?weights=authors=4,pain=0"));
    assertThat(other.path("weights").path("authors").asInt()).isEqualTo(4);
    assertThat(other.path("weights").path("pain").asInt()).isZero();
  }

  @Test
  void runsTheExamplesOfTheReadme() throws Exception {
    Matcher example =
        Pattern.compile("## Use it from programs.*?```bash\\n(.*?)```", Pattern.DOTALL)
            .matcher(Files.readString(Path.of("README.md")));
    assertThat(example.find()).isTrue();
    ProcessBuilder shell = new ProcessBuilder("bash", "-euo", "pipefail", "-c", example.group(1));
    shell.environment().put("HUB", hub.url());
    shell.environment().put("TOKEN", Program.tokenOf(hub, Scope.READ, Scope.RUN));

    Process running = shell.redirectErrorStream(true).start();
    String said = new String(running.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

    assertThat(running.waitFor()).as(said).isZero();
    assertThat(said)
        .contains(
            "\"likely\":\"", "event: line", "event: end", "\"next\":", "\"opportunities\":[{");
  }

  @Test
  void describesItsAnswersAsTheyAre() throws Exception {
    HttpResponse<String> description = new Program(hub, null).get("/api/openapi");
    assertThat(json(description).path("openapi").stringValue()).startsWith("3.1");
    Description described = new Description(json(description));
    assertThat(described.operations())
        .containsExactlyInAnyOrder(
            "estimate",
            "startAnalysis",
            "listAnalyses",
            "getAnalysis",
            "cancelAnalysis",
            "getResults",
            "getEvents",
            "streamEvents",
            "search");

    String wish = Program.WISH.replace("5.00", "0.45");
    described.check("Estimate", program.post("/api/v1/estimates", wish));
    HttpResponse<String> started = program.start("described", wish);
    described.check("Started", started);
    String self = started.headers().firstValue("Location").orElseThrow();
    described.check("Analysis", program.get(self));
    streamed(UUID.fromString(json(started).path("id").stringValue()), 0);
    described.check("Analysis", program.get(self));
    described.check("AnalysisList", program.get("/api/v1/analyses"));
    described.check("Events", program.get(self + "/events"));
    described.check("ResultsDocument", program.get(self + "/results"));
    hub.bean(Embedder.class).embedBatch();
    HttpResponse<String> found = program.get("/api/v1/search?q=invoice&limit=3");
    described.check("SearchAnswer", found);
    assertThat(json(found).path("results")).hasSize(3);
    assertThat(json(found).path("results").get(0).path("passage").stringValue()).isNotBlank();
    described.check("Problem", program.get("/api/v1/search?q="));
    described.check("Problem", program.get("/api/v1/nothing"));
    described.check("Problem", program.get("/api/v1/analyses/none"));
  }

  @Test
  void startsOnceForAKeyHoweverOftenItIsSent() throws Exception {
    String wish = Program.WISH.replace("5.00", "0.50");
    try (ExecutorService pool = Executors.newVirtualThreadPerTaskExecutor()) {
      Callable<HttpResponse<String>> start = () -> program.start("at once", wish);
      List<HttpResponse<String>> answers = new ArrayList<>();
      for (Future<HttpResponse<String>> one :
          pool.invokeAll(IntStream.range(0, 8).mapToObj(n -> start).toList())) {
        answers.add(one.get());
      }

      assertThat(answers).extracting(HttpResponse::statusCode).containsOnly(201);
      assertThat(answers.stream().map(HttpResponse::body).distinct()).hasSize(1);
      assertThat(answers)
          .filteredOn(a -> a.headers().firstValue("Idempotent-Replayed").get().equals("false"))
          .hasSize(1);
    }

    HttpResponse<String> other = program.start("at once", wish.replace("0.50", "0.60"));
    assertThat(other.statusCode()).isEqualTo(422);
    assertThat(json(other).path("type").stringValue()).isEqualTo("/api#key-reused");
    assertThat(json(other).path("field").stringValue()).isEqualTo("Idempotency-Key");
    String id = json(program.start("at once", wish)).path("id").stringValue();
    program.post("/api/v1/analyses/" + id + "/cancel", "");
  }

  @Test
  void startsWhatWasRefusedBeforeUnderTheSameKey() throws Exception {
    assertThat(program.start("again", Program.WISH.replace("5.00", "0.01")).statusCode())
        .isEqualTo(422);

    HttpResponse<String> started = program.start("again", Program.WISH.replace("5.00", "0.40"));

    assertThat(started.statusCode()).isEqualTo(201);
    program.post(started.headers().firstValue("Location").get() + "/cancel", "");
  }

  @Test
  void cancelsAndSaysSo() throws Exception {
    String self =
        program.start("cancelled", Program.WISH).headers().firstValue("Location").orElseThrow();

    HttpResponse<String> cancelled = program.post(self + "/cancel", "");

    assertThat(cancelled.statusCode()).isEqualTo(200);
    assertThat(json(cancelled).path("state").stringValue()).startsWith("cancel");
    await()
        .atMost(WHOLE)
        .until(() -> json(program.get(self)).path("state").stringValue().equals("cancelled"));
    assertThat(program.post(self + "/cancel", "").statusCode()).isEqualTo(200);
  }

  @Test
  void namesTheFieldAndTheRemedyOfEachProblem() throws Exception {
    problem(program.start("p1", "{\"communities\": [\"x1\"], \"budget\": \"2.00\"}"), 422, "topic");
    problem(
        program.start("p2", "{\"topic\": \"Invoices\", \"budget\": \"2.00\"}"), 422, "communities");
    problem(program.start("p3", Program.WISH.replace("5.00", "5.001")), 422, "budget");
    problem(program.start("p4", Program.WISH.replace("5.00", "-5.00")), 422, "budget");
    problem(program.start("p5", Program.WISH.replace("5.00", "1e3")), 422, "budget");
    problem(program.start("p6", Program.WISH.replace("budget", "bugdet")), 422, "bugdet");
    problem(program.start("p7", Program.WISH.replace("}", ", \"months\": 0}")), 422, "months");
    problem(
        program.start("p8", Program.WISH.replace("}", ", \"months\": \"many\"}")), 400, "months");
    problem(program.start("p9", Program.WISH.replace("r/Tr", "r/T r")), 422, "communities");
    problem(program.start("p10", "[]"), 400, null);
    problem(program.start("p11", "{"), 400, null);
    problem(program.start("k".repeat(201), Program.WISH), 400, "Idempotency-Key");
    problem(program.post("/api/v1/analyses", Program.WISH), 400, "Idempotency-Key");
    problem(program.get("/api/v1/analyses/none"), 400, "id");
    problem(program.get("/api/v1/analyses?limit=201"), 422, "limit");
    problem(program.get("/api/v1/nothing"), 404, null);
    problem(program.post("/api/v1/analyses/" + UUID.randomUUID(), ""), 405, null);
    problem(
        program.post("/api/v1/estimates", "a=b", "Content-Type", "text/plain"),
        415,
        "Content-Type");
  }

  private static void problem(HttpResponse<String> answer, int status, String field) {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    assertThat(answer.headers().firstValue("Content-Type").orElse(""))
        .startsWith("application/problem+json");
    JsonNode problem = json(answer);
    assertThat(problem.path("status").asInt()).isEqualTo(status);
    assertThat(problem.path("type").stringValue()).startsWith("/api#");
    assertThat(problem.path("detail").stringValue()).isNotBlank();
    assertThat(problem.path("remedy").stringValue()).isNotBlank();
    assertThat(problem.path("field").stringValue(null)).isEqualTo(field);
  }

  @Test
  void answersNothingOfAnotherWorkspace() throws Exception {
    UUID workspace = UUID.randomUUID();
    UUID stranger = UUID.randomUUID();
    hub.database()
        .asOwner()
        .sql("insert into workspace values (?, 'Other')")
        .param(workspace)
        .update();
    hub.database()
        .asOwner()
        .sql(
            "insert into app_user (id, workspace_id, email, name, role) values (?, ?,"
                + " 'o@example.org', 'O', 'owner')")
        .params(stranger, workspace)
        .update();
    String mine = json(program.start("mine", Program.WISH)).path("id").stringValue();
    var other =
        new CurrentUser(stranger, workspace, "O", "o@example.org", CurrentUser.Role.OWNER, false);
    String token =
        hub.bean(ApiTokens.class)
            .create(other, "theirs", Set.of(Scope.READ, Scope.RUN), Instant.now().plusSeconds(600));
    Program theirs = new Program(hub, token);

    for (String path : List.of("", "/results", "/events", "/events/stream")) {
      assertThat(theirs.get("/api/v1/analyses/" + mine + path).statusCode()).isEqualTo(404);
    }
    assertThat(theirs.post("/api/v1/analyses/" + mine + "/cancel", "").statusCode()).isEqualTo(404);
    assertThat(json(theirs.get("/api/v1/analyses")).path("analyses").size()).isZero();
    HttpResponse<String> sameKey = theirs.start("mine", Program.WISH.replace("5.00", "0.30"));
    assertThat(sameKey.statusCode()).as("keys are each person's own").isEqualTo(201);
    program.post("/api/v1/analyses/" + mine + "/cancel", "");
    theirs.post(sameKey.headers().firstValue("Location").get() + "/cancel", "");
  }

  private static List<String> streamed(UUID id, long after) throws Exception {
    var request =
        program
            .request("/api/v1/analyses/" + id + "/events/stream")
            .header("Last-Event-ID", String.valueOf(after))
            .timeout(WHOLE)
            .build();
    return program.http().send(request, BodyHandlers.ofLines()).body().toList();
  }

  private static List<Long> ids(List<String> stream) {
    return stream.stream()
        .filter(line -> line.startsWith("id: "))
        .map(line -> Long.valueOf(line.substring(4)))
        .toList();
  }

  private static List<Long> positions(List<LogLine> log) {
    return LongStream.rangeClosed(1, log.size()).boxed().toList();
  }

  private static List<String> paged(UUID id) throws Exception {
    List<String> texts = new ArrayList<>();
    long after = 0;
    JsonNode page;
    do {
      page = json(program.get("/api/v1/analyses/" + id + "/events?limit=37&after=" + after));
      page.path("events").forEach(event -> texts.add(event.path("text").stringValue()));
      after = page.path("next").asLong();
    } while (page.path("more").asBoolean());
    assertThat(page.path("ended").asBoolean()).isTrue();
    return texts;
  }

  private static BigDecimal dollars(JsonNode amount) {
    assertThat(amount.stringValue()).matches("\\d+\\.\\d{2,}");
    return new BigDecimal(amount.stringValue());
  }

  private static AnalysisReader reader() {
    return hub.bean(AnalysisReader.class);
  }
}
