package hub.audit;

import hub.web.CurrentUser;
import hub.web.Session;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.HandlerMapping;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/**
 * Writes into the log what each request asks for, before it is done: nothing is done that the log
 * does not know, and what cannot be written there is not done. That it was refused is a second
 * entry.
 */
@Component
class AuditedRequests implements HandlerInterceptor, WebMvcConfigurer {
  private static final String ASKED = AuditedRequests.class.getName();
  private static final String PROGRAMS = "/api/";

  private final AuditTrail trail;

  AuditedRequests(AuditTrail trail) {
    this.trail = trail;
  }

  @Override
  public void addInterceptors(InterceptorRegistry registry) {
    registry.addInterceptor(this);
  }

  @Override
  public boolean preHandle(
      HttpServletRequest request, HttpServletResponse response, Object handler) {
    CurrentUser user = Session.currentUser();
    if (user != null && request.getDispatcherType() == DispatcherType.REQUEST) {
      AuditTrail.Act act = act(user, request);
      if (act != null) {
        trail.record(act);
        request.setAttribute(ASKED, act);
      }
    }
    return true;
  }

  @Override
  public void afterCompletion(
      HttpServletRequest request,
      HttpServletResponse response,
      Object handler,
      @Nullable Exception failure) {
    int status =
        failure == null ? response.getStatus() : HttpServletResponse.SC_INTERNAL_SERVER_ERROR;
    if (status >= HttpServletResponse.SC_BAD_REQUEST
        && request.getAttribute(ASKED) instanceof AuditTrail.Act asked) {
      request.removeAttribute(ASKED);
      trail.record(
          new AuditTrail.Act(
              asked.workspaceId(),
              asked.actor(),
              asked.byProgram(),
              asked.words(),
              asked.subject(),
              asked.detail(),
              status));
    }
  }

  private static AuditTrail.@Nullable Act act(CurrentUser user, HttpServletRequest request) {
    String pattern =
        String.valueOf(request.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE));
    Acts.Words words = Acts.of(request.getMethod(), pattern);
    return words == null
        ? null
        : new AuditTrail.Act(
            user.workspaceId(),
            user.id(),
            pattern.startsWith(PROGRAMS),
            words.words(),
            subject(request),
            detail(request, words),
            0);
  }

  /** The address's variables; null if it has none. */
  private static @Nullable String subject(HttpServletRequest request) {
    return request.getAttribute(HandlerMapping.URI_TEMPLATE_VARIABLES_ATTRIBUTE)
                instanceof Map<?, ?> variables
            && !variables.isEmpty()
        ? new TreeMap<>(variables)
            .values().stream().map(String::valueOf).collect(Collectors.joining(", "))
        : null;
  }

  private static @Nullable String detail(HttpServletRequest request, Acts.Words words) {
    String shown =
        words.fields().stream()
            .flatMap(field -> values(request, field))
            .collect(Collectors.joining(", "));
    return shown.isEmpty() ? null : shown;
  }

  private static Stream<String> values(HttpServletRequest request, String field) {
    String[] values = request.getParameterValues(field);
    return values == null || String.join("", values).isBlank()
        ? Stream.empty()
        : Stream.of(field + " " + String.join(" ", values).strip());
  }
}
