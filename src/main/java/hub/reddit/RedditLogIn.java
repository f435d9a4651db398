package hub.reddit;

import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** Logs an app in once and forgets the token: shows whether Reddit knows the app; costs nothing. */
final class RedditLogIn {
  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final int LONGEST = 100_000;

  private RedditLogIn() {}

  /** What Reddit said: whether it gave a token, and its status. */
  record Said(int status, boolean token) {}

  /** Redirects are not followed: the secret goes to the configured address alone. */
  static Said ask(RedditAccess access, RedditAccess.App app)
      throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(access.tokenUrl())
            .header("Authorization", app.basic())
            .header("User-Agent", access.userAgent())
            .header("Content-Type", "application/x-www-form-urlencoded")
            .timeout(PATIENCE)
            .POST(HttpRequest.BodyPublishers.ofString("grant_type=client_credentials"))
            .build();
    try (HttpClient client = HttpClient.newBuilder().connectTimeout(PATIENCE).build()) {
      HttpResponse<InputStream> answer =
          client.send(request, HttpResponse.BodyHandlers.ofInputStream());
      try (InputStream body = answer.body()) {
        boolean token =
            !Json.tryRead(body.readNBytes(LONGEST)).path("access_token").asText("").isEmpty();
        return new Said(answer.statusCode(), token);
      }
    }
  }
}
