package hub.jobs;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What went out by a broker and was not taken yet, all processes together. */
final class Dispatches {
  /**
   * A row that a crash loses costs nothing: its message is taken all the same, or it is sent anew.
   */
  private static final String QUICK =
      """
      with quick as materialized (
        select set_config('synchronous_commit', 'off', true)
      ),
      """;

  private final JdbcClient jdbc;
  private final Clock clock;

  Dispatches(JdbcClient jdbc, Clock clock) {
    this.jdbc = jdbc;
    this.clock = clock;
  }

  /** Enters those of the places that nobody has sent or taken; returns them in the same order. */
  List<Dispatched> enter(UUID process, List<Long> places) {
    return jdbc.sql(
            QUICK
                + """
                sent as (
                  insert into job_dispatch (place, job_id, lane, process_id, sent_at)
                  select place, job_id, lane, :process, :now from job_waiting where place = any(:places)
                  on conflict (place) do nothing
                  returning place, job_id, lane, times
                )
                select sent.* from quick, sent order by array_position(:places, place)
                """)
        .param("places", places.toArray(Long[]::new))
        .param("process", process)
        .param("now", Timestamp.from(clock.instant()))
        .query(Dispatches::dispatched)
        .list();
  }

  /** Those of the places that are still out. */
  Set<Long> stillOut(Collection<Long> places) {
    return jdbc
        .sql("select place from job_dispatch where place = any(:places)")
        .param("places", places.toArray(Long[]::new))
        .query(Long.class)
        .list()
        .stream()
        .collect(Collectors.toSet());
  }

  /**
   * Takes on what was sent before an instant and is still in line, the oldest first; from now on it
   * counts as sent by this process, once more. What is no longer in line is forgotten.
   */
  List<Dispatched> overdue(UUID process, Instant before, int most, Set<Lane> paused) {
    return jdbc.sql(
            QUICK
                + """
                gone as (
                  delete from job_dispatch d
                   where sent_at < :before and not exists (select from job_waiting w where w.place = d.place)
                ), again as (
                  update job_dispatch
                     set sent_at = :now, process_id = :process, times = times + 1
                   where place in (select d.place from job_dispatch d join job_waiting using (place)
                                    where sent_at < :before and d.lane <> all(:paused)
                                    order by sent_at limit :most for update of d skip locked)
                  returning place, job_id, lane, times
                )
                select again.* from quick, again order by place
                """)
        .param("process", process)
        .param("before", Timestamp.from(before))
        .param("most", most)
        .param("paused", paused.stream().map(Lane::word).toArray(String[]::new))
        .param("now", Timestamp.from(clock.instant()))
        .query(Dispatches::dispatched)
        .list();
  }

  /** Lets others send at once what came here and was not begun. */
  void giveBack(Collection<Long> places) {
    jdbc.sql("update job_dispatch set sent_at = 'epoch' where place = any(:places)")
        .param("places", places.toArray(Long[]::new))
        .update();
  }

  private static Dispatched dispatched(ResultSet row, int number) throws SQLException {
    return new Dispatched(
        row.getLong("place"),
        row.getObject("job_id", UUID.class),
        Lane.of(row.getString("lane")),
        row.getInt("times"));
  }
}
