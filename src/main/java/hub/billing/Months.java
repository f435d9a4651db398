package hub.billing;

import hub.Mode;
import hub.ledger.EntryLine;
import hub.ledger.Ledger;
import java.math.BigDecimal;
import java.sql.Date;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.format.TextStyle;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Months of UTC and their closing. A closed month is a part of the chain, so that its journal never
 * changes: what is chained later belongs to a later month, whenever it happened.
 */
@Component
public class Months {
  private final JdbcClient jdbc;
  private final Clock clock;
  private final Ledger ledger;
  private final Journal journal;

  public Months(JdbcClient jdbc, Clock clock, Ledger ledger, Journal journal) {
    this.jdbc = jdbc;
    this.clock = clock;
    this.ledger = ledger;
    this.journal = journal;
  }

  /**
   * A month, closed or not.
   *
   * @param firstSeq the first entry of the chain that belongs to it
   * @param lastSeq the last by now; before the first if there is none
   * @param debit what its journal's debits and credits come to each; null while it is open
   * @param closedAt null while it is open
   */
  public record Month(
      YearMonth month,
      long firstSeq,
      long lastSeq,
      @Nullable BigDecimal debit,
      @Nullable Instant closedAt) {

    /** Whether its journal changes no more. */
    public boolean isClosed() {
      return closedAt != null;
    }

    /** For addresses, {@code 2026-11}. */
    public String key() {
      return month.toString();
    }

    /** In words, {@code November 2026}. */
    public String title() {
      return month.getMonth().getDisplayName(TextStyle.FULL, Locale.ENGLISH)
          + " "
          + month.getYear();
    }
  }

  /** This month. */
  public YearMonth now() {
    return YearMonth.from(clock.instant().atOffset(ZoneOffset.UTC));
  }

  /** Closed months, newest first. */
  public List<Month> closed(UUID workspaceId, Mode mode) {
    return jdbc.sql(
            """
            select * from month_close where workspace_id = :workspace and mode = :mode
             order by month desc
            """)
        .param("workspace", workspaceId)
        .param("mode", mode.word())
        .query(Months::month)
        .list();
  }

  private static Month month(ResultSet rows, int n) throws SQLException {
    return new Month(
        YearMonth.from(rows.getDate("month").toLocalDate()),
        rows.getLong("first_seq"),
        rows.getLong("last_seq"),
        rows.getBigDecimal("debit"),
        rows.getTimestamp("closed_at").toInstant());
  }

  /** One month: as it was closed, or what lies between the last close and its end. */
  public Month find(UUID workspaceId, Mode mode, YearMonth month) {
    List<Month> closed = closed(workspaceId, mode);
    Optional<Month> itself = closed.stream().filter(each -> each.month().equals(month)).findFirst();
    return itself.orElseGet(
        () -> {
          long first =
              closed.stream()
                      .filter(each -> each.month().isBefore(month))
                      .mapToLong(Month::lastSeq)
                      .findFirst()
                      .orElse(0)
                  + 1;
          long last = Math.max(first - 1, lastBefore(workspaceId, month.plusMonths(1)));
          return new Month(month, first, last, null, null);
        });
  }

  /** The last place of the chain whose entry is from before this month. */
  private long lastBefore(UUID workspaceId, YearMonth month) {
    return jdbc.sql(
            """
            select coalesce(max(link.seq), 0)
              from ledger_link link join ledger_entry entry using (workspace_id, position)
             where link.workspace_id = :workspace and entry.at < :end
            """)
        .param("workspace", workspaceId)
        .param("end", Timestamp.from(month.atDay(1).atStartOfDay().toInstant(ZoneOffset.UTC)))
        .query(Long.class)
        .single();
  }

  /** Its postings. */
  public List<Journal.Line> journal(UUID workspaceId, Mode mode, Month month) {
    return journal.of(workspaceId, mode, month.firstSeq(), month.lastSeq());
  }

  /**
   * Closes a month that is over.
   *
   * @throws MonthOpen if it is not over, a later one is closed, or entries wait for the chain
   */
  public Month close(UUID workspaceId, Mode mode, YearMonth month, UUID by) {
    Month open = find(workspaceId, mode, month);
    if (open.isClosed()) {
      return open;
    }
    refuse(workspaceId, mode, month);
    BigDecimal debit = Journal.debit(journal(workspaceId, mode, open));
    jdbc.sql(
            """
            insert into month_close (workspace_id, mode, month, first_seq, last_seq, hash, debit,
                                     closed_by, closed_at)
            values (:workspace, :mode, :month, :first, :last, :hash, :debit, :by, :now)
            on conflict do nothing
            """)
        .param("workspace", workspaceId)
        .param("mode", mode.word())
        .param("month", Date.valueOf(month.atDay(1)))
        .param("first", open.firstSeq())
        .param("last", open.lastSeq())
        .param(
            "hash",
            ledger
                .find(workspaceId, open.lastSeq())
                .map(Ledger.Chained::hash)
                .orElse(EntryLine.NOTHING_BEFORE))
        .param("debit", debit)
        .param("by", by)
        .param("now", Timestamp.from(clock.instant()))
        .update();
    return find(workspaceId, mode, month);
  }

  private void refuse(UUID workspaceId, Mode mode, YearMonth month) {
    if (!month.isBefore(now())) {
      throw new MonthOpen("It is not over. Months end at midnight of UTC.");
    }
    if (closed(workspaceId, mode).stream().anyMatch(each -> each.month().isAfter(month))) {
      throw new MonthOpen("A later month is closed. What is chained now belongs to an open one.");
    }
    if (ledger.state(workspaceId).unchained() > 0) {
      throw new MonthOpen("Entries wait for their place in the chain. Try again in a second.");
    }
  }
}
