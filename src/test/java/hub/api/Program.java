package hub.api;

import hub.TestHub;
import hub.web.Accounts;
import hub.web.ApiToken.Scope;
import hub.web.ApiTokens;
import hub.web.CurrentUser;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A program before a running hub. */
final class Program {
  static final String WISH =
      """
      {"topic": "Invoicing for freelance translators",
       "communities": ["r/TranslationStudies", "freelance", "translator"], "budget": "5.00"}\
      """;

  private static final JsonMapper JSON = new JsonMapper();

  private final TestHub hub;
  private final HttpClient http = HttpClient.newHttpClient();
  private final @Nullable String token;

  Program(TestHub hub, @Nullable String token) {
    this.hub = hub;
    this.token = token;
  }

  /** A program of the administrator's, with these scopes for an hour. */
  static Program of(TestHub hub, Scope... scopes) {
    return new Program(hub, tokenOf(hub, scopes));
  }

  static String tokenOf(TestHub hub, Scope... scopes) {
    return hub.bean(ApiTokens.class)
        .create(
            administrator(hub),
            "a program",
            Set.of(scopes),
            Instant.now().plus(Duration.ofHours(1)));
  }

  static CurrentUser administrator(TestHub hub) {
    return hub.bean(Accounts.class).firstAdministrator().orElseThrow();
  }

  HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return http.send(request(path).GET().build(), BodyHandlers.ofString());
  }

  HttpResponse<String> post(String path, String body, String... headers)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        request(path)
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body));
    for (int n = 0; n < headers.length; n += 2) {
      request.setHeader(headers[n], headers[n + 1]);
    }
    return http.send(request.build(), BodyHandlers.ofString());
  }

  HttpResponse<String> start(String key, String wish) throws IOException, InterruptedException {
    return post("/api/v1/analyses", wish, "Idempotency-Key", key);
  }

  HttpRequest.Builder request(String path) {
    HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(hub.url() + path));
    return token == null ? request : request.header("Authorization", "Bearer " + token);
  }

  HttpClient http() {
    return http;
  }

  static JsonNode json(HttpResponse<String> answer) {
    return JSON.readTree(answer.body());
  }
}
