package hub.web;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;

/** The session of the request at hand. */
public final class Session {
  private Session() {}

  /** Who is logged in, or null on the pages before a log-in. */
  public static @Nullable CurrentUser currentUser() {
    Authentication who = SecurityContextHolder.getContext().getAuthentication();
    return who != null && who.getPrincipal() instanceof Account account ? account.user() : null;
  }

  /** The session's id, or null where nobody is logged in by a browser. */
  static @Nullable UUID id() {
    return SecurityContextHolder.getContext().getAuthentication()
            instanceof SessionAuthentication session
        ? session.sessionId()
        : null;
  }
}
