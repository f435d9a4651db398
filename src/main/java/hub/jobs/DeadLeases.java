package hub.jobs;

import hub.OnlyHub;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.event.ApplicationStartedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Ends the leases that a killed hub left, before the workers start, where the only hub that could
 * hold them is this one. Elsewhere they may belong to a live process and lapse by themselves.
 */
@Component
class DeadLeases {
  private static final Logger LOG = LoggerFactory.getLogger(DeadLeases.class);

  private final Processes processes;
  private final ObjectProvider<OnlyHub> onlyHub;

  DeadLeases(Processes processes, ObjectProvider<OnlyHub> onlyHub) {
    this.processes = processes;
    this.onlyHub = onlyHub;
  }

  @EventListener(ApplicationStartedEvent.class)
  void end() {
    int ended = onlyHub.getIfAvailable() == null ? 0 : processes.endLeases();
    if (ended > 0) {
      LOG.info("What was under way when the hub last ended goes on at once");
    }
  }
}
