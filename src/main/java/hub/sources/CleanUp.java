package hub.sources;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Gets what was erased out of the database's files too.
 *
 * <p>How this works, and why: PostgreSQL marks erased rows as free and leaves their bytes where
 * they are, in tables, in the words of a full-text index and in write-ahead files. So once a day,
 * if words went, the tables that can hold words are written anew, which takes their indexes along;
 * then a new write-ahead file is begun and a checkpoint lets the older ones go.
 */
@Component
public class CleanUp {
  private static final Logger LOG = LoggerFactory.getLogger(CleanUp.class);

  private static final List<String> TABLES =
      List.of(
          "forum_text",
          "text_words",
          "text_vector",
          "paid_vector",
          "response_cache",
          "batch_line",
          "finding",
          "mention",
          "reading",
          "opportunity",
          "theme");

  private static final Duration LATE = Duration.ofHours(2);
  private static final Duration REMEMBERED = Duration.ofDays(2);
  private static final int MOST_LATE = 20_000;

  private final JdbcClient jdbc;
  private final DataSource dataSource;
  private final Clock clock;
  private final SourceSettings settings;
  private final ApplicationEventPublisher events;

  CleanUp(
      JdbcClient jdbc,
      DataSource dataSource,
      Clock clock,
      SourceSettings settings,
      ApplicationEventPublisher events) {
    this.jdbc = jdbc;
    this.dataSource = dataSource;
    this.clock = clock;
    this.settings = settings;
    this.events = events;
  }

  /** Has answers forgotten that came in after their texts had gone. */
  @Transactional
  public void late() {
    List<Long> ids =
        jdbc.sql("select distinct text_id from text_erased where at > :since limit :most")
            .param("since", Timestamp.from(clock.instant().minus(LATE)))
            .param("most", MOST_LATE)
            .query(Long.class)
            .list();
    if (!ids.isEmpty()) {
      events.publishEvent(new LateAnswers(ids));
    }
    jdbc.sql("delete from text_recheck where asked_at < :before")
        .param("before", Timestamp.from(clock.instant().minus(REMEMBERED)))
        .update();
  }

  /** Writes the tables anew if words went long enough ago. */
  public void bytes() throws SQLException {
    Optional<Instant> oldest =
        jdbc.sql("select min(at) from text_erased")
            .query((row, n) -> Optional.ofNullable(row.getTimestamp(1)).map(Timestamp::toInstant))
            .single();
    Instant due = clock.instant().minus(settings.cleanUpAfter());
    if (!settings.cleanUpAfter().isZero() && oldest.filter(at -> at.isBefore(due)).isPresent()) {
      now();
    }
  }

  /** Writes the tables anew. Each is locked meanwhile, for about a second in 50 MB. */
  public void now() throws SQLException {
    Instant begun = clock.instant();
    try (Connection connection = dataSource.getConnection();
        Statement statement = connection.createStatement()) {
      connection.setAutoCommit(true);
      // Who waits behind a lock that is not given waits for nothing: it is tried again.
      statement.execute("set lock_timeout = '10s'");
      statement.execute("set statement_timeout = 0");
      try {
        for (String table : TABLES) {
          statement.execute("vacuum (full, analyze) " + table);
        }
        letWriteAheadFilesGo(statement);
      } finally {
        statement.execute("reset lock_timeout");
        statement.execute("reset statement_timeout");
      }
    }
    jdbc.sql("delete from text_erased where at <= :begun and at < :late")
        .param("begun", Timestamp.from(begun))
        .param("late", Timestamp.from(begun.minus(LATE)))
        .update();
    LOG.info("What was erased before {} is out of the database's files", begun);
  }

  /** On a database of the operator's own, the right to do so may be missing. */
  private static void letWriteAheadFilesGo(Statement statement) throws SQLException {
    if (may(statement, "has_function_privilege('pg_switch_wal()', 'execute')")) {
      statement.execute("select pg_switch_wal()");
    }
    if (may(statement, "pg_has_role('pg_checkpoint', 'usage')")) {
      statement.execute("checkpoint");
    }
  }

  private static boolean may(Statement statement, String question) throws SQLException {
    try (var answer = statement.executeQuery("select " + question)) {
      return answer.next() && answer.getBoolean(1);
    }
  }
}
