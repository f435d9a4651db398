package crash;

import hub.jobs.Claim;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.camel.AsyncCallback;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.NamedNode;
import org.apache.camel.Processor;
import org.apache.camel.spi.InterceptStrategy;
import org.apache.camel.support.processor.DelegateAsyncProcessor;

/**
 * Stops a hub at one point of one stage, says so on its standard output and waits to be killed. It
 * sits in the hub's own routes, around the step that bears the point's name.
 */
public final class KillPoint implements InterceptStrategy {
  /** Where a paid call can be cut. */
  public enum Point {
    HOLD_COMMITTED,
    REQUEST_SENT,
    ANSWER_RECEIVED,
    BEFORE_COMMIT
  }

  static final String REACHED = "reached the kill point";

  /** How long after the request left the hub is killed; the sandbox answers much later. */
  private static final int UNDER_WAY_MS = 100;

  private final Point point;
  private final String stage;
  private final AtomicBoolean reached = new AtomicBoolean();

  KillPoint(Point point, String stage) {
    this.point = point;
    this.stage = stage;
  }

  private String step() {
    return switch (point) {
      case HOLD_COMMITTED -> "mark-sent";
      case REQUEST_SENT -> "openai";
      case ANSWER_RECEIVED -> "settle";
      case BEFORE_COMMIT ->
          switch (stage) {
            case "merge" -> "merged";
            case "rank" -> "ranked";
            default -> stage + "-recorded";
          };
    };
  }

  @Override
  public Processor wrapProcessorInInterceptors(
      CamelContext context, NamedNode definition, Processor target, Processor next) {
    return step().equals(definition.getId()) ? new Around(target) : target;
  }

  private final class Around extends DelegateAsyncProcessor {
    Around(Processor target) {
      super(target);
    }

    @Override
    public boolean process(Exchange exchange, AsyncCallback callback) {
      Claim claim = exchange.getProperty("claim", Claim.class);
      if (claim != null && claim.kind().equals(stage) && reached.compareAndSet(false, true)) {
        waitToBeKilled();
      }
      return super.process(exchange, callback);
    }
  }

  private void waitToBeKilled() {
    if (point == Point.REQUEST_SENT) {
      Executors.newSingleThreadScheduledExecutor()
          .schedule(KillPoint::say, UNDER_WAY_MS, TimeUnit.MILLISECONDS);
      return;
    }
    say();
    try {
      new CountDownLatch(1).await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void say() {
    System.out.println(REACHED);
    System.out.flush();
  }
}
