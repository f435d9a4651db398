package hub.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hub.Mode;
import hub.TestDatabase;
import hub.budget.Tokens;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.dao.DataAccessException;

class LedgerTest {
  static TestDatabase database;

  @TempDir static Path folder;

  Books books;
  UUID workspace;

  @BeforeAll
  static void start() {
    database = TestDatabase.fresh();
  }

  @AfterAll
  static void stop() {
    database.close();
  }

  @BeforeEach
  void open() {
    books = new Books(database.dataSource(), folder);
    workspace = books.workspace(database);
  }

  @Test
  void entersASettledCallWithAllThatItsChargeRestsOn() {
    UUID budget = books.budget(workspace, "10");
    UUID attempt = books.settled(workspace, budget, new Tokens(3184, 1536, 0, 1072, 448));

    books.chainer.chain(workspace);

    Entry entry = books.ledger.find(workspace, 1).orElseThrow().entry();
    Entry.Call call = entry.call();
    assertThat(call).isNotNull();
    assertThat(call.attemptId()).isEqualTo(attempt);
    assertThat(call.tokens()).isEqualTo(new Tokens(3184, 1536, 0, 1072, 448));
    assertThat(call.rates().cost(call.tokens())).isEqualByComparingTo(call.cost());
    assertThat(call.cost()).isEqualByComparingTo("0.0029784");
    assertThat(entry.charge()).isEqualByComparingTo("0.0119136");
    assertThat(entry.author()).isNull();
  }

  @Test
  void leavesAnEntryUnchainedUntilTheChainerComes() {
    UUID budget = books.budget(workspace, "10");
    books.settled(workspace, budget, new Tokens(100, 0, 0, 10, 0));

    assertThat(books.ledger.state(workspace).unchained()).isEqualTo(1);
    assertThat(books.chainer.waiting()).contains(workspace);

    assertThat(books.chainer.chain(workspace)).isEqualTo(1);
    assertThat(books.ledger.state(workspace).unchained()).isZero();
    assertThat(books.ledger.state(workspace).entries()).isEqualTo(1);
    assertThat(books.chainer.chain(workspace)).isZero();
  }

  @Test
  void takesBackWithReasonAndAuthorOnly() {
    books.ledger.credit(
        workspace, Mode.SANDBOX, new BigDecimal("2.50"), "Late report", TestDatabase.USER);
    books.ledger.adjust(
        workspace, Mode.SANDBOX, new BigDecimal("0.75"), "Call 12 twice", TestDatabase.USER);
    books.chainer.chain(workspace);

    assertThat(books.ledger.charge(workspace)).isEqualByComparingTo("-1.75");
    assertThat(books.ledger.newest(workspace, Long.MAX_VALUE, 9))
        .extracting(each -> each.entry().reason())
        .containsExactly("Call 12 twice", "Late report");
    assertThatThrownBy(
            () ->
                books.ledger.credit(
                    workspace, Mode.SANDBOX, new BigDecimal("-1"), "x", TestDatabase.USER))
        .isInstanceOf(LedgerRefused.class);
    assertThatThrownBy(
            () ->
                books.ledger.refund(
                    workspace, Mode.SANDBOX, BigDecimal.ONE, " ", TestDatabase.USER))
        .isInstanceOf(LedgerRefused.class);
  }

  @Test
  void refusesAnyChangeEvenToTheOwner() {
    books.credited(workspace, 1);

    for (String table : List.of("ledger_entry", "ledger_link", "ledger_checkpoint")) {
      for (String sql :
          List.of(
              "update " + table + " set workspace_id = workspace_id",
              "delete from " + table,
              "truncate " + table + " cascade")) {
        assertThatThrownBy(() -> database.jdbc().sql(sql).update())
            .isInstanceOf(DataAccessException.class)
            .rootCause()
            .hasMessageContaining("permission denied");
        assertThatThrownBy(() -> database.asOwner().sql(sql).update())
            .isInstanceOf(DataAccessException.class)
            .rootCause()
            .hasMessageContaining("append-only");
      }
    }
  }

