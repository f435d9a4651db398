package hub.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import hub.TestDatabase;
import hub.TestHub;
import hub.sandbox.Fault;
import hub.sandbox.Sandbox;
import hub.web.ApiToken;
import hub.web.ApiTokens;
import hub.web.CurrentUser;
import hub.web.LogInLinks;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;

/** The operations of a whole hub, with jobs that were given up. */
class OperationsTest {
  private static TestHub hub;
  private static HttpClient administrator;

  @BeforeAll
  static void start() throws Exception {
    hub = TestHub.start(Map.of("hub.jobs.attempts", "1", "hub.jobs.idle-poll", "100ms"));
    administrator =
        HttpClient.newBuilder()
            .cookieHandler(new CookieManager())
            .followRedirects(HttpClient.Redirect.NORMAL)
            .build();
    CurrentUser mira =
        new CurrentUser(
            TestDatabase.USER,
            TestDatabase.WORKSPACE,
            "Mira Okafor",
            "mira@example.org",
            CurrentUser.Role.OWNER,
            true);
    get(hub.bean(LogInLinks.class).pathFor(mira));
  }

  @AfterAll
  static void stop() {
    hub.close();
  }

  private static UUID deadLetter() {
    hub.database()
        .asOwner()
        .sql(
            """
            with dead as (
              insert into job (id, workspace_id, analysis_id, kind, key, payload, state, attempts)
              values (gen_random_uuid(), :workspace, gen_random_uuid(), 'collect', gen_random_uuid(), '{"n": 7}', 'dead', 5)
              returning id, workspace_id
            )
            insert into dead_letter (job_id, workspace_id, error, attempts, died_at)
            select id, workspace_id, 'It broke <b>five</b> times', 5, now() from dead
            """)
        .param("workspace", TestDatabase.WORKSPACE)
        .update();
    return hub.database()
        .asOwner()
        .sql("select id from dead_letter order by died_at desc limit 1")
        .query(UUID.class)
        .single();
  }

  @Test
  void showsLanesWorkersAndDeadLetters() throws Exception {
    deadLetter();
    Awaitility.await()
        .atMost(Duration.ofSeconds(20))
        .until(() -> get("/operations").body().contains("busy of"));

    String page = get("/operations").body();

    assertThat(page)
        .contains("Interactive", "Scheduled", "Economy", "15 min", "of 100", "heard of", "w01")
        .contains("OpenAI", "lets calls pass", "No limit applies now.")
        .contains("It broke &lt;b&gt;five&lt;/b&gt; times");
    assertThat(get("/operations/now").body()).contains("id=\"now\"").doesNotContain("Dead letters");
  }

  @Test
  void discardsOnlyWithAReason() throws Exception {
    UUID id = deadLetter();

    assertThat(post("/operations/dead/" + id + "/discard", "reason=+").body())
        .contains("Say why, for those who come later.");
    post("/operations/dead/" + id + "/discard", "reason=the+post+is+gone");

    assertThat(get("/operations/dead/" + id).body())
        .contains("discarded by Mira Okafor", "the post is gone");
  }

  @DisplayName("J22 a job is tried anew from its page, and the page keeps that it was")
  @Test
  void triesAJobAnew() throws Exception {
    UUID id = deadLetter();

    assertThat(post("/operations/dead/" + id + "/retry", "").body())
        .contains("waits for a worker again");

    assertThat(get("/operations/dead/" + id).body()).contains("retried by Mira Okafor");
  }

  @Test
  void pausesAndResumesALane() throws Exception {
    assertThat(get("/operations/lanes/economy/pause").body()).contains("Why");
    assertThat(post("/operations/lanes/economy/pause", "reason=+").body())
        .contains("Say why, for those who come later.");
    assertThat(post("/operations/lanes/economy/pause", "reason=repair").body())
        .contains("paused: repair", "A lane is paused.");
    assertThat(post("/operations/lanes/economy/resume", "").body())
        .doesNotContain("paused: repair");
    assertThat(post("/operations/lanes/nowhere/pause", "").statusCode()).isEqualTo(404);
  }

