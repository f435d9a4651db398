package hub.start;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockFilterChain;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

class StartGateTest {
  private final MockFilterChain chain = new MockFilterChain();
  private final MockHttpServletResponse response = new MockHttpServletResponse();

  @Test
  void aRequestWaitsUntilTheHubHasStarted() throws Exception {
    StartGate gate = new StartGate(Duration.ofMinutes(1));
    Thread asking = Thread.startVirtualThread(() -> ask(gate, "/"));
    await().until(() -> asking.getState() == Thread.State.TIMED_WAITING);
    assertThat(chain.getRequest()).isNull();

    gate.open();
    asking.join();
    assertThat(chain.getRequest()).isNotNull();
  }

  @Test
  void isToldToComeBackWhenThatTakesLong() {
    ask(new StartGate(Duration.ZERO), "/");
    assertThat(response.getStatus()).isEqualTo(503);
    assertThat(response.getHeader("Retry-After")).isEqualTo("5");
    assertThat(chain.getRequest()).isNull();
  }

  @Test
  void probesDoNotWait() {
    CompletableFuture.runAsync(
            () -> ask(new StartGate(Duration.ofMinutes(1)), "/actuator/health/liveness"))
        .orTimeout(30, java.util.concurrent.TimeUnit.SECONDS)
        .join();
    assertThat(chain.getRequest()).isNotNull();
  }

  private void ask(StartGate gate, String path) {
    try {
      gate.doFilter(new MockHttpServletRequest("GET", path), response, chain);
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }
}
