package hub.web;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.authentication.AuthenticationFailureHandler;
import org.springframework.security.web.authentication.SavedRequestAwareAuthenticationSuccessHandler;

/** Counts log-ins that fail, and forgets them after one that does not. */
class LogInOutcome extends SavedRequestAwareAuthenticationSuccessHandler
    implements AuthenticationFailureHandler {
  private final LogInAttempts attempts;

  LogInOutcome(LogInAttempts attempts) {
    this.attempts = attempts;
  }

  @Override
  public void onAuthenticationFailure(
      HttpServletRequest request, HttpServletResponse response, AuthenticationException why)
      throws IOException {
    attempts.failed(request.getRemoteAddr(), LogInGate.email(request));
    response.sendRedirect(request.getContextPath() + "/log-in?failed");
  }

  @Override
  public void onAuthenticationSuccess(
      HttpServletRequest request, HttpServletResponse response, Authentication who)
      throws ServletException, IOException {
    attempts.succeeded(request.getRemoteAddr(), LogInGate.email(request));
    super.onAuthenticationSuccess(request, response, who);
  }
}
