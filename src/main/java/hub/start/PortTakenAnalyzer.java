package hub.start;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.web.server.PortInUseException;
import org.springframework.core.annotation.Order;

/** Says that the hub's port is taken. */
@Order(0)
class PortTakenAnalyzer extends AbstractFailureAnalyzer<PortInUseException> {

  @Override
  protected FailureAnalysis analyze(Throwable rootFailure, PortInUseException taken) {
    return new FailureAnalysis(
        "Port %d is in use by another program.".formatted(taken.getPort()),
        "Stop that program, or choose another port: SERVER_PORT=%d.".formatted(taken.getPort() + 1),
        taken);
  }
}
