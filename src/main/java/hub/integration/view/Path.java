package hub.integration.view;

import hub.integration.delivery.Delivery;
import hub.jobs.Trace.Leg;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The way of one analysis through the routes, on one scale of time. */
public record Path(String topic, List<Stretch> stretches, Instant began, Instant ended) {

  /**
   * What one route did for it.
   *
   * @param route its id; null if it does not run in this process
   * @param flow whether it is a flow and not the hub's own
   */
  public record Stretch(
      String name,
      @Nullable String route,
      boolean flow,
      int messages,
      int attempts,
      int dead,
      Instant began,
      @Nullable Instant ended) {

    static Stretch of(Leg leg, @Nullable String route) {
      return new Stretch(
          leg.kind(),
          route,
          false,
          leg.jobs(),
          leg.attempts(),
          leg.dead(),
          leg.began(),
          leg.ended());
    }

    static Stretch of(Delivery delivery) {
      return new Stretch(
          delivery.flow(),
          null,
          true,
          1,
          delivery.attempts(),
          delivery.state() == Delivery.State.DEAD ? 1 : 0,
          delivery.at(),
          delivery.endedAt());
    }
  }

  static Path of(String topic, List<Stretch> stretches, Instant now) {
    Instant began = stretches.stream().map(Stretch::began).min(Instant::compareTo).orElse(now);
    Instant ended =
        stretches.stream()
            .flatMap(each -> Stream.of(Objects.requireNonNullElse(each.ended(), now)))
            .max(Instant::compareTo)
            .orElse(now);
    return new Path(topic, stretches, began, ended);
  }

  /** Where a stretch begins, from 0 to 1. */
  public double start(Stretch stretch) {
    return share(Duration.between(began, stretch.began()));
  }

  /** How long it is, from 0 to 1, and never too short to be seen. */
  public double length(Stretch stretch) {
    double length = share(took(stretch));
    return Math.clamp(length, 0.004, Math.max(0.004, 1 - start(stretch)));
  }

  public Duration took(Stretch stretch) {
    return Duration.between(stretch.began(), Objects.requireNonNullElse(stretch.ended(), ended));
  }

  private double share(Duration part) {
    double whole = Duration.between(began, ended).toMillis();
    return whole <= 0 ? 0 : Math.clamp(part.toMillis() / whole, 0, 1);
  }
}
