package hub.settings;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import hub.Mode;
import hub.TestHub;
import hub.reddit.RedditAccounts;
import hub.sources.Stops;
import hub.web.Accounts;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** From the sandbox to the approved app, on a whole hub before a Reddit that gives tokens. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class RedditSettingsTest {
  private static HttpServer reddit;
  private static TestHub hub;
  private static Person admin;

  @BeforeAll
  static void start() throws Exception {
    reddit = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    Set<String> right = Set.of(basic("client-id-1:right-secret"), basic("client-id-2:also-right"));
    reddit.createContext(
        "/api/v1/access_token",
        exchange -> {
          boolean known = right.contains(exchange.getRequestHeaders().getFirst("Authorization"));
          byte[] body =
              (known ? "{\"access_token\": \"t\", \"expires_in\": 3600}" : "{\"error\": 401}")
                  .getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(known ? 200 : 401, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    reddit.createContext(
        "/indexes",
        exchange -> {
          boolean known = "right-key-1".equals(exchange.getRequestHeaders().getFirst("Api-Key"));
          byte[] body =
              (known
                      ? "{\"indexes\": []}"
                      : "{\"status\": 401, \"error\": {\"code\": \"UNAUTHENTICATED\", \"message\":"
                          + " \"no\"}}")
                  .getBytes(StandardCharsets.UTF_8);
          exchange.getResponseHeaders().set("Content-Type", "application/json");
          exchange.sendResponseHeaders(known ? 200 : 401, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    reddit.start();
    String url = "http://127.0.0.1:" + reddit.getAddress().getPort();
    hub =
        TestHub.start(
            Map.of(
                "hub.reddit.base-url",
                url,
                "hub.reddit.token-url",
                url + "/api/v1/access_token",
                "hub.pinecone.base-url",
                url));
    admin = new Person(hub, hub.bean(Accounts.class).firstAdministrator().orElseThrow());
  }

  private static String basic(String pair) {
    return "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
  }

  @AfterAll
  static void stop() {
    hub.close();
    reddit.stop(0);
  }

  private static HttpResponse<String> app(String secret, String approval) {
    return admin.post(
        "/settings/reddit/app",
        "clientId",
        "client-id-1",
        "secret",
        secret,
        "account",
        "kestrel_lab",
        "approval",
        approval);
  }

  @Test
  @Order(1)
  void asksForTheApprovalWithTheApp() {
    HttpResponse<String> refused = app("right-secret", "");

    assertThat(refused.statusCode()).isEqualTo(422);
    assertThat(refused.body())
        .contains("Give the reference of Reddit’s approval", "client-id-1")
        .doesNotContain("right-secret");
  }

  @Test
  @Order(2)
  void doesNotGoLiveWithAnAppThatRedditRefuses() {
    assertThat(app("wrong-secret", "ticket 10442").statusCode()).isEqualTo(200);

    String page = admin.post("/settings/reddit/live").body();

    assertThat(page).contains("Reddit refused the log-in").doesNotContain("wrong-secret");
    assertThat(hub.bean(RedditAccounts.class).mode()).isEqualTo(Mode.SANDBOX);
  }

  @Test
  @Order(3)
  void goesLiveOnceRedditKnowsTheApp() {
    app("right-secret", "ticket 10442");

    String page = admin.post("/settings/reddit/live").body();

    assertThat(page).contains("Reddit knows the app", "The real Reddit is read", "ticket 10442");
    assertThat(hub.bean(RedditAccounts.class).mode()).isEqualTo(Mode.LIVE);
    assertThat(admin.get("/settings?check=now").body())
        .contains("Reddit knows the app; approval ticket 10442");
  }

  @Test
  @Order(4)
  void addsChecksAndRemovesAFurtherApp() {
    assertThat(further("wrong-secret").body())
        .contains("can’t be used", "Reddit refused the log-in")
        .doesNotContain("wrong-secret");
    assertThat(hub.bean(RedditAccounts.class).of(Mode.LIVE).apps()).hasSize(1);

    assertThat(further("also-right").body()).contains("client-id-2").doesNotContain("also-right");
    assertThat(hub.bean(RedditAccounts.class).of(Mode.LIVE).apps()).hasSize(2);
    assertThat(admin.post("/settings/reddit/apps/check", "clientId", "client-id-2").body())
        .contains("Reddit knows the app client-id-2");

    admin.post("/settings/reddit/apps/remove", "clientId", "client-id-2");
    assertThat(hub.bean(RedditAccounts.class).of(Mode.LIVE).apps()).hasSize(1);
  }

  private static HttpResponse<String> further(String secret) {
    return admin.post("/settings/reddit/apps", "furtherId", "client-id-2", "furtherSecret", secret);
  }

  @Test
  @Order(5)
  void asksAgainOnceAPersonHasLooked() {
    hub.bean(Stops.class).stop(Mode.LIVE, "reddit", "Reddit answered 403");
    assertThat(admin.get("/settings/reddit").body()).contains("I have looked");

    String page = admin.post("/settings/reddit/resume").body();

    assertThat(page).doesNotContain("I have looked");
    hub.bean(Stops.class).check(Mode.LIVE, "reddit");
  }

  @Test
  @Order(6)
  void goesBackToTheSandboxWhenAsked() {
    admin.post("/settings/reddit/sandbox");

    assertThat(hub.bean(RedditAccounts.class).mode()).isEqualTo(Mode.SANDBOX);
    assertThat(
            hub.database()
                .jdbc()
                .sql("select count(key_sealed) from vendor_setting where vendor = 'reddit'")
                .query(Integer.class)
                .single())
        .isZero();
  }

  @Test
  @Order(100)
  void keepsPineconesKeySealedOnceItKnowsIt() {
    assertThat(admin.get("/settings/search").body()).contains("not used");

    HttpResponse<String> wrong = admin.post("/settings/search/pinecone", "key", "wrong-key-1");
    HttpResponse<String> right = admin.post("/settings/search/pinecone", "key", "right-key-1");

    assertThat(wrong.statusCode()).isEqualTo(422);
    assertThat(wrong.body()).contains("does not answer to this key").doesNotContain("wrong-key-1");
    assertThat(right.statusCode()).isEqualTo(200);
    assertThat(right.body()).contains("Set on").doesNotContain("right-key-1");
    assertThat(
            hub.database()
                .asOwner()
                .sql(
                    "select count(*) from vendor_setting where vendor = 'pinecone' and key_sealed"
                        + " is not null and vendor_setting::text not like '%right-key%'")
                .query(Long.class)
                .single())
        .isEqualTo(1);
    assertThat(admin.get("/settings/checks").body()).contains("Pinecone", "knows the key.");
    assertThat(admin.post("/settings/search/pinecone/erase").body()).contains("not used");
  }

  @Test
  @Order(101)
  void showsWhatAChangeOfTheModelCostsAndHowFarItIs() {
    assertThat(admin.get("/settings/search").body())
        .contains("bge-small-en-v1.5", "in use", "Change to it", "sandbox-embed-1")
        .doesNotContain("text-embedding-3-small");

    assertThat(admin.post("/settings/search/model", "model", "sandbox-embed-1").statusCode())
        .as("without a limit")
        .isEqualTo(422);
    assertThat(
            admin
                .post("/settings/search/model", "model", "sandbox-embed-1", "limit", "0.05")
                .body())
        .contains("Give the change up");
    assertThat(admin.post("/settings/search/limit", "limit", "0.01").statusCode()).isEqualTo(422);
    assertThat(admin.post("/settings/search/limit", "limit", "x").statusCode()).isEqualTo(422);
    assertThat(admin.post("/settings/search/give-up").body()).doesNotContain("Give the change up");
  }
}
