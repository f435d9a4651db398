package hub.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.DeferredSecurityContext;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.context.HttpRequestResponseHolder;
import org.springframework.security.web.context.SecurityContextRepository;
import org.springframework.stereotype.Component;

/**
 * Recognises who is logged in by their cookie, once a request and only where somebody asks. The
 * account is read anew each time, so a changed role counts at the next press.
 *
 * <p>Each log-in begins a session with a token of its own, whatever cookie the browser brought: a
 * cookie that somebody planted before never becomes theirs.
 */
@Component
class SessionContexts implements SecurityContextRepository {
  private static final Duration DEVICE_LASTS = Duration.ofDays(365);

  private final LogInSessions sessions;
  private final Cookies cookies;

  SessionContexts(LogInSessions sessions, Cookies cookies) {
    this.sessions = sessions;
    this.cookies = cookies;
  }

  @Override
  public DeferredSecurityContext loadDeferredContext(HttpServletRequest request) {
    return new AskedOnce(request);
  }

  @Override
  @Deprecated
  public SecurityContext loadContext(HttpRequestResponseHolder holder) {
    return new AskedOnce(holder.getRequest()).get();
  }

  @Override
  public void saveContext(
      SecurityContext context, HttpServletRequest request, HttpServletResponse response) {
    String before = Cookies.read(request, Cookies.SESSION);
    if (before != null) {
      sessions.end(before);
    }
    Authentication who = context.getAuthentication();
    if (who != null && who.getPrincipal() instanceof Account account) {
      begin(account.user(), request, response);
    } else if (before != null) {
      cookies.forget(request, response, Cookies.SESSION);
    }
  }

  /** Logs somebody in who showed by a link that they are this account's person. */
  void logIn(Account account, HttpServletRequest request, HttpServletResponse response) {
    account.eraseCredentials();
    SecurityContext context = SecurityContextHolder.createEmptyContext();
    context.setAuthentication(
        UsernamePasswordAuthenticationToken.authenticated(account, null, account.getAuthorities()));
    SecurityContextHolder.setContext(context);
    saveContext(context, request, response);
  }

  private void begin(CurrentUser user, HttpServletRequest request, HttpServletResponse response) {
    Visit visit = Visit.of(request);
    String device = Objects.requireNonNullElseGet(visit.device(), Secrets::fresh);
    String token = sessions.begin(user, visit, device);
    cookies.write(request, response, Cookies.SESSION, token, Cookies.WITH_BROWSER);
    cookies.write(request, response, Cookies.DEVICE, device, DEVICE_LASTS);
  }

  @Override
  public boolean containsContext(HttpServletRequest request) {
    return Cookies.read(request, Cookies.SESSION) != null;
  }

  /** Reads the session when somebody first asks who is there. */
  private final class AskedOnce implements DeferredSecurityContext {
    private final HttpServletRequest request;
    private @Nullable SecurityContext context;
    private boolean nobody;

    AskedOnce(HttpServletRequest request) {
      this.request = request;
    }

    @Override
    public SecurityContext get() {
      SecurityContext known = context;
      if (known == null) {
        known = SecurityContextHolder.createEmptyContext();
        Optional<LogInSessions.Found> found =
            Optional.ofNullable(Cookies.read(request, Cookies.SESSION)).flatMap(sessions::find);
        found.map(SessionAuthentication::new).ifPresent(known::setAuthentication);
        nobody = found.isEmpty();
        context = known;
      }
      return known;
    }

    @Override
    public boolean isGenerated() {
      get();
      return nobody;
    }
  }
}
