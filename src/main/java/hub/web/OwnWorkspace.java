package hub.web;

import hub.ActingFor;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.security.web.util.matcher.RequestMatcher;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Has all that a request reads and writes done for the workspace of whoever is logged in, and no
 * other; but for administrators in the places that show the whole installation.
 */
final class OwnWorkspace extends OncePerRequestFilter {
  private final RequestMatcher personal;
  private final RequestMatcher wholeInstallation;

  /**
   * @param personal requests that may read something of somebody's; the others need not even know
   *     who asks
   * @param wholeInstallation what shows administrators all workspaces
   */
  OwnWorkspace(RequestMatcher personal, RequestMatcher wholeInstallation) {
    this.personal = personal;
    this.wholeInstallation = wholeInstallation;
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    CurrentUser user = personal.matches(request) ? Session.currentUser() : null;
    if (user == null || user.administrator() && wholeInstallation.matches(request)) {
      chain.doFilter(request, response);
      return;
    }
    try {
      ActingFor.workspace(
          user.workspaceId(),
          () -> {
            chain.doFilter(request, response);
            return user;
          });
    } catch (ServletException | IOException | RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new ServletException(e);
    }
  }

  /** A page that says what went wrong is still somebody's. */
  @Override
  protected boolean shouldNotFilterErrorDispatch() {
    return false;
  }
}
