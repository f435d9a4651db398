package hub.web;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.authentication.InsufficientAuthenticationException;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.security.web.access.AccessDeniedHandlerImpl;
import org.springframework.security.web.csrf.CsrfException;

/**
 * A form that outlived its session is no attack: it leads to the log-in, or to a page that says
 * what happened. Everything else that is not allowed gets the page that says so.
 */
class Refused implements AccessDeniedHandler {
  private final AccessDeniedHandler forbidden = new AccessDeniedHandlerImpl();
  private final AuthenticationEntryPoint toLogIn;

  Refused(AuthenticationEntryPoint toLogIn) {
    this.toLogIn = toLogIn;
  }

  @Override
  public void handle(
      HttpServletRequest request, HttpServletResponse response, AccessDeniedException why)
      throws IOException, ServletException {
    if (!(why instanceof CsrfException)) {
      forbidden.handle(request, response, why);
    } else if (Session.currentUser() != null) {
      oldForm(request, response, why);
    } else if (request.getRequestURI().equals(request.getContextPath() + "/log-in")) {
      String next = Destination.checked(request.getParameter(Destination.PARAMETER));
      response.sendRedirect(Destination.logIn(request, "again", next));
    } else {
      toLogIn.commence(
          request, response, new InsufficientAuthenticationException("The session has ended", why));
    }
  }

  /** The form was opened before the last log-in. A fragment's page is loaded anew. */
  private void oldForm(
      HttpServletRequest request, HttpServletResponse response, AccessDeniedException why)
      throws IOException, ServletException {
    if (request.getHeader("HX-Request") != null) {
      response.setHeader("HX-Refresh", "true");
      response.setStatus(HttpServletResponse.SC_FORBIDDEN);
    } else {
      request.setAttribute("oldForm", Destination.before(request));
      forbidden.handle(request, response, why);
    }
  }
}
