package hub.ledger;

import hub.Mode;
import hub.budget.Rates;
import hub.budget.Tokens;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads entries from the database's rows. */
final class EntryRows {
  private EntryRows() {}

  static Entry entry(ResultSet rows, int n) throws SQLException {
    return new Entry(
        rows.getLong("position"),
        rows.getObject("workspace_id", UUID.class),
        Entry.Kind.of(rows.getString("kind")),
        Mode.of(rows.getString("mode")),
        rows.getTimestamp("at").toInstant(),
        rows.getBigDecimal("charge"),
        call(rows),
        rows.getString("reason"),
        rows.getObject("author", UUID.class));
  }

  private static Entry.@Nullable Call call(ResultSet rows) throws SQLException {
    UUID attempt = rows.getObject("attempt_id", UUID.class);
    return attempt == null
        ? null
        : new Entry.Call(
            attempt,
            rows.getObject("budget_id", UUID.class),
            rows.getString("vendor"),
            rows.getString("model"),
            rows.getString("stage"),
            rows.getInt("price_version"),
            tokens(rows),
            rates(rows),
            rows.getBigDecimal("cost"),
            rows.getBigDecimal("markup"),
            rows.getBigDecimal("loss"));
  }

  private static Tokens tokens(ResultSet rows) throws SQLException {
    return new Tokens(
        rows.getLong("uncached_tokens"),
        rows.getLong("cached_tokens"),
        rows.getLong("cache_write_tokens"),
        rows.getLong("output_tokens"),
        rows.getLong("reasoning_tokens"));
  }

  private static Rates rates(ResultSet rows) throws SQLException {
    return new Rates(
        rows.getBigDecimal("uncached_price"),
        rows.getBigDecimal("cached_price"),
        rows.getBigDecimal("cache_write_price"),
        rows.getBigDecimal("output_price"));
  }
}
