package hub.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.http.MediaType;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.AuthenticationEntryPoint;

/**
 * Leads whoever is not logged in to the whole log-in page: a fragment asked for by htmx would put
 * that page into a card, and a stream or a script can do nothing with it. The log-in then leads
 * back.
 */
class ToLogIn implements AuthenticationEntryPoint {

  @Override
  public void commence(
      HttpServletRequest request, HttpServletResponse response, AuthenticationException why)
      throws IOException {
    if (request.getHeader("HX-Request") != null) {
      response.setHeader(
          "HX-Redirect", Destination.logIn(request, "ended", Destination.of(request)));
      response.setStatus(HttpServletResponse.SC_UNAUTHORIZED);
    } else if (wantsPage(request)) {
      boolean wasLoggedIn = Cookies.read(request, Cookies.SESSION) != null;
      response.sendRedirect(
          Destination.logIn(request, wasLoggedIn ? "ended" : "", Destination.of(request)));
    } else {
      response.setStatus(HttpServletResponse.SC_UNAUTHORIZED);
    }
  }

  /** A browser that opens an address names text/html; a stream and a script's fetch do not. */
  private static boolean wantsPage(HttpServletRequest request) {
    String accept = request.getHeader("Accept");
    return accept != null && accept.contains(MediaType.TEXT_HTML_VALUE);
  }
}
