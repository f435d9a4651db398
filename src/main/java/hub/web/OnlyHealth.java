package hub.web;

import hub.Roles;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/** A process without pages answers to those who look after it, and to nobody else. */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
@EnableConfigurationProperties(Roles.class)
class OnlyHealth extends OncePerRequestFilter {
  private final Roles roles;

  OnlyHealth(Roles roles) {
    this.roles = roles;
  }

  @Override
  protected boolean shouldNotFilter(HttpServletRequest request) {
    return roles.web() || request.getRequestURI().startsWith("/actuator/");
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    response.setStatus(HttpStatus.NOT_FOUND.value());
    response.setContentType(MediaType.TEXT_PLAIN_VALUE);
    response.getWriter().println("This process does jobs and serves no pages (hub.roles).");
  }
}
