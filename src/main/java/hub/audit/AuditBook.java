package hub.audit;

import hub.ledger.Book;
import hub.ledger.EntryLine;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The log as a book that is chained, signed and verified as the ledger is. */
@Configuration(proxyBeanMethods = false)
class AuditBook {
  /** Tells its lines from the ledger's, which begin with 1. */
  private static final String FORMAT = "audit-1";

  @Bean
  Book auditLog() {
    return new Book("audit", AuditBook::line);
  }

  private static String line(long seq, ResultSet row) throws SQLException {
    return EntryLine.join(
        List.of(
            FORMAT,
            text(row.getString("workspace_id")),
            Long.toString(seq),
            Long.toString(row.getLong("position")),
            row.getTimestamp("at").toInstant().toString(),
            text(row.getString("actor")),
            Boolean.toString(row.getBoolean("by_program")),
            text(row.getString("act")),
            text(row.getString("subject")),
            text(row.getString("detail")),
            Integer.toString(row.getInt("refused"))));
  }

  private static String text(@Nullable String field) {
    return Objects.requireNonNullElse(field, "");
  }
}
