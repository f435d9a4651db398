package hub.jobs;

import hub.jobs.QueueView.Job;
import hub.jobs.QueueView.LaneLine;
import hub.jobs.QueueView.Process;
import hub.jobs.QueueView.Snapshot;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Reads the queue for the page and the metrics. */
@Component
public class QueueReader {
  private static final int MINUTES = 60;

  private record Depth(
      int waiting, int parked, int running, @Nullable Instant oldest, String waitsFor) {
    static final Depth NONE = new Depth(0, 0, 0, null, "");
  }

  private record Count(Lane lane, Instant minute, int bucket, long n) {}

  private final JdbcClient jdbc;
  private final Clock clock;
  private final JobSettings settings;

  QueueReader(JdbcClient jdbc, Clock clock, JobSettings settings) {
    this.jdbc = jdbc;
    this.clock = clock;
    this.settings = settings;
  }

  /** The queue now. */
  public QueueView look() {
    return new QueueView(
        lanes(), processes(), connections(), settings.connections(), oldestSnapshot());
  }

  /** How many places went out by a broker and were not taken yet. */
  int sent() {
    return jdbc.sql("select count(*) from job_dispatch").query(Integer.class).single();
  }

  private List<LaneLine> lanes() {
    Map<Lane, Depth> depths = depths();
    Map<Lane, String> pauses = pauses();
    List<Count> counts = waits();
    List<LaneLine> lines = new ArrayList<>();
    for (Lane lane : Lane.values()) {
      Depth depth = depths.getOrDefault(lane, Depth.NONE);
      List<Count> mine = counts.stream().filter(count -> count.lane() == lane).toList();
      lines.add(
          new LaneLine(
              lane,
              depth.waiting(),
              depth.parked(),
              depth.running(),
              depth.oldest(),
              p99(mine),
              startedByMinute(mine),
              depth.waitsFor(),
              pauses.get(lane),
              settings.promised(lane)));
    }
    return lines;
  }

  private Map<Lane, Depth> depths() {
    Map<Lane, Depth> depths = new EnumMap<>(Lane.class);
    jdbc.sql(
            """
            select lane,
                   count(*) filter (where run_at <= :now) as waiting,
                   count(*) filter (where run_at > :now) as parked,
                   count(*) filter (where run_at is null) as running,
                   min(run_at) filter (where run_at <= :now) as oldest,
                   coalesce(string_agg(distinct waits_for, ', ') filter (where run_at > :now), '') as waits_for
              from (select lane, run_at, waits_for from job_waiting
                    union all
                    select lane, null, null from job_running join job on job.id = job_id) as work
             group by lane
            """)
        .param("now", Timestamp.from(clock.instant()))
        .query(
            row -> {
              depths.put(
                  Lane.of(row.getString("lane")),
                  new Depth(
                      row.getInt("waiting"),
                      row.getInt("parked"),
                      row.getInt("running"),
                      instant(row, "oldest"),
                      row.getString("waits_for")));
            });
    return depths;
  }

  private Map<Lane, String> pauses() {
    Map<Lane, String> pauses = new EnumMap<>(Lane.class);
    jdbc.sql("select lane, reason from lane_pause where resumed_at is null")
        .query(
            row -> {
              pauses.put(Lane.of(row.getString("lane")), row.getString("reason"));
            });
    return pauses;
  }

  private List<Count> waits() {
    return jdbc.sql(
            """
            select lane, minute, bucket, sum(n) as n from job_minute
             where measure = 'waited' and minute > :from
             group by lane, minute, bucket
            """)
        .param("from", Timestamp.from(firstMinute().minusSeconds(1)))
        .query(
            (row, number) ->
                new Count(
                    Lane.of(row.getString("lane")),
                    row.getTimestamp("minute").toInstant(),
                    row.getInt("bucket"),
                    row.getLong("n")))
        .list();
  }

  private Instant firstMinute() {
    return clock.instant().truncatedTo(ChronoUnit.MINUTES).minus(Duration.ofMinutes(MINUTES - 1L));
  }

  private static @Nullable Duration p99(List<Count> counts) {
    TreeMap<Integer, Long> buckets = new TreeMap<>();
    counts.forEach(count -> buckets.merge(count.bucket(), count.n(), Long::sum));
    return Buckets.quantile(buckets, 0.99);
  }

  private List<Integer> startedByMinute(List<Count> counts) {
    Integer[] started = new Integer[MINUTES];
    Arrays.fill(started, 0);
    Instant first = firstMinute();
    for (Count count : counts) {
      int minute = (int) Duration.between(first, count.minute()).toMinutes();
      if (minute >= 0 && minute < MINUTES) {
        started[minute] += (int) count.n();
      }
    }
    return List.of(started);
  }

  private List<Process> processes() {
    Map<UUID, List<Job>> jobs = new HashMap<>();
    jdbc.sql(
            """
            select process_id, kind, job_running.begun_at
              from job_running join job on id = job_id order by job_running.begun_at
            """)
        .query(
            row -> {
              jobs.computeIfAbsent(row.getObject("process_id", UUID.class), id -> new ArrayList<>())
                  .add(new Job(row.getString("kind"), row.getTimestamp("begun_at").toInstant()));
            });
    Instant now = clock.instant();
    return jdbc.sql("select * from hub_process order by started_at")
        .query(
            (row, number) ->
                new Process(
                    row.getString("name"),
                    row.getString("roles"),
                    row.getTimestamp("seen_at").toInstant(),
                    !row.getTimestamp("leased_until").toInstant().isBefore(now),
                    row.getInt("workers"),
                    row.getInt("most_workers"),
                    List.copyOf(jobs.getOrDefault(row.getObject("id", UUID.class), List.of()))))
        .list();
  }

  private int connections() {
    return jdbc.sql(
            "select count(*) from pg_stat_activity where datname = current_database() and"
                + " backend_type = 'client backend'")
        .query(Integer.class)
        .single();
  }

  private @Nullable Snapshot oldestSnapshot() {
    return jdbc.sql(
            """
            select xact_start, coalesce(nullif(application_name, ''), usename, 'unknown') || ' ' || pid as holder
              from pg_stat_activity
             where backend_xmin is not null and pid <> pg_backend_pid() and xact_start is not null
             order by age(backend_xmin) desc, xact_start
             limit 1
            """)
        .query(
            (row, number) ->
                new Snapshot(row.getTimestamp("xact_start").toInstant(), row.getString("holder")))
        .optional()
        .orElse(null);
  }

  private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
    Timestamp at = row.getTimestamp(column);
    return at == null ? null : at.toInstant();
  }
}
