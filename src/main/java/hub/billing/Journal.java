package hub.billing;

import hub.Mode;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * A part of the chain as bookkeepers post it: every day's entries of a kind as one posting, debit
 * and credit of the same exact amount, so that the whole balances however it is cut.
 */
@Component
public class Journal {
  private final JdbcClient jdbc;

  public Journal(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * One side of a posting; either debit or credit is zero.
   *
   * @param firstSeq the first entry of the chain behind it
   * @param lastSeq the last; others of another kind or day may lie between
   */
  public record Line(
      LocalDate day,
      String account,
      BigDecimal debit,
      BigDecimal credit,
      String what,
      long firstSeq,
      long lastSeq) {}

  private record Day(
      LocalDate day,
      String kind,
      long entries,
      BigDecimal charge,
      BigDecimal cost,
      long firstSeq,
      long lastSeq) {}

  /** The postings of this part of the workspace's chain, both ends within. */
  public List<Line> of(UUID workspaceId, Mode mode, long first, long last) {
    List<Line> lines = new ArrayList<>();
    for (Day day : days(workspaceId, mode, first, last)) {
      post(day, lines);
    }
    return List.copyOf(lines);
  }

  private List<Day> days(UUID workspaceId, Mode mode, long first, long last) {
    return jdbc.sql(
            """
            select (entry.at at time zone 'UTC')::date as day, entry.kind, count(*) as entries,
                   sum(entry.charge) as charge, coalesce(sum(entry.cost), 0) as cost,
                   min(link.seq) as first_seq, max(link.seq) as last_seq
              from ledger_link link join ledger_entry entry using (workspace_id, position)
             where link.workspace_id = :workspace and entry.mode = :mode
               and link.seq between :first and :last
             group by 1, 2
             order by 1, 2
            """)
        .param("workspace", workspaceId)
        .param("mode", mode.word())
        .param("first", first)
        .param("last", last)
        .query(Day.class)
        .list();
  }

  private static void post(Day day, List<Line> lines) {
    switch (day.kind()) {
      case "call" -> {
        both(
            day,
            "Receivable from usage",
            "Revenue from usage",
            day.charge(),
            "Calls, charged",
            lines);
        both(day, "Cost of model calls", "Payable to vendors", day.cost(), "Calls, cost", lines);
      }
      case "credit" ->
          both(day, "Receivable from usage", "Credits given", day.charge(), "Credits", lines);
      case "refund" ->
          both(day, "Receivable from usage", "Refunds given", day.charge(), "Refunds", lines);
      case "rounding" ->
          both(
              day,
              "Receivable from usage",
              "Rounding of invoices",
              day.charge(),
              "Rounding to whole cents",
              lines);
      default ->
          both(day, "Receivable from usage", "Adjustments", day.charge(), "Adjustments", lines);
    }
  }

  /** An amount below zero changes the sides. */
  private static void both(
      Day day, String debited, String credited, BigDecimal amount, String what, List<Line> lines) {
    boolean isGiven = amount.signum() < 0;
    String text = "%s, %d entries".formatted(what, day.entries());
    if (amount.signum() != 0) {
      lines.add(line(day, isGiven ? credited : debited, amount.abs(), BigDecimal.ZERO, text));
      lines.add(line(day, isGiven ? debited : credited, BigDecimal.ZERO, amount.abs(), text));
    }
  }

  private static Line line(
      Day day, String account, BigDecimal debit, BigDecimal credit, String text) {
    return new Line(day.day(), account, debit, credit, text, day.firstSeq(), day.lastSeq());
  }

  /** What all debits come to; as much as all credits. */
  static BigDecimal debit(List<Line> lines) {
    return lines.stream().map(Line::debit).reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  /** What all credits come to. */
  static BigDecimal credit(List<Line> lines) {
    return lines.stream().map(Line::credit).reduce(BigDecimal.ZERO, BigDecimal::add);
  }
}