  @Test
  @DisplayName("M9 64 parallel appends, chained by several at once, make one chain without gaps")
  void makesOneChainOfParallelAppends() throws Exception {
    int each = 10;
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int writer = 0; writer < 64; writer++) {
        threads.submit(
            () -> {
              for (int i = 0; i < each; i++) {
                books.ledger.credit(
                    workspace, Mode.SANDBOX, BigDecimal.ONE, "parallel", TestDatabase.USER);
                books.chainer.chain(workspace);
              }
              return true;
            });
      }
    }
    books.chainer.chain(workspace);

    Verdict verdict = books.check.verify(workspace);
    assertThat(verdict.broken()).isNull();
    assertThat(verdict.entries()).isEqualTo(64 * each);
    assertThat(verdict.unchained()).isZero();
  }

  @Test
  @DisplayName("M10 Who appends does not wait for who chains")
  void appendsWhileTheChainIsLeased() throws Exception {
    books.credited(workspace, 1);
    try (Connection other = database.dataSource().getConnection();
        Statement lease = other.createStatement()) {
      other.setAutoCommit(false);
      lease.execute(
          "select pg_advisory_xact_lock(hashtextextended('ledger %s', 0))".formatted(workspace));

      books.ledger.credit(workspace, Mode.SANDBOX, BigDecimal.ONE, "meanwhile", TestDatabase.USER);
      assertThat(books.chainer.chain(workspace)).isZero();
      other.rollback();
    }
    assertThat(books.chainer.chain(workspace)).isEqualTo(1);
  }

  @Test
  @DisplayName("M9 One byte changed by the superuser is found and its entry named")
  void namesAChangedEntry() throws Exception {
    books.credited(workspace, 20);

    long position = books.ledger.find(workspace, 7).orElseThrow().entry().position();
    asSuperuser("update ledger_entry set reason = 'credit 8' where position = " + position);

    Verdict.Broken broken = books.check.verify(workspace).broken();
    assertThat(broken).isNotNull();
    assertThat(broken.seq()).isEqualTo(7);
    assertThat(broken.position()).isEqualTo(position);
  }

  @Test
  @DisplayName("M9 A change of any column of a call's entry is found")
  void findsAnyChangeOfACall() throws Exception {
    UUID budget = books.budget(workspace, "10");
    books.settled(workspace, budget, new Tokens(3184, 1536, 7, 1072, 448));
    books.chainer.chain(workspace);
    long position = books.ledger.find(workspace, 1).orElseThrow().entry().position();
    for (String change :
        List.of(
            "charge = charge - 0.000000001, loss = loss + 0.000000001",
            "cost = cost * 2, charge = charge * 2",
            "cost = cost / 2, charge = charge / 2",
            "markup = markup * 2, charge = charge * 2",
            "uncached_tokens = uncached_tokens + 1",
            "cached_tokens = cached_tokens - 1",
            "cache_write_tokens = 8",
            "output_tokens = 1071",
            "reasoning_tokens = 449",
            "uncached_price = uncached_price * 2",
            "cached_price = 0",
            "cache_write_price = 1",
            "output_price = 0.000003",
            "price_version = 2",
            "model = model || 'x'",
            "vendor = 'Openai'",
            "stage = 'rank'",
            "mode = 'live'",
            "at = at + interval '1 microsecond'",
            "budget_id = gen_random_uuid()")) {
      asSuperuser("update ledger_entry set %s where position = %d".formatted(change, position));
      assertThat(books.check.verify(workspace).broken()).as(change).isNotNull();
      restore(position);
      assertThat(books.check.verify(workspace).broken()).as("after " + change).isNull();
    }
  }

  private void restore(long position) throws SQLException {
    asSuperuser(
        """
        update ledger_entry entry
           set charge = attempt.charge, loss = attempt.loss, cost = attempt.cost,
               markup = attempt.markup, uncached_tokens = attempt.uncached_tokens,
               cached_tokens = attempt.cached_tokens,
               cache_write_tokens = attempt.cache_write_tokens,
               output_tokens = attempt.output_tokens, reasoning_tokens = attempt.reasoning_tokens,
               uncached_price = attempt.uncached_price, cached_price = attempt.cached_price,
               cache_write_price = attempt.cache_write_price, output_price = attempt.output_price,
               price_version = attempt.price_version, model = attempt.model,
               vendor = attempt.vendor, stage = attempt.stage, mode = attempt.mode,
               at = attempt.ended_at, budget_id = attempt.budget_id
          from attempt
         where attempt.id = entry.attempt_id and entry.position =\
        """
            + position);
  }

  @Test
  @DisplayName("M9 Two entries that changed places are found")
  void findsASwap() throws Exception {
    books.credited(workspace, 5);
    long second = books.ledger.find(workspace, 2).orElseThrow().entry().position();
    long third = books.ledger.find(workspace, 3).orElseThrow().entry().position();

    asSuperuser(
        "update ledger_link set position = -1 where position = " + second,
        "update ledger_link set position = %d where position = %d".formatted(second, third),
        "update ledger_link set position = %d where position = -1".formatted(third));

    assertThat(books.check.verify(workspace).broken())
        .extracting(Verdict.Broken::seq)
        .isEqualTo(2L);
  }

  @Test
  @DisplayName("M9 An entry deleted with its place is found as the first that is gone")
  void findsAGap() throws Exception {
    books.credited(workspace, 5);
    deleteFrom(4, 4);

    assertThat(books.check.verify(workspace).broken())
        .extracting(Verdict.Broken::seq)
        .isEqualTo(4L);
  }

  @Test
  @DisplayName("M9 The last 100 entries deleted are found against a checkpoint kept elsewhere")
  void findsACutTail() throws Exception {
    books.credited(workspace, 150);
    books.checkpoints.signDue(Book.LEDGER);
    asSuperuser("delete from ledger_checkpoint where workspace_id = '%s'".formatted(workspace));
    deleteFrom(51, 150);

    Verdict.Broken broken = books.check.verify(workspace).broken();
    assertThat(broken).isNotNull();
    assertThat(broken.seq()).isEqualTo(51);
    assertThat(broken.what()).contains("entry 150");
  }

  @Test
  @DisplayName("M9 A chain made anew by its operator is found against a checkpoint")
  void findsAChainMadeAnew() throws Exception {
    books.credited(workspace, 10);
    books.checkpoints.signDue(Book.LEDGER);

    asSuperuser(
        "update ledger_entry set charge = -0.02 where workspace_id = '%s'".formatted(workspace),
        "insert into ledger_unchained select workspace_id, position from ledger_link where"
            + " workspace_id = '%s'".formatted(workspace),
        "delete from ledger_link where workspace_id = '%s'".formatted(workspace));
    books.chainer.chain(workspace);

    assertThat(books.check.verify(workspace).broken())
        .extracting(Verdict.Broken::seq)
        .isEqualTo(10L);
  }

  @Test
  @DisplayName("M9 An entry smuggled in beside the chain is found")
  void findsAStray() throws Exception {
    books.credited(workspace, 2);
    books.ledger.credit(workspace, Mode.SANDBOX, BigDecimal.TEN, "smuggled", TestDatabase.USER);
    asSuperuser("delete from ledger_unchained where workspace_id = '%s'".formatted(workspace));

    assertThat(books.check.verify(workspace).broken())
        .extracting(Verdict.Broken::what)
        .isEqualTo("It is in no chain and waits for none.");
  }

  @Test
  void signsAChainAfterAMinuteOrAHundredEntries() {
    books.credited(workspace, 1);
    books.checkpoints.signDue(Book.LEDGER);
    assertThat(books.checkpoints.last(workspace)).get().extracting(Checkpoint::seq).isEqualTo(1L);

    books.credited(workspace, 99);
    books.checkpoints.signDue(Book.LEDGER);
    assertThat(books.checkpoints.last(workspace)).get().extracting(Checkpoint::seq).isEqualTo(1L);

    books.clock.advance(Duration.ofMinutes(1));
    books.checkpoints.signDue(Book.LEDGER);
    assertThat(books.checkpoints.last(workspace)).get().extracting(Checkpoint::seq).isEqualTo(100L);

    books.credited(workspace, 100);
    books.checkpoints.signDue(Book.LEDGER);
    assertThat(books.checkpoints.last(workspace)).get().extracting(Checkpoint::seq).isEqualTo(200L);
    assertThat(SigningKey.isSigned(books.checkpoints.last(workspace).orElseThrow())).isTrue();
    assertThat(books.check.verify(workspace).checkpoints()).isEqualTo(6);
  }

  @Test
  void hashesAnyTextInsideItsField() {
    books.ledger.credit(
        workspace, Mode.SANDBOX, BigDecimal.ONE, "tab\tline\nback\\slash", TestDatabase.USER);
    books.chainer.chain(workspace);

    Entry entry = books.ledger.find(workspace, 1).orElseThrow().entry();
    String line = EntryLine.of(1, entry);
    assertThat(line).doesNotContain("\n").contains("tab\\tline\\nback\\\\slash");
    assertThat(line.split("\t", -1)).hasSize(28);
    assertThat(books.check.verify(workspace).isWhole()).isTrue();
  }

  private void deleteFrom(long first, long last) throws SQLException {
    asSuperuser(
        """
        with gone as (
          delete from ledger_link
           where workspace_id = '%s' and seq between %d and %d
          returning position)
        delete from ledger_entry where position in (select position from gone)
        """
            .formatted(workspace, first, last));
  }

  /** With every trigger and foreign key asleep, as only a superuser can. */
  private static void asSuperuser(String... statements) throws SQLException {
    try (Connection connection = DriverManager.getConnection(database.url(), "postgres", "");
        Statement statement = connection.createStatement()) {
      statement.execute("set session_replication_role = replica");
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
  }
}
