package bench;

import java.math.BigDecimal;
import java.util.UUID;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Looks at a budget again and again and remembers the most by which it ever was overdrawn. */
final class OverdraftWatch {
  private final JdbcClient jdbc;
  private final UUID budget;
  private final Thread thread;
  private volatile boolean stopped;
  private volatile long looks;
  private volatile BigDecimal most = BigDecimal.ZERO;

  OverdraftWatch(DataSource source, UUID budget) {
    this.jdbc = JdbcClient.create(source);
    this.budget = budget;
    this.thread = Thread.ofPlatform().daemon().start(this::watch);
  }

  private void watch() {
    while (!stopped) {
      BigDecimal over =
          jdbc.sql("select charged + held + earmarked - limit_usd from budget where id = :id")
              .param("id", budget)
              .query(BigDecimal.class)
              .single();
      most = most.max(over);
      looks = looks + 1;
      try {
        Thread.sleep(5);
      } catch (InterruptedException e) {
        return;
      }
    }
  }

  long looks() {
    return looks;
  }

  /** The largest overdraft that was seen, in US dollars; 0 if none. */
  BigDecimal stop() throws InterruptedException {
    stopped = true;
    thread.join();
    return most;
  }
}
