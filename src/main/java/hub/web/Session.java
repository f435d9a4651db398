package hub.web;

import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;

/** The session of the request at hand. */
final class Session {
  private Session() {}

  /** Who is logged in, or null on the pages before a log-in. */
  static @Nullable CurrentUser currentUser() {
    Authentication who = SecurityContextHolder.getContext().getAuthentication();
    return who != null && who.getPrincipal() instanceof Account account ? account.user() : null;
  }
}
