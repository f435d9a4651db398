package hub.jobs;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * How long work waits for a worker, as a range: from how long jobs of each kind took in the last
 * hour (the quick half of them, and all but the slowest tenth), and from who takes turns with whom.
 */
@Component
public class QueueOutlook {
  /** Before anything was measured. */
  private static final Range UNMEASURED = new Range(Duration.ofSeconds(1), Duration.ofSeconds(15));

  private static final Duration FRESH = Duration.ofSeconds(5);
  private static final double QUICK = 0.5;
  private static final double SLOW = 0.9;

  /** Jobs that may run now, of one workspace, kind and lane. */
  private record Heap(UUID workspace, Lane lane, String kind, int jobs) {}

  private record Seen(List<Heap> heaps, Map<String, Range> took, int workers, Instant at) {}

  private final JdbcClient jdbc;
  private final Clock clock;
  private final JobSettings settings;
  private @Nullable Seen seen;

  QueueOutlook(JdbcClient jdbc, Clock clock, JobSettings settings) {
    this.jdbc = jdbc;
    this.clock = clock;
    this.settings = settings;
  }

  /** From the least to the most that is likely. */
  public record Range(Duration least, Duration most) {}

  /**
   * A place in the line.
   *
   * @param ahead jobs that are likely to begin before it
   * @param begins when the first job is likely to begin, from now
   */
  public record Place(Lane lane, int ahead, Range begins) {}

  /** How long a job waits that a workspace enqueues now in a lane. */
  public Range wait(UUID workspaceId, Lane lane) {
    Seen now = look();
    return takes(now, ahead(now, workspaceId, lane));
  }

  /**
   * An analysis's place; empty if something of it runs, or nothing of it may run now, as in a lane
   * that is paused.
   */
  public Optional<Place> place(UUID workspaceId, UUID analysisId) {
    return firstInLine(analysisId)
        .map(
            lane -> {
              Seen now = look();
              Map<String, Integer> ahead = ahead(now, workspaceId, lane);
              int jobs = ahead.values().stream().mapToInt(Integer::intValue).sum();
              return new Place(lane, jobs, takes(now, ahead));
            });
  }

  private Optional<Lane> firstInLine(UUID analysisId) {
    return jdbc.sql(
            """
            select min(job_waiting.lane)
              from job left join job_waiting on job_waiting.job_id = id left join job_running on job_running.job_id = id
             where analysis_id = :analysis and state = 'open'
            having count(token) = 0
               and count(*) filter (where run_at <= :now and job_waiting.lane not in (%s)) > 0
            """
                .formatted(Lanes.PAUSED))
        .param("analysis", analysisId)
        .param("now", Timestamp.from(clock.instant()))
        .query(String.class)
        .optional()
        .map(Lane::of);
  }

  /**
   * Other workspaces take turns with this one, so of each at most as many jobs go before as this
   * one has itself in this lane and earlier ones.
   */
  private static Map<String, Integer> ahead(Seen now, UUID workspaceId, Lane lane) {
    int own =
        now.heaps.stream()
            .filter(heap -> heap.workspace.equals(workspaceId) && !isLater(heap, lane))
            .mapToInt(Heap::jobs)
            .sum();
    Map<UUID, Integer> turns = new HashMap<>();
    Map<String, Integer> ahead = new HashMap<>();
    for (Heap heap : now.heaps) {
      if (!isLater(heap, lane)) {
        int most = heap.workspace.equals(workspaceId) ? heap.jobs : own + 1;
        int left = Math.max(0, most - turns.getOrDefault(heap.workspace, 0));
        int counted = Math.min(heap.jobs, heap.workspace.equals(workspaceId) ? heap.jobs : left);
        turns.merge(heap.workspace, counted, Integer::sum);
        ahead.merge(heap.kind, counted, Integer::sum);
      }
    }
    return ahead;
  }

  private static boolean isLater(Heap heap, Lane lane) {
    return heap.lane.compareTo(lane) > 0;
  }

  private static Range takes(Seen now, Map<String, Integer> jobs) {
    long least = 0;
    long most = 0;
    for (var kind : jobs.entrySet()) {
      Range took = now.took.getOrDefault(kind.getKey(), UNMEASURED);
      least += took.least().toMillis() * kind.getValue();
      most += took.most().toMillis() * kind.getValue();
    }
    return new Range(Duration.ofMillis(least / now.workers), Duration.ofMillis(most / now.workers));
  }

  private synchronized Seen look() {
    Instant now = clock.instant();
    Seen known = seen;
    if (known == null || known.at.plus(FRESH).isBefore(now)) {
      known = new Seen(heaps(now), took(now), workers(now), now);
      seen = known;
    }
    return known;
  }

  private List<Heap> heaps(Instant now) {
    return jdbc.sql(
            """
            select job_waiting.workspace_id, job_waiting.lane, kind, count(*) as jobs
              from job_waiting join job on id = job_id
             where run_at <= :now and job_waiting.lane not in (%s)
             group by 1, 2, 3
            """
                .formatted(Lanes.PAUSED))
        .param("now", Timestamp.from(now))
        .query(
            (row, number) ->
                new Heap(
                    row.getObject("workspace_id", UUID.class),
                    Lane.of(row.getString("lane")),
                    row.getString("kind"),
                    row.getInt("jobs")))
        .list();
  }

  private Map<String, Range> took(Instant now) {
    Map<String, TreeMap<Integer, Long>> buckets = new HashMap<>();
    jdbc.sql(
            """
            select kind, bucket, sum(n) as n from job_minute
             where measure = 'took' and minute > :from
             group by kind, bucket
            """)
        .param("from", Timestamp.from(now.minus(Duration.ofHours(1))))
        .query(
            row -> {
              buckets
                  .computeIfAbsent(row.getString("kind"), kind -> new TreeMap<>())
                  .put(row.getInt("bucket"), row.getLong("n"));
            });
    Map<String, Range> took = new HashMap<>();
    buckets.forEach(
        (kind, counts) -> {
          Duration quick = Buckets.quantile(counts, QUICK);
          Duration slow = Buckets.quantile(counts, SLOW);
          if (quick != null && slow != null) {
            took.put(kind, new Range(quick, slow));
          }
        });
    return took;
  }

  /** As many as the hubs that live may have, since they grow with the line. */
  private int workers(Instant now) {
    int most =
        jdbc.sql(
                "select coalesce(sum(most_workers), 0) from hub_process where leased_until >= :now")
            .param("now", Timestamp.from(now))
            .query(Integer.class)
            .single();
    return most == 0 ? settings.workers().most() : most;
  }
}
