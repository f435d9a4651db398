package hub.api;

import static hub.api.Program.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import hub.TestHub;
import hub.web.ApiToken.Scope;
import hub.web.LogInLinks;
import hub.web.Streams;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Tokens, from the page where they are made to the answers they get, on a whole hub. */
class TokenTest {
  private static final String LIST = "/api/v1/analyses";
  private static final Duration SOON = Duration.ofMinutes(1);

  private static TestHub hub;
  private static HttpClient person;

  @BeforeAll
  static void start() throws Exception {
    hub = TestHub.start(Map.of("hub.web.streams.comment", "200ms"));
    person =
        HttpClient.newBuilder()
            .cookieHandler(new CookieManager())
            .followRedirects(HttpClient.Redirect.NORMAL)
            .build();
    page(hub.bean(LogInLinks.class).pathFor(Program.administrator(hub)));
  }

  @AfterAll
  static void stop() {
    hub.close();
  }

  @Test
  void isMadeOnItsPageAndShownOnce() throws Exception {
    String token = made("reports", tomorrow(), "read");

    assertThat(token).matches("sluice_[A-Za-z0-9_-]{43}");
    assertThat(page("/settings/tokens")).contains("reports").doesNotContain(token);
    assertThat(new Program(hub, token).get(LIST).statusCode()).isEqualTo(200);
    assertThat(page("/settings/tokens")).contains("today, ");
    assertThat(
            hub.database()
                .asOwner()
                .sql("select t::text from api_token t")
                .query(String.class)
                .list())
        .noneMatch(row -> row.contains(token) || row.contains(token.substring(7)));
  }

  @Test
  void saysWhatIsWrongWithTheForm() throws Exception {
    assertThat(form("", tomorrow(), "read").body()).contains("Name the program");
    assertThat(form("x", tomorrow()).body()).contains("Choose at least one");
    assertThat(form("x", "2020-01-01", "read").body()).contains("Choose a day");
    assertThat(form("x", "soon", "read").statusCode()).isEqualTo(422);
  }

  @Test
  void doesNoMoreThanItsScopes() throws Exception {
    Program reads = Program.of(hub, Scope.READ);
    Program runs = Program.of(hub, Scope.RUN);

    HttpResponse<String> refused = reads.start("k", Program.WISH);
    assertThat(refused.statusCode()).isEqualTo(403);
    assertThat(json(refused).path("detail").stringValue()).contains("\"run\"");
    assertThat(json(refused).path("remedy").stringValue()).contains("\"run\"");
    String any = LIST + "/" + UUID.randomUUID();
    assertThat(reads.post(any + "/cancel", "").statusCode()).isEqualTo(403);
    assertThat(reads.get(any).statusCode()).isEqualTo(404);
    for (String path :
        List.of(LIST, any, any + "/results", any + "/events", any + "/events/stream")) {
      assertThat(runs.get(path).statusCode()).as(path).isEqualTo(403);
    }
    assertThat(runs.post("/api/v1/estimates", Program.WISH).statusCode()).isEqualTo(403);
    assertThat(runs.post(any + "/cancel", "").statusCode()).isEqualTo(404);
  }

  @Test
  void isRefusedOnceItExpired() throws Exception {
    String token = Program.tokenOf(hub, Scope.READ);
    hub.database()
        .asOwner()
        .sql(
            "update api_token set created_at = now() - interval '2 days', expires_at = now() -"
                + " interval '1 day' where id = (select id from api_token order by created_at desc"
                + " limit 1)")
        .update();

    HttpResponse<String> answer = new Program(hub, token).get(LIST);

    assertThat(answer.statusCode()).isEqualTo(401);
    assertThat(json(answer).path("detail").stringValue()).contains("expired on");
    assertThat(answer.headers().firstValue("WWW-Authenticate")).hasValue("Bearer realm=\"Sluice\"");
  }

  @Test
  void isRefusedOnceItWasRevokedAndItsStreamsEnd() throws Exception {
    Program other = Program.of(hub, Scope.READ, Scope.RUN);
    String self =
        other.start("stream", Program.WISH).headers().firstValue("Location").orElseThrow();
    String token = made("revoked", tomorrow(), "read");
    Program program = new Program(hub, token);
    var stream =
        program
            .http()
            .sendAsync(program.request(self + "/events/stream").build(), BodyHandlers.ofString());
    Streams streams = hub.bean(Streams.class);
    await().atMost(SOON).until(() -> streams.count() == 1);

    String list = page("/settings/tokens");
    Matcher button =
        Pattern.compile("action=\"(/settings/tokens/[0-9a-f-]+/revoke)\"")
            .matcher(rowOf("revoked", list));
    assertThat(button.find()).isTrue();
    post(button.group(1), csrf(list));

    await().atMost(SOON).until(() -> streams.count() == 0);
    assertThat(stream.get().body()).as("cut, not ended").doesNotContain("event: end");
    HttpResponse<String> answer = program.get(LIST);
    assertThat(answer.statusCode()).isEqualTo(401);
    assertThat(json(answer).path("detail").stringValue()).isEqualTo("The token was revoked.");
    other.post(self + "/cancel", "");
  }

