package hub.integration.run;

import hub.integration.Recordings;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.camel.Exchange;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes down a message now and then at each door, beside the traffic. */
final class Recorder {
  private static final Logger LOG = LoggerFactory.getLogger(Recorder.class);

  /** Where flows are asked from outside. */
  private static final String RECORDED = "direct://flow-";

  private final Recordings recordings;
  private final long every;
  private final Map<String, Long> next = new ConcurrentHashMap<>();

  Recorder(Recordings recordings, Duration every) {
    this.recordings = recordings;
    this.every = every.toNanos();
  }

  /** Begins to take a message down, if it is time again; it must not be taken down already. */
  @Nullable Tape begin(String door, Exchange exchange) {
    if (!door.startsWith(RECORDED) || exchange.getProperty(Tape.PROPERTY) != null) {
      return null;
    }
    long now = System.nanoTime();
    Long due = next.get(door);
    if (due != null && now - due < 0) {
      return null;
    }
    next.put(door, now + every);
    Tape tape = Tape.of(exchange);
    exchange.setProperty(Tape.PROPERTY, tape);
    return tape;
  }

  /** The message has left. A recording that cannot be kept is no loss to anybody. */
  void end(Tape tape, Generation generation, String door, Exchange exchange) {
    exchange.removeProperty(Tape.PROPERTY);
    String from = door.replace("://", ":");
    Thread.ofVirtual()
        .name("flow-recording")
        .start(
            () -> {
              try {
                recordings.keep(
                    generation.flow().name(),
                    generation.version(),
                    from,
                    tape.message(),
                    tape.answers());
              } catch (RuntimeException e) {
                LOG.debug("A message of {} was not kept", generation, e);
              }
            });
  }
}
