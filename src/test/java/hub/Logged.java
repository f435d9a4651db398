package hub;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.LoggerContextListener;
import ch.qos.logback.core.AppenderBase;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.slf4j.LoggerFactory;

/** What is logged while it is open, also after a hub that starts meanwhile set logging up anew. */
public final class Logged implements AutoCloseable {
  private final List<String> lines = new CopyOnWriteArrayList<>();
  private final Logger logger;
  private final AppenderBase<ILoggingEvent> appender =
      new AppenderBase<>() {
        @Override
        protected void append(ILoggingEvent event) {
          lines.add(words(event));
        }
      };
  private final LoggerContextListener again = new Again();

  private Logged(String name) {
    this.logger = (Logger) LoggerFactory.getLogger(name);
    listen();
    logger.getLoggerContext().addListener(again);
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

  private void listen() {
    appender.setContext(logger.getLoggerContext());
    appender.start();
    logger.addAppender(appender);
  }

  private static String words(ILoggingEvent event) {
    StringBuilder words = new StringBuilder(event.getFormattedMessage());
    for (IThrowableProxy thrown = event.getThrowableProxy();
        thrown != null;
        thrown = thrown.getCause()) {
      words.append(' ').append(thrown.getMessage());
    }
    return words.toString();
  }

  @Override
  public void close() {
    logger.getLoggerContext().removeListener(again);
    logger.detachAppender(appender);
  }

  /** Setting logging up anew stops and drops every appender. */
  private final class Again implements LoggerContextListener {
    @Override
    public boolean isResetResistant() {
      return true;
    }

    @Override
    public void onReset(LoggerContext context) {
      listen();
    }

    @Override
    public void onStart(LoggerContext context) {}

    @Override
    public void onStop(LoggerContext context) {}

    @Override
    public void onLevelChange(Logger changed, Level level) {}
  }
}
