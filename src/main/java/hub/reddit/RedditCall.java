package hub.reddit;

import hub.Mode;
import org.jspecify.annotations.Nullable;

/**
 * A request whose turn has come, with the app that asks and its token.
 *
 * @param request what is asked
 * @param access how its mode's Reddit is reached
 * @param app whose allowance was used
 * @param waitMillis how long to wait until the turn comes, in milliseconds
 * @param token the app's token; null until it has logged in
 */
public record RedditCall(
    RedditRequest request,
    RedditAccess access,
    RedditAccess.App app,
    long waitMillis,
    @Nullable Token token) {

  public RedditCall with(Token token) {
    return new RedditCall(request, access, app, 0, token);
  }

  public Mode mode() {
    return access.mode();
  }

  public String method() {
    return request.form() == null ? "GET" : "POST";
  }

  public String address() {
    return access.baseUrl() + request.path();
  }

  public String query() {
    return request.queryString();
  }

  public String authorization() {
    if (token == null) {
      throw new IllegalStateException(
          "The call to " + request.path() + " was sent before its app had logged in");
    }
    return "Bearer " + token.value();
  }

  /** The value of the {@code Authorization} header that asks for a token. */
  public String basicAuthorization() {
    return app.basic();
  }

  public String tokenAddress() {
    return access.tokenUrl().toString();
  }

  public String userAgent() {
    return access.userAgent();
  }

  public @Nullable String form() {
    return request.form() == null ? null : RedditRequest.encode(request.form());
  }

  /** An application token. */
  public record Token(String value, java.time.Instant expiresAt) {
    @Override
    public String toString() {
      return "Token until " + expiresAt;
    }
  }
}