  @Test
  void switchesFaultsOfTheSandboxOnAndOff() throws Exception {
    hub.bean(Sandbox.class).openaiUrl();

    String page =
        post("/sandbox/faults", "vendor=openai&kind=LATENCY&share=50&millis=5&slowest=20").body();

    assertThat(page).contains("Slow answers", "5 ms, one in 100 20 ms", "50 %");
    assertThat(hub.bean(Sandbox.class).faults().list())
        .extracting(Fault::kind, Fault::slowest)
        .containsExactly(tuple("latency", 20L));
    assertThat(post("/sandbox/faults/off", "").body())
        .contains("every vendor answers as it should");
  }

  @DisplayName("J9 health tells of work, and the figures can be scraped")
  @Test
  void tellsOfItsWork() throws Exception {
    Awaitility.await()
        .atMost(Duration.ofSeconds(20))
        .until(() -> get("/actuator/health/work").statusCode() == 200);
    assertThat(get("/actuator/prometheus").body())
        .contains(
            "sluice_jobs_waiting{lane=\"interactive\"}",
            "sluice_workers",
            "sluice_jobs_dead",
            "sluice_breaker{vendor=\"openai\"} 0.0",
            "sluice_reddit_tokens");
  }

  @Test
  void givesItsFiguresToAnAdministratorsTokenAlone() throws Exception {
    assertThat(scraped("sluice_no-such-token").statusCode()).isEqualTo(401);
    assertThat(scraped(token(true)).body()).contains("sluice_workers");
    assertThat(scraped(token(false)).statusCode()).isEqualTo(403);
  }

  @Test
  void givesEachFigureThatDashboardAndAlertsAskFor() throws Exception {
    String figures = get("/actuator/prometheus").body();

    assertThat(OpsFiles.metrics())
        .hasSizeGreaterThan(10)
        .allSatisfy(name -> assertThat(figures).containsPattern("\n" + name + "[ {]"));
  }

  private static HttpResponse<String> scraped(String token) throws Exception {
    return administrator.send(
        request("/actuator/prometheus").header("Authorization", "Bearer " + token).build(),
        HttpResponse.BodyHandlers.ofString());
  }

  private static String token(boolean administrator) {
    CurrentUser user =
        new CurrentUser(
            administrator ? TestDatabase.USER : viewer(),
            TestDatabase.WORKSPACE,
            "Any",
            "any@example.org",
            CurrentUser.Role.VIEWER,
            administrator);
    return hub.bean(ApiTokens.class)
        .create(user, "monitoring", Set.of(ApiToken.Scope.READ), Instant.now().plusSeconds(60));
  }

  private static UUID viewer() {
    UUID id = UUID.randomUUID();
    hub.database()
        .asOwner()
        .sql(
            """
            insert into app_user (id, workspace_id, email, name, role, administrator)
            values (:id, :workspace, 'any@example.org', 'Any', 'viewer', false)
            """)
        .param("id", id)
        .param("workspace", TestDatabase.WORKSPACE)
        .update();
    return id;
  }

  @DisplayName("J11 no query of the hub may run for ever")
  @Test
  void limitsEveryQuery() {
    assertThat(hub.bean(JdbcTemplate.class).queryForObject("show statement_timeout", String.class))
        .isEqualTo("2min");
  }

  private static HttpResponse<String> get(String path) throws Exception {
    return administrator.send(request(path).build(), HttpResponse.BodyHandlers.ofString());
  }

  private static HttpResponse<String> post(String path, String form) throws Exception {
    Matcher token =
        Pattern.compile("name=\"_csrf\"[^>]*value=\"([^\"]+)\"")
            .matcher(get("/settings/sessions").body());
    assertThat(token.find()).isTrue();
    String body = "_csrf=" + URLEncoder.encode(token.group(1), StandardCharsets.UTF_8) + "&" + form;
    return administrator.send(
        request(path)
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build(),
        HttpResponse.BodyHandlers.ofString());
  }

  private static HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(hub.url() + path)).header("Accept", "text/html, */*");
  }
}
