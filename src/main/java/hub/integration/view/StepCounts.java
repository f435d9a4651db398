package hub.integration.view;

import hub.integration.view.StepTraffic.Count;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.apache.camel.AsyncCallback;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.NamedNode;
import org.apache.camel.Processor;
import org.apache.camel.spi.InterceptStrategy;
import org.apache.camel.support.processor.DelegateAsyncProcessor;
import org.springframework.stereotype.Component;

/**
 * Counts what goes through each step that runs in this process. A step that is loaded again, as at
 * each publication, begins at nothing.
 */
@Component
class StepCounts implements InterceptStrategy {
  private final Map<String, Counter> counters = new ConcurrentHashMap<>();

  /** One step's figures; many threads add to them. */
  private static final class Counter {
    private final LongAdder messages = new LongAdder();
    private final LongAdder failures = new LongAdder();

    private Count count() {
      return new Count(messages.sum(), failures.sum());
    }
  }

  @Override
  public Processor wrapProcessorInInterceptors(
      CamelContext camel, NamedNode step, Processor target, Processor next) {
    Counter counter = new Counter();
    counters.put(step.getId(), counter);
    return new Counting(target, counter);
  }

  /** Counts before and looks after. */
  private static final class Counting extends DelegateAsyncProcessor {
    private final Counter counter;

    Counting(Processor target, Counter counter) {
      super(target);
      this.counter = counter;
    }

    @Override
    public boolean process(Exchange exchange, AsyncCallback callback) {
      counter.messages.increment();
      return super.process(
          exchange,
          doneSync -> {
            if (exchange.isFailed()) {
              counter.failures.increment();
            }
            callback.done(doneSync);
          });
    }
  }

  /**
   * The counts of a route's steps.
   *
   * @param loadedAs by which id a step runs, given the one its author wrote
   */
  StepTraffic of(Shape.Route route, UnaryOperator<String> loadedAs) {
    return new StepTraffic(
        route
            .all()
            .map(Shape.Step::id)
            .filter(id -> counters.containsKey(loadedAs.apply(id)))
            .distinct()
            .collect(
                Collectors.toMap(id -> id, id -> counters.get(loadedAs.apply(id)).count())));
  }
}
