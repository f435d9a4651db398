package hub.integration.run;

import hub.integration.RouteTraffic;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.micrometer.core.instrument.Tags;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.springframework.stereotype.Component;

/** What goes through flows here, for those who watch the hub from outside. */
@Component
class FlowMeters {
  private final MultiGauge exchanges;
  private final MultiGauge failures;
  private final MultiGauge inFlight;
  private final MultiGauge mean;
  private final MultiGauge p99;

  FlowMeters(MeterRegistry registry) {
    exchanges = gauge(registry, "exchanges", "Exchanges that ended, of the version that serves");
    failures = gauge(registry, "failures", "Exchanges that failed, of the version that serves");
    inFlight = gauge(registry, "in.flight", "Exchanges under way");
    mean = gauge(registry, "mean.seconds", "How long an exchange took on average");
    p99 = gauge(registry, "p99.seconds", "Within which 99 of 100 exchanges ended");
  }

  private static MultiGauge gauge(MeterRegistry registry, String name, String what) {
    return MultiGauge.builder("sluice.flow." + name).description(what).register(registry);
  }

  /** Takes the figures over, by the flow's name. */
  void show(Map<String, List<RouteTraffic>> traffic) {
    exchanges.register(rows(traffic, RouteTraffic::exchanges), true);
    failures.register(rows(traffic, RouteTraffic::failures), true);
    inFlight.register(rows(traffic, RouteTraffic::inFlight), true);
    mean.register(rows(traffic, each -> each.meanMicros() / 1e6), true);
    p99.register(rows(traffic, each -> each.p99Micros() / 1e6), true);
  }

  private static List<Row<?>> rows(
      Map<String, List<RouteTraffic>> traffic, ToDoubleFunction<RouteTraffic> figure) {
    List<Row<?>> rows = new ArrayList<>();
    traffic.forEach(
        (flow, routes) ->
            routes.forEach(
                route ->
                    rows.add(
                        Row.of(
                            Tags.of("flow", flow, "route", route.route()),
                            figure.applyAsDouble(route)))));
    return rows;
  }
}
