package hub.web;

import java.io.Serial;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AbstractAuthenticationToken;

/** A person in a browser that is logged in. */
final class SessionAuthentication extends AbstractAuthenticationToken {
  @Serial private static final long serialVersionUID = 1;

  private final Account account;
  private final UUID sessionId;

  SessionAuthentication(LogInSessions.Found session) {
    super(session.account().getAuthorities());
    this.account = session.account();
    this.sessionId = session.id();
    setAuthenticated(true);
  }

  UUID sessionId() {
    return sessionId;
  }

  @Override
  public Account getPrincipal() {
    return account;
  }

  /** The session's token is not kept. */
  @Override
  public @Nullable Object getCredentials() {
    return null;
  }
}
