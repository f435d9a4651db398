package hub.billing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hub.Mode;
import hub.TestDatabase;
import hub.TestFolder;
import hub.budget.Tokens;
import hub.ledger.Books;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.YearMonth;
import java.util.List;
import java.util.UUID;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.BigRange;
import net.jqwik.api.constraints.Scale;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A month's postings balance, are the ledger, and change no more once it is closed. */
class JournalTest {
  private static final YearMonth NOVEMBER = YearMonth.of(2026, 11);

  static TestDatabase database;
  static Books books;
  static Journal journal;
  static Months months;

  @BeforeAll
  @BeforeContainer
  static void start() {
    database = TestDatabase.fresh();
    books = new Books(database.dataSource(), database.folder("keys"));
    journal = new Journal(books.jdbc);
    months = new Months(books.jdbc, books.clock, books.ledger, journal);
  }

  @AfterAll
  @AfterContainer
  static void stop() {
    database.close();
  }

  private static void call(UUID workspace, UUID budget) {
    books.settled(workspace, budget, new Tokens(3184, 1536, 0, 1072, 448));
  }

  @Property(tries = 30)
  void balancesAndSumsToTheLedger(
      @ForAll @Size(max = 6)
          List<@BigRange(min = "-9", max = "9") @Scale(9) BigDecimal> adjustments) {
    UUID workspace = books.workspace(database);
    call(workspace, books.budget(workspace, "1000"));
    adjustments.stream()
        .filter(each -> each.signum() != 0)
        .forEach(
            each ->
                books.ledger.adjust(workspace, Mode.SANDBOX, each, "Put right", TestDatabase.USER));
    books.ledger.credit(
        workspace, Mode.SANDBOX, new BigDecimal("0.01"), "Goodwill", TestDatabase.USER);
    books.ledger.round(workspace, Mode.SANDBOX, new BigDecimal("-0.0019136"), "Invoice 1");
    books.chainer.chain(workspace);

    List<Journal.Line> lines = journal.of(workspace, Mode.SANDBOX, 1, Long.MAX_VALUE);

    assertThat(Journal.debit(lines)).isEqualByComparingTo(Journal.credit(lines));
    assertThat(lines).allMatch(line -> line.debit().signum() * line.credit().signum() == 0);
    assertThat(lines).allMatch(line -> line.debit().signum() >= 0 && line.credit().signum() >= 0);
    assertThat(balance(lines, "Receivable from usage"))
        .isEqualByComparingTo(books.ledger.charge(workspace));
    assertThat(journal.of(workspace, Mode.LIVE, 1, Long.MAX_VALUE)).isEmpty();
  }

  private static BigDecimal balance(List<Journal.Line> lines, String account) {
    return lines.stream()
        .filter(line -> line.account().equals(account))
        .map(line -> line.debit().subtract(line.credit()))
        .reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  @Test
  void closesAMonthForGoodAndGivesWhatComesLateToTheNext() {
    Books own = new Books(database.dataSource(), TestFolder.of("keys/closing"));
    Months here = new Months(own.jdbc, own.clock, own.ledger, journal);
    UUID workspace = own.workspace(database);
    UUID budget = own.budget(workspace, "1000");
    own.settled(workspace, budget, new Tokens(3184, 1536, 0, 1072, 448));
    assertThatThrownBy(() -> here.close(workspace, Mode.SANDBOX, NOVEMBER, TestDatabase.USER))
        .isInstanceOf(MonthOpen.class)
        .hasMessageContaining("not over");
    own.clock.advance(Duration.ofDays(10));
    assertThatThrownBy(() -> here.close(workspace, Mode.SANDBOX, NOVEMBER, TestDatabase.USER))
        .hasMessageContaining("wait for their place");
    own.chainer.chain(workspace);

    Months.Month closed = here.close(workspace, Mode.SANDBOX, NOVEMBER, TestDatabase.USER);
    List<Journal.Line> before = here.journal(workspace, Mode.SANDBOX, closed);
    lateEntry(workspace);
    own.chainer.chain(workspace);

    assertThat(closed.debit()).isEqualByComparingTo(Journal.debit(before));
    assertThat(here.find(workspace, Mode.SANDBOX, NOVEMBER)).isEqualTo(closed);
    assertThat(here.journal(workspace, Mode.SANDBOX, closed)).isEqualTo(before);
    Months.Month next = here.find(workspace, Mode.SANDBOX, NOVEMBER.plusMonths(1));
    assertThat(next.firstSeq()).isEqualTo(2);
    assertThat(here.journal(workspace, Mode.SANDBOX, next))
        .extracting(Journal.Line::what)
        .contains("Credits, 1 entries");
    assertThatThrownBy(
            () -> here.close(workspace, Mode.SANDBOX, NOVEMBER.minusMonths(1), TestDatabase.USER))
        .hasMessageContaining("later month is closed");
  }

  /** Of November, and written in December. */
  private static void lateEntry(UUID workspace) {
    books.ledger.credit(
        workspace, Mode.SANDBOX, new BigDecimal("0.005"), "Late", TestDatabase.USER);
  }

  @Test
  void writesNoFormulaIntoItsCsv() {
    UUID workspace = books.workspace(database);
    call(workspace, books.budget(workspace, "1000"));
    books.chainer.chain(workspace);

    String csv =
        new String(
            JournalController.csv(journal.of(workspace, Mode.SANDBOX, 1, 9)),
            StandardCharsets.UTF_8);

    assertThat(csv).startsWith("Day,Account,Debit,Credit,Currency");
    assertThat(csv).contains("Receivable from usage,0.0119136,,USD");
    assertThat(csv.lines()).noneMatch(line -> line.matches("(.*,)?[=+@-].*"));
  }
}
