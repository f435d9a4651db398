package hub.integration.view;

import hub.integration.view.StepTraffic.Count;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.camel.AsyncCallback;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.NamedNode;
import org.apache.camel.Processor;
import org.apache.camel.spi.InterceptStrategy;
import org.apache.camel.support.processor.DelegateAsyncProcessor;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Counts what goes through each step that runs in this process. A flow's versions are loaded under
 * ids of their own; of each step the last two are kept: what serves, and what may take over.
 */
@Component
class StepCounts implements InterceptStrategy {
  private static final Pattern VERSION = Pattern.compile("^v\\d+\\.");
  private static final int VERSIONS_KEPT = 2;

  private final Map<String, List<Counter>> counters = new ConcurrentHashMap<>();

  /** One step's figures; many threads add to them. */
  private static final class Counter {
    private final String loadedAs;
    private final LongAdder messages = new LongAdder();
    private final LongAdder failures = new LongAdder();

    private Counter(String loadedAs) {
      this.loadedAs = loadedAs;
    }

    private Count count() {
      return new Count(messages.sum(), failures.sum());
    }
  }

  @Override
  public Processor wrapProcessorInInterceptors(
      CamelContext camel, NamedNode step, Processor target, @Nullable Processor next) {
    Counter counter = new Counter(loadedAs(step));
    counters.merge(written(counter.loadedAs), List.of(counter), StepCounts::lastOnes);
    return new Counting(target, counter);
  }

  /** Camel keeps what stands before the ids of a whole route apart from them. */
  private static String loadedAs(NamedNode step) {
    String prefix = Objects.requireNonNullElse(step.getNodePrefixId(), "");
    return step.getId().startsWith(prefix) ? step.getId() : prefix + step.getId();
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

  /** A step's id as its author wrote it. */
  private static String written(String loadedAs) {
    return VERSION.matcher(loadedAs).replaceFirst("");
  }

  private static List<Counter> lastOnes(List<Counter> before, List<Counter> added) {
    Counter fresh = added.getFirst();
    Stream<Counter> others =
        before.stream().filter(counter -> !counter.loadedAs.equals(fresh.loadedAs));
    return Stream.concat(Stream.of(fresh), others).limit(VERSIONS_KEPT).toList();
  }

  /**
   * The counts of a route's steps.
   *
   * @param loadedAs by which id a step runs, given the one its author wrote
   */
  StepTraffic of(Shape.Route route, UnaryOperator<String> loadedAs) {
    Map<String, Count> found = new HashMap<>();
    route
        .all()
        .map(Shape.Step::id)
        .forEach(
            id ->
                counters.getOrDefault(written(loadedAs.apply(id)), List.of()).stream()
                    .filter(counter -> counter.loadedAs.equals(loadedAs.apply(id)))
                    .forEach(counter -> found.put(id, counter.count())));
    return new StepTraffic(Map.copyOf(found));
  }
}
