package hub.jobs;

import com.zaxxer.hikari.HikariConfigMXBean;
import com.zaxxer.hikari.HikariDataSource;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.jdbc.DataSourceUnwrapper;
import org.springframework.stereotype.Component;

/**
 * Keeps all hubs together below the database's limit: each takes an equal part of it, and no more
 * than it was configured with.
 */
@Component
class ConnectionCap {
  private static final Logger LOG = LoggerFactory.getLogger(ConnectionCap.class);

  /** Claims, heartbeats and jobs need a few whatever the number of hubs. */
  private static final int LEAST = 4;

  private final DataSource source;
  private final JobSettings settings;
  private final int configured;

  ConnectionCap(DataSource source, JobSettings settings) {
    this.source = source;
    this.settings = settings;
    this.configured = configured(source);
  }

  private static int configured(DataSource source) {
    HikariDataSource pool = pool(source);
    return pool == null ? 0 : pool.getMaximumPoolSize();
  }

  private static @Nullable HikariDataSource pool(DataSource source) {
    return DataSourceUnwrapper.unwrap(source, HikariConfigMXBean.class, HikariDataSource.class);
  }

  /**
   * Takes this process's part.
   *
   * @param processes hubs that are alive, this one included
   * @return how many connections it may open now
   */
  int share(int processes) {
    HikariDataSource pool = pool(source);
    if (pool == null) {
      return 0;
    }
    int part = Math.max(LEAST, settings.connections() / Math.max(1, processes));
    int allowed = Math.min(configured, part);
    HikariConfigMXBean config = pool.getHikariConfigMXBean();
    if (config.getMaximumPoolSize() != allowed) {
      LOG.info(
          "{} hubs share the database: this one opens at most {} connections", processes, allowed);
      boolean fewer = allowed < config.getMaximumPoolSize();
      config.setMinimumIdle(Math.min(config.getMinimumIdle(), allowed));
      config.setMaximumPoolSize(allowed);
      if (fewer) {
        pool.getHikariPoolMXBean().softEvictConnections();
      }
    }
    return allowed;
  }
}
