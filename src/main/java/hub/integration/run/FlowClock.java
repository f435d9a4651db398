package hub.integration.run;

import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationStartedEvent;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.event.EventListener;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Has flows served once Camel is there and before any job is claimed, and looks now and then. */
@Component
class FlowClock implements SmartLifecycle {
  private static final Logger LOG = LoggerFactory.getLogger(FlowClock.class);

  private final FlowRunner runner;
  private final FlowFolder folder;
  private final FlowMeters meters;
  private final FlowSettings settings;
  private volatile boolean running;
  private volatile @Nullable Thread thread;

  FlowClock(FlowRunner runner, FlowFolder folder, FlowMeters meters, FlowSettings settings) {
    this.runner = runner;
    this.folder = folder;
    this.meters = meters;
    this.settings = settings;
  }

  @EventListener(ApplicationStartedEvent.class)
  @Order(Ordered.HIGHEST_PRECEDENCE)
  void begin() {
    folder.look();
    runner.begin();
    thread = Thread.ofVirtual().name("flows-follow").start(this::follow);
  }

  private void follow() {
    while (running) {
      try {
        TimeUnit.NANOSECONDS.sleep(settings.followEvery().toNanos());
        folder.look();
        runner.look();
        meters.show(runner.allTraffic());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      } catch (RuntimeException e) {
        LOG.warn("What others published could not be read and is read again: {}", e.toString());
      }
    }
  }

  @Override
  public void start() {
    running = true;
  }

  @Override
  public void stop() {
    running = false;
    Thread following = thread;
    if (following != null) {
      following.interrupt();
    }
    try {
      runner.end();
    } catch (RuntimeException e) {
      LOG.info("What this process served could not be taken off the list: {}", e.toString());
    }
  }

  @Override
  public boolean isRunning() {
    return running;
  }
}
