package hub.billing;

import hub.Mode;
import java.math.BigDecimal;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What a period was charged for, in the few lines that an invoice begins with. */
@Component
public class Spending {
  private final JdbcClient jdbc;

  Spending(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  private record Sum(String kind, long things, long entries, BigDecimal charge) {}

  /**
   * One line.
   *
   * @param title what for
   * @param note how much of it
   * @param place where it is seen; empty if nowhere
   */
  public record Line(String title, String note, String place, BigDecimal amount, Exact exact) {}

  /**
   * The lines of all that Stripe was told for minutes from one instant to before another; they sum
   * to it exactly.
   */
  List<Line> of(UUID workspaceId, Mode mode, Instant from, Instant to) {
    return jdbc
        .sql(
            """
            select case when entry.kind <> 'call' then entry.kind
                        when run.analysis_id is not null then 'monitors'
                        when analysis.id is not null then 'analyses'
                        else 'other' end as kind,
                   count(distinct case when run.analysis_id is null then entry.budget_id
                                       else run.monitor_id end) as things,
                   count(*) as entries, sum(entry.charge) as charge
              from meter_group told
              join ledger_link link
                on link.workspace_id = told.workspace_id
               and link.seq between told.first_seq and told.last_seq
              join ledger_entry entry on entry.position = link.position
              left join analysis on analysis.id = entry.budget_id
              left join monitor_run run on run.analysis_id = entry.budget_id
             where told.workspace_id = :workspace and told.mode = :mode and told.state = 'sent'
               and told.minute >= :from and told.minute < :to
               and entry.mode = :mode and entry.kind in ('call', 'credit', 'adjustment')
             group by 1
             order by 1
            """)
        .param("workspace", workspaceId)
        .param("mode", mode.word())
        .param("from", Timestamp.from(from))
        .param("to", Timestamp.from(to))
        .query(Sum.class)
        .list()
        .stream()
        .map(Spending::line)
        .toList();
  }

  private static Line line(Sum sum) {
    return switch (sum.kind()) {
      case "analyses" ->
          line(sum, "Analyses", counted(sum.things(), "analysis", "analyses"), "/analyses");
      case "monitors" ->
          line(sum, "Monitors", counted(sum.things(), "monitor", "monitors"), "/monitors");
      case "credit" -> line(sum, "Credits", "", "");
      case "adjustment" -> line(sum, "Adjustments", "", "");
      default -> line(sum, "Other model calls", "", "");
    };
  }

  private static Line line(Sum sum, String title, String things, String place) {
    boolean isCalls = !sum.kind().equals("credit") && !sum.kind().equals("adjustment");
    String entries =
        isCalls
            ? counted(sum.entries(), "call", "calls")
            : counted(sum.entries(), "entry", "entries");
    return new Line(
        title,
        things.isEmpty() ? entries : things + ", " + entries,
        place,
        sum.charge(),
        Exact.of(sum.charge()));
  }

  private static String counted(long number, String one, String many) {
    return "%,d %s".formatted(number, number == 1 ? one : many);
  }

  /** What all of them come to. */
  static BigDecimal sum(List<Line> lines) {
    return lines.stream().map(Line::amount).reduce(BigDecimal.ZERO, BigDecimal::add);
  }
}
