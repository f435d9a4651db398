package hub.integration.child;

import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.Exchange;
import org.jspecify.annotations.Nullable;

/** Tells a trial step by step as it goes, so that of one that never ends its steps are known. */
final class Trace {
  static final int MOST = 200;
  private static final String STEP = "sluice.step";

  private final Hub hub;
  private final Secrets secrets;
  private final AtomicInteger steps = new AtomicInteger();
  private final AtomicInteger sends = new AtomicInteger();

  Trace(Hub hub, Secrets secrets) {
    this.hub = hub;
    this.secrets = secrets;
  }

  /** The step's number; 0 if it is one too many. */
  int begin(Exchange exchange, String route, String step, int line) {
    exchange.setProperty(STEP, step);
    int number = steps.incrementAndGet();
    if (number > MOST) {
      if (number == MOST + 1) {
        hub.tell(Said.cut());
      }
      return 0;
    }
    hub.tell(Said.step(number, route, step, line, Bodies.note(exchange, secrets)));
    return number;
  }

  void end(Exchange exchange, int number, long nanos, @Nullable Exception failure) {
    if (number > 0) {
      hub.tell(
          failure == null
              ? Said.after(number, nanos / 1000, Bodies.note(exchange, secrets), null)
              : Said.after(number, nanos / 1000, null, secrets.mask(Failures.inFull(failure))));
    }
  }

  /** Writes down what would leave. */
  void send(Exchange exchange, String to) {
    int number = sends.incrementAndGet();
    if (number <= MOST) {
      String step = Objects.requireNonNullElse(exchange.getProperty(STEP, String.class), "");
      hub.tell(Said.send(step, secrets.mask(to), Bodies.note(exchange, secrets)));
    } else if (number == MOST + 1) {
      hub.tell(Said.cut());
    }
  }
}
