package hub.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.authentication.AuthenticationFailureHandler;
import org.springframework.security.web.authentication.AuthenticationSuccessHandler;

/** Leads on after a log-in; one that was right is no longer counted. */
class LogInOutcome implements AuthenticationSuccessHandler, AuthenticationFailureHandler {
  private final LogInAttempts attempts;

  LogInOutcome(LogInAttempts attempts) {
    this.attempts = attempts;
  }

  @Override
  public void onAuthenticationFailure(
      HttpServletRequest request, HttpServletResponse response, AuthenticationException why)
      throws IOException {
    String next = Destination.checked(request.getParameter(Destination.PARAMETER));
    response.sendRedirect(Destination.logIn(request, "failed", next));
  }

  @Override
  public void onAuthenticationSuccess(
      HttpServletRequest request, HttpServletResponse response, Authentication who)
      throws IOException {
    attempts.succeeded(Visit.of(request), LogInGate.email(request));
    String next = Destination.checked(request.getParameter(Destination.PARAMETER));
    response.sendRedirect(request.getContextPath() + next);
  }
}
