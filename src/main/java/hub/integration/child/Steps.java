package hub.integration.child;

import org.apache.camel.AsyncCallback;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.NamedNode;
import org.apache.camel.Processor;
import org.apache.camel.spi.InterceptStrategy;
import org.apache.camel.support.CamelContextHelper;
import org.apache.camel.support.processor.DelegateAsyncProcessor;
import org.jspecify.annotations.Nullable;

/** Stands around each step: in a trial it tells it, and else it remembers which one failed. */
final class Steps implements InterceptStrategy {
  static final String FAILED = "sluice.failed";

  private final boolean trial;
  private final Trace trace;

  Steps(boolean trial, Trace trace) {
    this.trial = trial;
    this.trace = trace;
  }

  @Override
  public Processor wrapProcessorInInterceptors(
      CamelContext context,
      NamedNode definition,
      Processor target,
      @Nullable Processor nextTarget) {
    String step = definition.getId();
    String route = CamelContextHelper.getRouteId(definition);
    int line = definition.getLineNumber();
    return new DelegateAsyncProcessor(target) {
      @Override
      public boolean process(Exchange exchange, AsyncCallback callback) {
        long began = System.nanoTime();
        int number = trial ? trace.begin(exchange, route, step, Math.max(0, line)) : 0;
        return super.process(
            exchange,
            sync -> {
              Exception failure = exchange.getException();
              if (failure != null && exchange.getProperty(Steps.FAILED) == null) {
                exchange.setProperty(Steps.FAILED, step);
              }
              trace.end(exchange, number, System.nanoTime() - began, failure);
              callback.done(sync);
            });
      }
    };
  }
}
