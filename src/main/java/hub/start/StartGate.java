package hub.start;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.context.event.ApplicationStartedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Lets requests wait that come before the journeys and flows they need: the web server opens its
 * port first, then Camel starts. Probes are answered at once.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
class StartGate extends OncePerRequestFilter {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final CountDownLatch started = new CountDownLatch(1);
  private final Duration patience;

  @Autowired
  StartGate() {
    this(PATIENCE);
  }

  StartGate(Duration patience) {
    this.patience = patience;
  }

  /** After those that serve flows, which listen first of all. */
  @EventListener(ApplicationStartedEvent.class)
  @Order(Ordered.LOWEST_PRECEDENCE)
  void open() {
    started.countDown();
  }

  @Override
  protected boolean shouldNotFilter(HttpServletRequest request) {
    return request.getRequestURI().startsWith(request.getContextPath() + "/actuator/");
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    if (isOpen()) {
      chain.doFilter(request, response);
    } else {
      response.setStatus(HttpServletResponse.SC_SERVICE_UNAVAILABLE);
      response.setHeader("Retry-After", "5");
      response.setContentType("text/plain;charset=utf-8");
      response
          .getOutputStream()
          .write("Sluice is starting; try again in a moment.\n".getBytes(StandardCharsets.UTF_8));
    }
  }

  private boolean isOpen() {
    try {
      return started.await(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
