package hub.sandbox.reddit;

import hub.sandbox.SandboxServer;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Asks the sandbox's Reddit as a well-behaved client does. */
final class RedditClient implements AutoCloseable {
  static final String NAME = "java:sluice:v0.1 (by /u/sandbox_tests)";

  private final SandboxServer sandbox;
  private final HttpClient http = HttpClient.newHttpClient();
  private String token = "none yet";

  RedditClient(SandboxServer sandbox) {
    this.sandbox = sandbox;
  }

  RedditClient logIn() throws Exception {
    token =
        JsonMapper.shared()
            .readTree(token("client_credentials").body())
            .path("access_token")
            .asString();
    return this;
  }

  HttpResponse<String> token(String grant) throws Exception {
    String client =
        sandbox.secrets().redditClientId(1) + ":" + sandbox.secrets().redditClientSecret(1);
    return token(grant, client);
  }

  HttpResponse<String> token(String grant, String client) throws Exception {
    String basic = Base64.getEncoder().encodeToString(client.getBytes(StandardCharsets.UTF_8));
    return http.send(
        request("/api/v1/access_token")
            .header("User-Agent", NAME)
            .header("Authorization", "Basic " + basic)
            .POST(BodyPublishers.ofString("grant_type=" + grant))
            .build(),
        BodyHandlers.ofString());
  }

  HttpResponse<String> get(String path) throws Exception {
    return getAs(NAME, path);
  }

  HttpResponse<String> getAs(String name, String path) throws Exception {
    return http.send(
        request(path).header("User-Agent", name).header("Authorization", "bearer " + token).build(),
        BodyHandlers.ofString());
  }

  JsonNode json(String path) throws Exception {
    return JsonMapper.shared().readTree(get(path).body());
  }

  JsonNode moreChildren(String link, String children) throws Exception {
    String form =
        "api_type=json&link_id="
            + link
            + "&children="
            + URLEncoder.encode(children, StandardCharsets.UTF_8);
    HttpRequest request =
        request("/api/morechildren?raw_json=1")
            .header("User-Agent", NAME)
            .header("Authorization", "bearer " + token)
            .POST(BodyPublishers.ofString(form))
            .build();
    return JsonMapper.shared().readTree(http.send(request, BodyHandlers.ofString()).body());
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(sandbox.url() + "/reddit" + path));
  }

  @Override
  public void close() {
    http.close();
  }
}
