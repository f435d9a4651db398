package crash;

import hub.Hub;
import java.util.concurrent.CountDownLatch;
import org.apache.camel.AsyncCallback;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.NamedNode;
import org.apache.camel.Processor;
import org.apache.camel.spi.InterceptStrategy;
import org.apache.camel.support.processor.DelegateAsyncProcessor;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.support.GenericApplicationContext;

/**
 * A hub that stops at the moment at which it fires a monitor, says so and waits to be killed. The
 * first argument says whether it stops before the run has begun or after; the rest are the hub's
 * settings.
 */
public final class MonitorHub {
  static final String READY = "ready";
  static final String BEFORE = "before";
  static final String AFTER = "after";
  static final String FIRING = "firing";

  private MonitorHub() {}

  public static void main(String[] arguments) {
    new SpringApplicationBuilder(Hub.class)
        .initializers(
            context ->
                ((GenericApplicationContext) context)
                    .registerBean(
                        "stop-at-firing",
                        InterceptStrategy.class,
                        () -> new StopAtFiring(arguments[0].equals(BEFORE))))
        .run(java.util.Arrays.copyOfRange(arguments, 1, arguments.length));
    tell(READY);
  }

  private static void tell(String line) {
    System.out.println(line);
    System.out.flush();
  }

  /** Stands around the step that fires what a trigger says. */
  private record StopAtFiring(boolean before) implements InterceptStrategy {
    @Override
    public Processor wrapProcessorInInterceptors(
        CamelContext context, NamedNode definition, Processor target, Processor next) {
      return "fire-monitor".equals(definition.getId()) ? new Around(target, before) : target;
    }
  }

  private static final class Around extends DelegateAsyncProcessor {
    private final boolean before;

    Around(Processor target, boolean before) {
      super(target);
      this.before = before;
    }

    @Override
    public boolean process(Exchange exchange, AsyncCallback callback) {
      if (before) {
        waitToBeKilled();
      }
      return super.process(
          exchange,
          sync -> {
            waitToBeKilled();
            callback.done(sync);
          });
    }

    private static void waitToBeKilled() {
      tell(FIRING);
      try {
        new CountDownLatch(1).await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
