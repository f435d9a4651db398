package hub.reddit;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import org.springframework.stereotype.Component;

/** Reddit's limit as figures for a monitoring system, all apps together. */
@Component
class RedditMeters implements MeterBinder {
  private final Allowances allowances;

  RedditMeters(Allowances allowances) {
    this.allowances = allowances;
  }

  @Override
  public void bindTo(MeterRegistry registry) {
    Gauge.builder("sluice.reddit.tokens", allowances, RedditMeters::tokens).register(registry);
    Gauge.builder("sluice.reddit.asked", allowances, RedditMeters::asked).register(registry);
    Gauge.builder("sluice.reddit.allowed", allowances, RedditMeters::allowed).register(registry);
  }

  private static double tokens(Allowances allowances) {
    return allowances.all().stream().mapToLong(Allowance::tokens).sum();
  }

  private static double asked(Allowances allowances) {
    return allowances.all().stream().mapToInt(Allowance::asked).sum();
  }

  private static double allowed(Allowances allowances) {
    return allowances.all().stream().mapToInt(Allowance::most).sum();
  }
}