  @Test
  void endsItsStreamsWhenItExpiresOrIsRevokedElsewhere() throws Exception {
    Program other = Program.of(hub, Scope.READ, Scope.RUN);
    String self =
        other.start("stream2", Program.WISH).headers().firstValue("Location").orElseThrow();
    Program program = Program.of(hub, Scope.READ);
    var stream =
        program
            .http()
            .sendAsync(program.request(self + "/events/stream").build(), BodyHandlers.discarding());
    Streams streams = hub.bean(Streams.class);
    await().atMost(SOON).until(() -> streams.count() == 1);

    hub.database()
        .asOwner()
        .sql("update api_token set revoked_at = now() where revoked_at is null")
        .update();

    await().atMost(SOON).until(() -> streams.count() == 0);
    assertThat(stream.get().statusCode()).isEqualTo(200);
    Program.of(hub, Scope.RUN).post(self + "/cancel", "");
  }

  @Test
  void leavesAPersonsStreamToTheirSessionWhichAnyProcessCanEnd() throws Exception {
    Program other = Program.of(hub, Scope.READ, Scope.RUN);
    String self =
        other.start("stream3", Program.WISH).headers().firstValue("Location").orElseThrow();
    HttpClient browser = HttpClient.newBuilder().cookieHandler(new CookieManager()).build();
    String link = hub.bean(LogInLinks.class).pathFor(Program.administrator(hub));
    browser.send(
        HttpRequest.newBuilder(URI.create(hub.url() + link)).build(), BodyHandlers.discarding());
    String watch = "/stream?watch=" + self.substring(self.lastIndexOf('/') + 1) + ":0";
    var stream =
        browser.sendAsync(
            HttpRequest.newBuilder(URI.create(hub.url() + watch)).build(), BodyHandlers.ofString());
    Streams streams = hub.bean(Streams.class);
    await().atMost(SOON).until(() -> streams.count() == 1);

    hub.database()
        .asOwner()
        .sql(
            "update log_in_session set ended_at = now() where id = (select id from log_in_session"
                + " order by started_at desc limit 1)")
        .update();

    await().atMost(SOON).until(() -> streams.count() == 0);
    assertThat(stream.get().body()).as("cut, not ended").doesNotContain("event: end");
    other.post(self + "/cancel", "");
  }

  @Test
  @DisplayName("H6 no address, session or suffix opens the API without a token in the header")
  void isTakenFromTheHeaderAlone() throws Exception {
    String token = Program.tokenOf(hub, Scope.READ, Scope.RUN);
    Program nobody = new Program(hub, null);
    for (String path :
        List.of(
            LIST + "?token=" + token,
            LIST + "?access_token=" + token,
            LIST + ";jsessionid=" + token,
            LIST + "/",
            LIST + ".json",
            "/api/v1",
            "/api/v1/../v1/analyses")) {
      assertThat(nobody.get(path).statusCode()).as(path).isIn(400, 401, 404);
    }
    assertThat(
            person
                .send(
                    HttpRequest.newBuilder(URI.create(hub.url() + LIST)).build(),
                    BodyHandlers.ofString())
                .statusCode())
        .as("a browser's session")
        .isEqualTo(401);
    for (String wrong :
        List.of("Basic " + token, token, "Bearer", "Bearer x", "Bearer " + token + "x")) {
      HttpRequest request =
          HttpRequest.newBuilder(URI.create(hub.url() + LIST))
              .header("Authorization", wrong)
              .build();
      assertThat(HttpClient.newHttpClient().send(request, BodyHandlers.ofString()).statusCode())
          .as(wrong)
          .isEqualTo(401);
    }
    Program good = new Program(hub, token);
    for (String path : List.of("/analyses", "/settings/tokens", "/api")) {
      assertThat(good.get(path).statusCode()).as("a token opens no page: " + path).isIn(302, 401);
    }
  }

  @Test
  void leavesAnothersTokenAlone() throws Exception {
    String list = page("/settings/tokens");

    assertThat(post("/settings/tokens/" + UUID.randomUUID() + "/revoke", csrf(list)).statusCode())
        .isEqualTo(200);
    assertThat(post("/settings/tokens/" + UUID.randomUUID() + "/revoke", "").statusCode())
        .as("without the form's own token")
        .isEqualTo(403);
  }

  private static String made(String name, String expires, String... scopes) throws Exception {
    HttpResponse<String> answer = form(name, expires, scopes);
    Matcher token = Pattern.compile("sluice_[A-Za-z0-9_-]{43}").matcher(answer.body());
    assertThat(token.find()).as(answer.body()).isTrue();
    return token.group();
  }

  private static HttpResponse<String> form(String name, String expires, String... scopes)
      throws Exception {
    StringBuilder fields = new StringBuilder(csrf(page("/settings/tokens")));
    fields.append("&name=").append(encoded(name)).append("&expires=").append(encoded(expires));
    for (String scope : scopes) {
      fields.append("&scopes=").append(scope);
    }
    return post("/settings/tokens", fields.toString());
  }

  private static HttpResponse<String> post(String path, String fields) throws Exception {
    return person.send(
        HttpRequest.newBuilder(URI.create(hub.url() + path))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(HttpRequest.BodyPublishers.ofString(fields))
            .build(),
        BodyHandlers.ofString());
  }

  private static String page(String path) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(hub.url() + path)).header("Accept", "text/html").build();
    return person.send(request, BodyHandlers.ofString()).body();
  }

  private static String csrf(String page) {
    Matcher field = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"").matcher(page);
    assertThat(field.find()).isTrue();
    return "_csrf=" + encoded(field.group(1));
  }

  private static String rowOf(String name, String page) {
    Matcher row =
        Pattern.compile("<tr>\\s*<td>" + name + "</td>.*?</tr>", Pattern.DOTALL).matcher(page);
    assertThat(row.find()).as(page).isTrue();
    return row.group();
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private static String tomorrow() {
    return LocalDate.now(ZoneOffset.UTC).plusDays(1).toString();
  }
}
