package hub.integration.run;

import hub.integration.Recordings;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Camel's {@code direct:} for the hub. */
@Configuration(proxyBeanMethods = false)
class FlowBeans {
  /** At each door at most one message in so long is recorded. */
  private static final Duration RECORD_EVERY = Duration.ofSeconds(30);

  /** Camel finds a component by its scheme and this ending. */
  @Bean("direct-component")
  FlowDoors flowDoors(Recordings recordings) {
    return new FlowDoors(new Recorder(recordings, RECORD_EVERY));
  }
}
