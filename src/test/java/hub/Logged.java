package hub;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.core.AppenderBase;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.slf4j.LoggerFactory;

/** What is logged while it is open. */
public final class Logged extends AppenderBase<ILoggingEvent> implements AutoCloseable {
  private final List<String> lines = new CopyOnWriteArrayList<>();
  private final Logger logger;

  private Logged(String name) {
    this.logger = (Logger) LoggerFactory.getLogger(name);
    setContext(logger.getLoggerContext());
    start();
    logger.addAppender(this);
  }

  /** Everything. */
  public static Logged all() {
    return new Logged(org.slf4j.Logger.ROOT_LOGGER_NAME);
  }

  /** What this class says. */
  public static Logged by(Class<?> speaker) {
    return new Logged(speaker.getName());
  }

  /** Each line with the messages of what was thrown. */
  public List<String> lines() {
    return List.copyOf(lines);
  }

  @Override
  protected void append(ILoggingEvent event) {
    StringBuilder words = new StringBuilder(event.getFormattedMessage());
    for (IThrowableProxy thrown = event.getThrowableProxy();
        thrown != null;
        thrown = thrown.getCause()) {
      words.append(' ').append(thrown.getMessage());
    }
    lines.add(words.toString());
  }

  @Override
  public void close() {
    logger.detachAppender(this);
  }
}
