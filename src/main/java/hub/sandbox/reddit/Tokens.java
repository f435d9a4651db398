package hub.sandbox.reddit;

import hub.sandbox.Call;
import hub.sandbox.Secrets;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;

/** Hands out application tokens and knows them again until they end. */
final class Tokens {
  private static final long LASTS = 86_400;

  private final Secrets secrets;
  private final Clock clock;
  private final Map<String, Grant> grants = new ConcurrentHashMap<>();

  /** Whose token it is, 1 for the first app, and when it ends. */
  private record Grant(int app, long end) {}

  Tokens(Secrets secrets, Clock clock) {
    this.secrets = secrets;
    this.clock = clock;
  }

  /**
   * Answers {@code POST /api/v1/access_token}; what is wrong with the grant has status 200, as at
   * Reddit.
   */
  void answer(Call call) throws IOException {
    String grant = call.form().getOrDefault("grant_type", "");
    int app = app(call);
    if (app == 0) {
      call.answerJson(401, "{\"message\": \"Unauthorized\", \"error\": 401}");
    } else if (grant.equals("client_credentials")) {
      call.answerJson(200, fresh(app));
    } else if (grant.equals("password")) {
      call.answerJson(
          200,
          "{\"error_description\": \"Only script apps may use password auth\", \"error\":"
              + " \"unauthorized_client\"}");
    } else if (grant.isEmpty()) {
      call.answerJson(400, "{\"error\": 400}");
    } else {
      call.answerJson(200, "{\"error\": \"unsupported_grant_type\"}");
    }
  }

  private String fresh(int app) {
    String token = secrets.derived("token " + grants.size() + " " + clock.millis());
    grants.put(token, new Grant(app, clock.instant().getEpochSecond() + LASTS));
    return "{\"access_token\": \"%s\", \"token_type\": \"bearer\", \"expires_in\": %d, \"scope\": \"*\"}"
        .formatted(token, LASTS);
  }

  /** Whose valid token the call carries, 1 for the first app; 0 if none. */
  int holder(Call call) {
    String given = call.header("Authorization").orElse("");
    int space = given.indexOf(' ');
    boolean bearer = space > 0 && given.substring(0, space).equalsIgnoreCase("bearer");
    Grant grant = bearer ? grants.get(given.substring(space + 1)) : null;
    return grant != null && grant.end() > clock.instant().getEpochSecond() ? grant.app() : 0;
  }

  /** Every token handed out so far ends now. */
  void revoke() {
    grants.replaceAll((token, grant) -> new Grant(grant.app(), 0));
  }

  private int app(Call call) {
    String given = call.header("Authorization").orElse("");
    return IntStream.rangeClosed(1, Secrets.REDDIT_APPS)
        .filter(app -> Secrets.same("Basic " + credentials(app), given))
        .findFirst()
        .orElse(0);
  }

  private String credentials(int app) {
    String pair = secrets.redditClientId(app) + ":" + secrets.redditClientSecret(app);
    return Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
  }
}
