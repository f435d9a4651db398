package hub.integration.run;

import hub.integration.run.Generation.Entry;
import java.util.concurrent.RejectedExecutionException;
import org.apache.camel.AsyncCallback;
import org.apache.camel.Exchange;
import org.apache.camel.component.direct.DirectConsumer;
import org.apache.camel.component.direct.DirectConsumerNotAvailableException;
import org.apache.camel.component.direct.DirectEndpoint;
import org.apache.camel.support.AsyncProcessorSupport;
import org.jspecify.annotations.Nullable;

/**
 * Where a flow is asked. Each exchange is let in to the version that it has been in before, as long
 * as that is there, else to the one that serves.
 */
final class Door extends AsyncProcessorSupport {
  private final String key;
  private final ServedFlow flow;
  private final DirectConsumer consumer;
  private final @Nullable Recorder recorder;

  Door(String key, ServedFlow flow, DirectEndpoint endpoint, @Nullable Recorder recorder) {
    this.key = key;
    this.flow = flow;
    this.recorder = recorder;
    this.consumer = new DirectConsumer(endpoint, this, key);
  }

  ServedFlow flow() {
    return flow;
  }

  /** What Camel's callers are given in place of any version's own. */
  DirectConsumer consumer() {
    return consumer;
  }

  @Override
  public boolean process(Exchange exchange, AsyncCallback callback) {
    try {
      Generation generation = flow.enter(exchange);
      Entry entry = generation.entry(key);
      if (entry == null) {
        generation.leave();
        throw new DirectConsumerNotAvailableException(
            "%s has no route from %s".formatted(generation, key), exchange);
      }
      return through(generation, entry, exchange, callback);
    } catch (RuntimeException | DirectConsumerNotAvailableException e) {
      exchange.setException(e);
      callback.done(true);
      return true;
    }
  }

  private boolean through(
      Generation generation, Entry entry, Exchange exchange, AsyncCallback callback) {
    Tape tape = recorder == null ? null : recorder.begin(key, exchange);
    long began = System.nanoTime();
    entry.counters().begin();
    return entry
        .consumer()
        .getAsyncProcessor()
        .process(
            exchange,
            doneSync -> {
              boolean failed = exchange.getException() != null;
              entry.counters().end(System.nanoTime() - began, failed, failed && isFault(exchange));
              generation.leave();
              if (tape != null && recorder != null) {
                recorder.end(tape, generation, key, exchange);
              }
              callback.done(doneSync);
            });
  }

  /** An outage elsewhere says nothing about the version that met it, and neither does a stop. */
  private static boolean isFault(Exchange exchange) {
    Throwable cause = exchange.getException();
    while (cause != null) {
      if (cause instanceof java.io.IOException
          || cause instanceof RejectedExecutionException
          || cause instanceof hub.sources.SourceTrouble
          || cause instanceof hub.integration.FlowClosed) {
        return false;
      }
      cause = cause.getCause();
    }
    return true;
  }
}
