package hub.outages;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import org.springframework.stereotype.Component;

/** Each vendor's breaker for a monitoring system: 0 closed, 1 probing, 2 open. */
@Component
class BreakerMeters implements MeterBinder {
  private final Breakers breakers;

  BreakerMeters(Breakers breakers) {
    this.breakers = breakers;
  }

  @Override
  public void bindTo(MeterRegistry registry) {
    for (Guarded vendor : Guarded.values()) {
      Gauge.builder(
              "sluice.breaker",
              breakers,
              known -> known.all().get(vendor.ordinal()).state().ordinal())
          .tag("vendor", vendor.word())
          .register(registry);
    }
  }
}
