package hub.jobs;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Reads who waits. Each read goes on where every transaction before has ended, so a job whose
 * transaction commits late is not missed, and rows that earlier claims left dead are not passed
 * again.
 */
final class LineReader {
  private static final int PAGE = 5_000;
  private static final String EVERYTHING = "0";

  private record Row(Waiting waiting, String writtenBy, String horizon) {}

  private final JdbcClient jdbc;
  private final JobSettings settings;
  private String from = EVERYTHING;

  LineReader(JdbcClient jdbc, JobSettings settings) {
    this.jdbc = jdbc;
    this.settings = settings;
  }

  /** Who lined up since the last read, and some of those before. */
  List<Waiting> news() {
    return read(from);
  }

  /** Everyone in line. */
  List<Waiting> all() {
    return read(EVERYTHING);
  }

  private List<Waiting> read(String since) {
    List<Waiting> waiting = new ArrayList<>();
    List<Row> page = page(since, 0);
    if (!page.isEmpty()) {
      from = page.getFirst().horizon();
    }
    while (!page.isEmpty()) {
      page.forEach(row -> waiting.add(row.waiting()));
      Row last = page.getLast();
      page = page.size() < PAGE ? List.of() : page(last.writtenBy(), last.waiting().place());
    }
    return waiting;
  }

  private List<Row> page(String since, long after) {
    return jdbc.sql(
            """
            select place, workspace_id, lane, priority, run_at, written_by,
                   pg_snapshot_xmin(pg_current_snapshot()) as horizon
              from job_waiting
             where (written_by, place) > (:since::xid8, :after)
             order by written_by, place
             limit :page
            """)
        .param("since", since)
        .param("after", after)
        .param("page", PAGE)
        .query(this::row)
        .list();
  }

  private Row row(ResultSet row, int number) throws SQLException {
    Lane lane = Lane.of(row.getString("lane"));
    var runAt = row.getTimestamp("run_at").toInstant();
    return new Row(
        new Waiting(
            row.getLong("place"),
            row.getObject("workspace_id", UUID.class),
            lane,
            runAt,
            settings.due(lane, row.getInt("priority"), runAt)),
        row.getString("written_by"),
        row.getString("horizon"));
  }

  /** Which of these places are still in line. */
  Set<Long> stillThere(List<Long> places) {
    return jdbc
        .sql("select place from job_waiting where place = any(:places)")
        .param("places", places.toArray(Long[]::new))
        .query(Long.class)
        .list()
        .stream()
        .collect(Collectors.toSet());
  }

  /** Lanes that give out nothing. */
  Set<Lane> paused() {
    return jdbc.sql(Lanes.PAUSED).query(String.class).list().stream()
        .map(Lane::of)
        .collect(Collectors.toSet());
  }
}
