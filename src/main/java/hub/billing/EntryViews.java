package hub.billing;

import hub.ledger.Entry;
import hub.ledger.Ledger;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Entries as pages show them, one of them opened with all that is known of it. */
@Component
public class EntryViews {
  private final JdbcClient jdbc;
  private final Ledger ledger;

  EntryViews(JdbcClient jdbc, Ledger ledger) {
    this.jdbc = jdbc;
    this.ledger = ledger;
  }

  /**
   * What stands beside a call's entry and is not the ledger's.
   *
   * @param topic of the analysis it was made for; null for none, or if it is gone
   * @param pricesFrom since when its prices held; null if that is not known
   */
  public record Beside(
      @Nullable String topic,
      @Nullable BigDecimal held,
      @Nullable String outcome,
      @Nullable Instant pricesFrom) {}

  /** In the given order; the one at this place is opened. */
  List<EntryView> of(UUID workspaceId, List<Ledger.Chained> entries, long open) {
    return entries.stream()
        .map(each -> each.seq() == open ? opened(workspaceId, each) : EntryView.of(each))
        .toList();
  }

  private EntryView opened(UUID workspaceId, Ledger.Chained entry) {
    return EntryView.opened(
        entry,
        ledger.find(workspaceId, entry.seq() - 1).map(Ledger.Chained::hash).orElse(null),
        beside(entry.entry().call()));
  }

  private @Nullable Beside beside(Entry.@Nullable Call call) {
    return call == null
        ? null
        : jdbc.sql(
                """
                select analysis.topic, attempt.hold as held, attempt.outcome,
                       version.effective_from as prices_from
                  from (select :attempt::uuid as id, :version::int as version) asked
                  left join attempt using (id)
                  left join analysis on analysis.id = attempt.budget_id
                  left join price_version version on version.id = asked.version
                """)
            .param("attempt", call.attemptId())
            .param("version", call.priceVersion())
            .query(
                (rows, n) ->
                    new Beside(
                        rows.getString("topic"),
                        rows.getBigDecimal("held"),
                        rows.getString("outcome"),
                        rows.getTimestamp("prices_from") == null
                            ? null
                            : rows.getTimestamp("prices_from").toInstant()))
            .single();
  }
}
