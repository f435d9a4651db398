package hub.llm;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** A server's list of models: asking for it shows whether it knows the key, and costs nothing. */
final class ModelList {
  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final int LONGEST = 4_000_000;

  private ModelList() {}

  /** The server's answer. */
  record Said(int status, String body) {}

  /** Redirects are not followed: the key goes to the connection's own host alone. */
  static Said ask(ModelConnection connection) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(connection.baseUrl() + "/models"))
            .header("Authorization", "Bearer " + connection.apiKey())
            .timeout(PATIENCE)
            .build();
    try (HttpClient client = HttpClient.newBuilder().connectTimeout(PATIENCE).build()) {
      HttpResponse<java.io.InputStream> answer =
          client.send(request, HttpResponse.BodyHandlers.ofInputStream());
      try (var body = answer.body()) {
        return new Said(
            answer.statusCode(), new String(body.readNBytes(LONGEST), StandardCharsets.UTF_8));
      }
    }
  }
}
