package hub.start;

import hub.OnlyHub;
import hub.ViewsLogin;
import org.springframework.boot.autoconfigure.condition.ConditionalOnExpression;
import org.springframework.boot.flyway.autoconfigure.FlywayConnectionDetails;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Brings a database when none is configured. The connection pool depends on the beans here, so the
 * server stops after the last connection is closed.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnExpression("'${spring.datasource.url:}'.isEmpty()")
class DatabaseConfiguration {

  @Bean
  EmbeddedDatabase embeddedDatabase(StartSettings settings) {
    return EmbeddedDatabase.start(settings.data());
  }

  /** Its database locks the data folder. */
  @Bean
  OnlyHub onlyHub() {
    return new OnlyHub();
  }

  /** By which result flows ask; a database of one's own says it in hub.flows.views. */
  @Bean
  ViewsLogin viewsLogin(EmbeddedDatabase database) {
    return new ViewsLogin(database.url(), EmbeddedDatabase.VIEWS, database.viewsPassword());
  }

  @Bean
  JdbcConnectionDetails runtimeConnection(EmbeddedDatabase database) {
    return new JdbcConnectionDetails() {
      @Override
      public String getUsername() {
        return EmbeddedDatabase.RUNTIME;
      }

      @Override
      public String getPassword() {
        return database.runtimePassword();
      }

      @Override
      public String getJdbcUrl() {
        return database.url();
      }
    };
  }

  @Bean
  FlywayConnectionDetails ownerConnection(EmbeddedDatabase database) {
    return new FlywayConnectionDetails() {
      @Override
      public String getUsername() {
        return EmbeddedDatabase.OWNER;
      }

      @Override
      public String getPassword() {
        return database.ownerPassword();
      }

      @Override
      public String getJdbcUrl() {
        return database.url();
      }
    };
  }
}
