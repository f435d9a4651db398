package hub.jobs;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Tells other processes that somebody lined up, and hears it from them.
 *
 * <p>How this works, and why: PostgreSQL lets transactions that notify commit one after the other,
 * which stopped others' databases. So nobody notifies in the transaction that lines a job up: a
 * thread does it afterwards, once for all that gathered meanwhile, at most every few milliseconds.
 * A notification that is lost costs no job: every process reads the line now and then by itself.
 */
final class Neighbours {
  private static final Logger LOG = LoggerFactory.getLogger(Neighbours.class);
  private static final String CHANNEL = "sluice_jobs";
  private static final Duration GATHER = Duration.ofMillis(5);
  private static final int LISTEN_MS = 1_000;
  private static final Duration TRY_AGAIN = Duration.ofSeconds(2);

  private final JdbcClient jdbc;
  private final DataSource source;
  private final WorkBell bell;
  private final UUID process;
  private volatile @Nullable Thread teller;
  private volatile boolean on;

  Neighbours(JdbcClient jdbc, DataSource source, WorkBell bell, UUID process) {
    this.jdbc = jdbc;
    this.source = source;
    this.bell = bell;
    this.process = process;
  }

  /**
   * Begins to tell, and to listen if there is somebody here to hear it: listening takes a
   * connection.
   */
  void start(boolean listening) {
    on = true;
    teller = Thread.ofVirtual().name("job-tell").start(this::tell);
    if (listening) {
      Thread.ofPlatform().name("job-listen").daemon().start(this::listen);
    }
  }

  void stop() {
    on = false;
    if (teller != null) {
      teller.interrupt();
    }
  }

  private void tell() {
    while (on) {
      try {
        bell.awaitUntold();
        jdbc.sql("select pg_notify(:channel, :process)")
            .param("channel", CHANNEL)
            .param("process", process.toString())
            .query((row, number) -> number)
            .list();
        TimeUnit.MILLISECONDS.sleep(GATHER.toMillis());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      } catch (RuntimeException e) {
        LOG.debug("Other processes were not told of new work; they find it by themselves", e);
      }
    }
  }

  private void listen() {
    while (on) {
      try (Connection connection = source.getConnection();
          Statement statement = connection.createStatement()) {
        statement.execute("listen " + CHANNEL);
        bell.lineChanged();
        hear(connection);
        statement.execute("unlisten " + CHANNEL);
      } catch (SQLException e) {
        LOG.debug("Other processes can't be heard; listening again in {}", TRY_AGAIN, e);
        pause();
      }
    }
  }

  private void hear(Connection connection) throws SQLException {
    PGConnection listening = connection.unwrap(PGConnection.class);
    while (on) {
      for (PGNotification heard : listening.getNotifications(LISTEN_MS)) {
        if (!heard.getParameter().equals(process.toString())) {
          bell.lineChanged();
        }
      }
    }
  }

  private void pause() {
    try {
      TimeUnit.MILLISECONDS.sleep(TRY_AGAIN.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
