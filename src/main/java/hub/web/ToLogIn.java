package hub.web;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.http.MediaType;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.authentication.LoginUrlAuthenticationEntryPoint;

/**
 * Leads whoever is not logged in to the whole log-in page: a fragment asked for by htmx would put
 * that page into a card, and a stream or a script can do nothing with it.
 */
class ToLogIn implements AuthenticationEntryPoint {
  private final AuthenticationEntryPoint page = new LoginUrlAuthenticationEntryPoint("/log-in");

  @Override
  public void commence(
      HttpServletRequest request, HttpServletResponse response, AuthenticationException why)
      throws IOException, ServletException {
    if (request.getHeader("HX-Request") != null) {
      response.setHeader("HX-Redirect", request.getContextPath() + "/log-in?ended");
      response.setStatus(HttpServletResponse.SC_UNAUTHORIZED);
    } else if (wantsPage(request)) {
      page.commence(request, response, why);
    } else {
      response.setStatus(HttpServletResponse.SC_UNAUTHORIZED);
    }
  }

  /** A browser that opens an address names text/html; a stream and a script's fetch do not. */
  static boolean wantsPage(HttpServletRequest request) {
    String accept = request.getHeader("Accept");
    return accept != null
        && accept.contains(MediaType.TEXT_HTML_VALUE)
        && request.getHeader("HX-Request") == null;
  }
}
