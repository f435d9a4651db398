package hub.start;

import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;

/** Says why the configured database could not be used, by PostgreSQL's own error class. */
@Order(0)
class DatabaseRefusedAnalyzer extends AbstractFailureAnalyzer<SQLException> {
  private final Environment environment;

  DatabaseRefusedAnalyzer(Environment environment) {
    this.environment = environment;
  }

  @Override
  protected @Nullable FailureAnalysis analyze(Throwable rootFailure, SQLException refusal) {
    String state = refusal.getSQLState() == null ? "" : refusal.getSQLState();
    String action = actionFor(state);
    return action == null
        ? null
        : new FailureAnalysis(
            "The database at %s cannot be used: %s"
                .formatted(
                    environment.getProperty("spring.datasource.url", "the data folder"),
                    refusal.getMessage()),
            action,
            refusal);
  }

  private static @Nullable String actionFor(String state) {
    return switch (state) {
      case "28P01", "28000" ->
          "Check SPRING_DATASOURCE_USERNAME and SPRING_DATASOURCE_PASSWORD (and SPRING_FLYWAY_USER"
              + " and SPRING_FLYWAY_PASSWORD, if the owner is another role).";
      case "3D000" -> "Create the database, or correct its name in SPRING_DATASOURCE_URL.";
      case "42501" ->
          "Let migrations run as the role that owns the database: SPRING_FLYWAY_USER and"
              + " SPRING_FLYWAY_PASSWORD.";
      case "42704" -> "Create the role the hub works as; its name is SPRING_DATASOURCE_USERNAME.";
      default ->
          state.startsWith("08")
              ? "Start that server, or correct SPRING_DATASOURCE_URL. Without it the hub brings a"
                  + " PostgreSQL of its own."
              : null;
    };
  }
}
