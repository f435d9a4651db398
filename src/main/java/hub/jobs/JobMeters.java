package hub.jobs;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The queue as figures for a monitoring system; read from the database once per look at them. */
@Component
class JobMeters implements MeterBinder {
  /** All gauges of one scrape come from one look. */
  private static final Duration FRESH = Duration.ofSeconds(5);

  private record Seen(QueueView queue, int dead, int sent, Instant at) {}

  private final QueueReader reader;
  private final DeadLetters letters;
  private final Clock clock;
  private @Nullable Seen seen;

  JobMeters(QueueReader reader, DeadLetters letters, Clock clock) {
    this.reader = reader;
    this.letters = letters;
    this.clock = clock;
  }

  @Override
  public void bindTo(MeterRegistry registry) {
    for (Lane lane : Lane.values()) {
      lane(registry, lane, "sluice.jobs.waiting", QueueView.LaneLine::waiting);
      lane(registry, lane, "sluice.jobs.parked", QueueView.LaneLine::parked);
      lane(registry, lane, "sluice.jobs.running", QueueView.LaneLine::running);
      lane(registry, lane, "sluice.jobs.oldest.seconds", this::oldestSeconds);
      lane(registry, lane, "sluice.jobs.promised.seconds", one -> one.promised().toSeconds());
    }
    gauge(registry, "sluice.jobs.dead", Seen::dead);
    gauge(registry, "sluice.jobs.sent", Seen::sent);
    gauge(
        registry,
        "sluice.workers",
        now ->
            now.queue().processes().stream()
                .filter(QueueView.Process::alive)
                .mapToInt(QueueView.Process::workers)
                .sum());
    gauge(registry, "sluice.database.connections", now -> now.queue().connections());
    gauge(registry, "sluice.database.snapshot.seconds", JobMeters::snapshotSeconds);
  }

  private void lane(
      MeterRegistry registry, Lane lane, String name, ToDoubleFunction<QueueView.LaneLine> value) {
    Gauge.builder(
            name,
            this,
            meters -> value.applyAsDouble(meters.look().queue().lanes().get(lane.ordinal())))
        .tag("lane", lane.word())
        .register(registry);
  }

  private void gauge(MeterRegistry registry, String name, ToDoubleFunction<Seen> value) {
    Gauge.builder(name, this, meters -> value.applyAsDouble(meters.look())).register(registry);
  }

  private double oldestSeconds(QueueView.LaneLine lane) {
    return lane.oldest() == null ? 0 : Duration.between(lane.oldest(), clock.instant()).toSeconds();
  }

  private static double snapshotSeconds(Seen now) {
    QueueView.Snapshot snapshot = now.queue().snapshot();
    return snapshot == null ? 0 : Duration.between(snapshot.since(), now.at()).toSeconds();
  }

  private synchronized Seen look() {
    Seen known = seen;
    if (known == null || known.at().plus(FRESH).isBefore(clock.instant())) {
      known = new Seen(reader.look(), letters.count(), reader.sent(), clock.instant());
      seen = known;
    }
    return known;
  }
}
