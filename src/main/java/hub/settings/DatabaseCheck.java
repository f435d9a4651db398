package hub.settings;

import hub.web.Check;
import hub.web.Finding;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Whether the database answers soon, keeps what it was given, and lets the hub do no more than it
 * must.
 */
@Component
@Order(1)
class DatabaseCheck implements Check {
  private static final Duration SLOW = Duration.ofMillis(100);

  private final JdbcClient jdbc;

  DatabaseCheck(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  private record Seen(String version, String fsync, boolean superuser, String size) {}

  @Override
  public String subject() {
    return "Database";
  }

  @Override
  public Finding look() {
    Seen seen = ask();
    Duration took = took();
    String answer =
        "PostgreSQL %s answers in %d ms and holds %s."
            .formatted(seen.version(), took.toMillis(), seen.size());
    List<String> trouble = new ArrayList<>();
    if (!seen.fsync().equals("on")) {
      trouble.add("Turn its fsync on, or a power cut loses money’s records.");
    }
    if (seen.superuser()) {
      trouble.add("Give the hub a role of its own that is no superuser.");
    }
    if (took.compareTo(SLOW) > 0) {
      trouble.add("It is slow: look at its load and at the way to it.");
    }
    return trouble.isEmpty()
        ? Finding.ok(answer)
        : Finding.attention(answer, String.join(" ", trouble), null);
  }

  private Duration took() {
    long start = System.nanoTime();
    jdbc.sql("select 1").query(Integer.class).single();
    return Duration.ofNanos(System.nanoTime() - start);
  }

  private Seen ask() {
    return jdbc.sql(
            """
            select current_setting('server_version') as version, current_setting('fsync') as fsync,
                   (select rolsuper from pg_roles where rolname = current_user) as superuser,
                   pg_size_pretty(pg_database_size(current_database())) as size
            """)
        .query(Seen.class)
        .single();
  }
}
