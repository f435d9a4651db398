package hub.web;

import hub.TestDatabase;
import hub.budget.SettableClock;
import javax.sql.DataSource;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.flyway.autoconfigure.FlywayAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Primary;

/**
 * The pages' ground alone, on a fresh database and a clock that tests set; another room's tests
 * import what they add. Not annotated as a configuration, so that tests of the whole hub do not
 * scan it.
 */
@EnableAutoConfiguration(
    exclude = FlywayAutoConfiguration.class,
    excludeName = "org.apache.camel.spring.boot.CamelAutoConfiguration")
@ComponentScan("hub.web")
public class WebRoom {

  @Bean
  TestDatabase testDatabase() {
    return TestDatabase.fresh();
  }

  @Bean
  DataSource dataSource(TestDatabase database) {
    return database.dataSource();
  }

  @Bean
  @Primary
  CountedHashes hashes() {
    return new CountedHashes();
  }

  @Bean
  SettableClock clock() {
    return new SettableClock();
  }
}
