package hub.sandbox.reddit;

import hub.sandbox.Call;
import hub.sandbox.Secrets;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Hands out application tokens and knows them again until they end. */
final class Tokens {
  private static final long LASTS = 86_400;

  private final Secrets secrets;
  private final Clock clock;
  private final Map<String, Long> ends = new ConcurrentHashMap<>();

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
    if (!isOurClient(call)) {
      call.answerJson(401, "{\"message\": \"Unauthorized\", \"error\": 401}");
    } else if (grant.equals("client_credentials")) {
      call.answerJson(200, fresh());
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

  private String fresh() {
    String token = secrets.derived("token " + ends.size() + " " + clock.millis());
    ends.put(token, clock.instant().getEpochSecond() + LASTS);
    return "{\"access_token\": \"%s\", \"token_type\": \"bearer\", \"expires_in\": %d, \"scope\": \"*\"}"
        .formatted(token, LASTS);
  }

  boolean isValid(Call call) {
    String given = call.header("Authorization").orElse("");
    int space = given.indexOf(' ');
    boolean bearer = space > 0 && given.substring(0, space).equalsIgnoreCase("bearer");
    Long end = bearer ? ends.get(given.substring(space + 1)) : null;
    return end != null && end > clock.instant().getEpochSecond();
  }

  /** Every token handed out so far ends now. */
  void revoke() {
    ends.replaceAll((token, end) -> 0L);
  }

  private boolean isOurClient(Call call) {
    String expected = secrets.redditClientId() + ":" + secrets.redditClientSecret();
    String encoded = Base64.getEncoder().encodeToString(expected.getBytes(StandardCharsets.UTF_8));
    return call.header("Authorization")
        .filter(given -> Secrets.same("Basic " + encoded, given))
        .isPresent();
  }
}
