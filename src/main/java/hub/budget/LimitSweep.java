package hub.budget;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Tells once each of limits of which 50, 80 or 100 percent are reached. */
@Component
class LimitSweep {
  private final MonthlyLimits limits;
  private final ApplicationEventPublisher publisher;

  LimitSweep(MonthlyLimits limits, ApplicationEventPublisher publisher) {
    this.limits = limits;
    this.publisher = publisher;
  }

  @Scheduled(
      fixedDelayString = "${hub.budget.alert-every:10s}",
      initialDelayString = "${hub.budget.alert-every:10s}")
  void sweep() {
    limits.newlyReached().forEach(each -> publisher.publishEvent(new LimitReached(each)));
  }
}
