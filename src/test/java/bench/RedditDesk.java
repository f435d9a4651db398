package bench;

import hub.Mode;
import hub.TestDatabase;
import hub.reddit.Haste;
import hub.reddit.RedditAccess;
import hub.reddit.RedditAnswer;
import hub.reddit.RedditCall;
import hub.reddit.RedditRequest;
import hub.reddit.RedditSettings;
import hub.reddit.TestReddit;
import hub.sandbox.SandboxServer;
import hub.sandbox.Secrets;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** One process's Reddit: the hub's own beans, and HTTP as its routes send it. */
final class RedditDesk {
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  private final TestReddit reddit;

  RedditDesk(TestDatabase database, SandboxServer sandbox, Clock clock, int perMinute) {
    this.reddit = new TestReddit(database, clock, settings(sandbox, perMinute));
  }

  static RedditRequest request(Haste haste) {
    return new RedditRequest(Mode.LIVE, "/r/freelance/new", Map.of(), null, "freelance", haste);
  }

  /** The turn, as a route takes it. */
  RedditCall take(Haste haste) {
    return reddit.turns.take(request(haste));
  }

  /** Logs in where needed, sends, and reads nothing yet. */
  RedditAnswer send(RedditCall call) {
    RedditCall ready = reddit.tokens.logIn(call, RedditDesk::logIn);
    return post(
        HttpRequest.newBuilder(URI.create(ready.address() + "?limit=1"))
            .header("Authorization", ready.authorization())
            .header("User-Agent", ready.userAgent())
            .build());
  }

  /** What the route does with an answer: corrections first. */
  void read(RedditCall call, RedditAnswer answer) {
    reddit.answers.read(call, answer);
  }

  private static RedditAnswer logIn(RedditCall call) {
    return post(
        HttpRequest.newBuilder(URI.create(call.tokenAddress()))
            .header("Authorization", call.basicAuthorization())
            .header("User-Agent", call.userAgent())
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(HttpRequest.BodyPublishers.ofString("grant_type=client_credentials"))
            .build());
  }

  private static RedditAnswer post(HttpRequest request) {
    try {
      HttpResponse<byte[]> answer = HTTP.send(request, HttpResponse.BodyHandlers.ofByteArray());
      Map<String, String> headers = new HashMap<>();
      answer.headers().map().forEach((name, values) -> headers.put(name, values.getFirst()));
      return new RedditAnswer(answer.statusCode(), headers, answer.body());
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static RedditSettings settings(SandboxServer sandbox, int perMinute) {
    URI reddit = URI.create(sandbox.url() + "/reddit");
    List<RedditAccess.App> apps =
        IntStream.rangeClosed(1, Secrets.REDDIT_APPS)
            .mapToObj(
                app ->
                    new RedditAccess.App(
                        sandbox.secrets().redditClientId(app),
                        sandbox.secrets().redditClientSecret(app)))
            .toList();
    return new RedditSettings(
        reddit,
        URI.create(reddit + "/api/v1/access_token"),
        apps,
        "",
        "TestUser",
        perMinute,
        0,
        10,
        Duration.ofSeconds(2),
        Duration.ofMinutes(1),
        Duration.ofSeconds(30));
  }
}
