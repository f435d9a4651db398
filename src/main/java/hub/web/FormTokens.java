package hub.web;

import hub.Sha256;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.security.web.csrf.CsrfTokenRepository;
import org.springframework.security.web.csrf.DefaultCsrfToken;
import org.springframework.stereotype.Component;

/**
 * The token in each form, made from the session's own: it ends with the session, is the same in
 * every process, and nothing is stored for it. Before a log-in a cookie of its own takes the
 * session's place.
 */
@Component
class FormTokens implements CsrfTokenRepository {
  private static final String FRESH = FormTokens.class.getName() + ".fresh";

  private final Cookies cookies;

  FormTokens(Cookies cookies) {
    this.cookies = cookies;
  }

  @Override
  public CsrfToken generateToken(HttpServletRequest request) {
    CsrfToken known = loadToken(request);
    if (known != null) {
      return known;
    }
    String secret = Secrets.fresh();
    request.setAttribute(FRESH, secret);
    return token(secret);
  }

  @Override
  public @Nullable CsrfToken loadToken(HttpServletRequest request) {
    String session = Cookies.read(request, Cookies.SESSION);
    String secret = session == null ? Cookies.read(request, Cookies.FORM) : session;
    return secret == null ? null : token(secret);
  }

  /** Nothing is stored but the secret of a browser that has none yet. */
  @Override
  public void saveToken(
      @Nullable CsrfToken token, HttpServletRequest request, HttpServletResponse response) {
    if (token != null && request.getAttribute(FRESH) instanceof String secret) {
      request.removeAttribute(FRESH);
      cookies.write(request, response, Cookies.FORM, secret, Cookies.WITH_BROWSER);
    }
  }

  private static CsrfToken token(String secret) {
    return new DefaultCsrfToken("X-CSRF-TOKEN", "_csrf", Sha256.hex("form " + secret));
  }
}
