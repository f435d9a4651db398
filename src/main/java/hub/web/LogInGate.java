package hub.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Objects;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;
import org.springframework.web.filter.OncePerRequestFilter;

/** Counts each log-in, and refuses it before its password is looked at when too many failed. */
class LogInGate extends OncePerRequestFilter {
  private final LogInAttempts attempts;
  private final RequestMatcher logIn =
      PathPatternRequestMatcher.withDefaults()
          .matcher(org.springframework.http.HttpMethod.POST, "/log-in");

  LogInGate(LogInAttempts attempts) {
    this.attempts = attempts;
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    if (logIn.matches(request) && !attempts.mayTry(Visit.of(request), email(request))) {
      String next = Destination.checked(request.getParameter(Destination.PARAMETER));
      response.sendRedirect(Destination.logIn(request, "paused", next));
    } else {
      chain.doFilter(request, response);
    }
  }

  static String email(HttpServletRequest request) {
    return Objects.requireNonNullElse(request.getParameter("email"), "").replace("\0", "");
  }
}
