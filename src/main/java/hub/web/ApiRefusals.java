package hub.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Tells a program why it was not let in. */
@Component
class ApiRefusals implements AccessDeniedHandler {
  private final JsonMapper json;

  ApiRefusals(JsonMapper json) {
    this.json = json;
  }

  void unauthorized(HttpServletRequest request, HttpServletResponse response, String why)
      throws IOException {
    response.setHeader("WWW-Authenticate", "Bearer realm=\"Sluice\"");
    write(
        response,
        Problem.of(
            Problem.Kind.UNAUTHORIZED,
            why,
            request.getRequestURI(),
            "Authorization",
            "Make a token under API tokens in the workspace's menu, and send it as: Authorization:"
                + " Bearer sluice_…"));
  }

  /** The token's scopes do not reach. */
  @Override
  public void handle(
      HttpServletRequest request, HttpServletResponse response, AccessDeniedException why)
      throws IOException {
    boolean reads =
        request.getMethod().equals("GET") || request.getRequestURI().endsWith("/estimates");
    String scope = (reads ? ApiToken.Scope.READ : ApiToken.Scope.RUN).word();
    write(
        response,
        Problem.of(
            Problem.Kind.FORBIDDEN,
            "The token does not have the scope \"" + scope + "\".",
            request.getRequestURI(),
            "Authorization",
            "Make a token with the scope \"" + scope + "\" and use it here."));
  }

  private void write(HttpServletResponse response, Problem problem) throws IOException {
    response.setStatus(problem.status());
    response.setContentType(Problem.MEDIA_TYPE);
    response.setCharacterEncoding(StandardCharsets.UTF_8.name());
    response.setHeader("Cache-Control", "no-store");
    response.getWriter().write(json.writeValueAsString(problem));
  }
}
