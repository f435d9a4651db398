package hub.budget;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Looks for lost attempts now and then, and tells the other rooms what it found. */
@Component
class LostAttemptSweep {
  private static final Logger LOG = LoggerFactory.getLogger(LostAttemptSweep.class);

  private final LostAttempts lost;
  private final BudgetSettings settings;
  private final ApplicationEventPublisher events;

  LostAttemptSweep(LostAttempts lost, BudgetSettings settings, ApplicationEventPublisher events) {
    this.lost = lost;
    this.settings = settings;
    this.events = events;
  }

  @Scheduled(
      fixedDelayString = "${hub.budget.sweep-every:1m}",
      initialDelayString = "${hub.budget.sweep-every:1m}")
  void sweep() {
    lost.recoverOpenFor(settings.longestCall()).forEach(this::tell);
    lost.expireDoubts().forEach(this::tell);
  }

  private void tell(LostAttempt attempt) {
    LOG.warn(
        "Attempt {} of budget {} was lost: {}, hold of ${}",
        attempt.attemptId(),
        attempt.budgetId(),
        attempt.state(),
        attempt.hold().toPlainString());
    events.publishEvent(new AttemptLost(attempt));
  }
}
