package hub.llm;

import hub.TestDatabase;
import java.time.Clock;
import java.time.Duration;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Batches for tests of the routes that carry them on. */
public final class TestBatches {
  private TestBatches() {}

  public static BatchDesk desk(
      TestDatabase database,
      ModelAccess access,
      CallRecord record,
      Clock clock,
      Consumer<Set<UUID>> back) {
    DataSource source = database.dataSource();
    JdbcClient jdbc = JdbcClient.create(source);
    BatchLines lines = new BatchLines(jdbc, clock);
    return new BatchDesk(
        lines,
        new VendorBatches(jdbc, clock),
        new BatchSettlement(record, lines, new Prices(jdbc, clock), access),
        access,
        record,
        new TransactionTemplate(new JdbcTransactionManager(source)),
        event -> {
          if (event instanceof BatchAnswered answered) {
            back.accept(answered.analyses());
          }
        },
        settings(),
        clock);
  }

  public static EconomySettings settings() {
    return new EconomySettings(
        Duration.ofSeconds(20),
        1_000,
        Duration.ofSeconds(30),
        Duration.ofMinutes(5),
        Duration.ofMinutes(2),
        Duration.ofHours(24));
  }
}
