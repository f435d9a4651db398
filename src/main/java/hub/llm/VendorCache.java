package hub.llm;

import hub.budget.Tokens;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.concurrent.atomic.LongAdder;
import org.springframework.stereotype.Component;

/**
 * How much of what the vendor read it had in its cache, for a monitoring system. A prompt whose
 * beginning changes from call to call is right and only costs more, so nothing else would tell.
 */
@Component
public class VendorCache implements MeterBinder {
  private final LongAdder fromCache = new LongAdder();
  private final LongAdder readAnew = new LongAdder();

  /** Counts what a call was billed for. */
  void read(Tokens tokens) {
    fromCache.add(tokens.cached());
    readAnew.add(tokens.uncached() + tokens.cacheWrite());
  }

  @Override
  public void bindTo(MeterRegistry registry) {
    counter(registry, "cache", fromCache);
    counter(registry, "prompt", readAnew);
  }

  private static void counter(MeterRegistry registry, String from, LongAdder tokens) {
    FunctionCounter.builder("sluice.llm.input.tokens", tokens, LongAdder::doubleValue)
        .tag("from", from)
        .description("Input tokens that were billed, by where the vendor had them from")
        .register(registry);
  }
}
