package hub.analysis;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import hub.Mode;
import hub.analysis.Crowd.Line;
import hub.jobs.Lane;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * When an analysis is likely to end, as a range.
 *
 * <p>How this works: the workspace's analyses that ended lately say how many jobs a post takes, and
 * at which part of their time which part of their jobs was done. While an analysis runs alone, each
 * of them says how much longer it takes if it goes on as they did, at this one's own pace, which
 * holds whatever slows it: limits, a vendor. Beside others its pace changes with theirs: then it
 * ends when its jobs and those that go before are done, as fast as all jobs were done lately. The
 * range is what nearly all of them say. The first one that is shown is kept.
 */
@Component
class Arrivals {
  private static final int LIKE_IT = 20;
  private static final int ENOUGH = 3;
  private static final Duration FRESH = Duration.ofSeconds(30);

  /** Before that its own pace says little; beside others, all their jobs say more. */
  private static final double SHOWN_FROM = 0.15;

  private static final Duration SHOWN_AFTER = Duration.ofSeconds(3);

  /** What comes may differ from all that was measured. */
  private static final double SOONER = 0.75;

  private static final double LATER = 1.3;

  /** Beside others the more: jobs differ, and those of the begin, which collect, take longest. */
  private static final double SOONER_BESIDE = 0.5;

  private static final double LATER_BESIDE = 1.4;
  private static final Duration ROUNDED = Duration.ofSeconds(2);

  /** Jobs made before that are not counted. */
  private static final Duration KNOWN = Duration.ofMinutes(30);

  /** How fast jobs are done is measured over so long. */
  private static final Duration LATELY = Duration.ofSeconds(15);

  private static final Duration CROWD_SERVES = Duration.ofSeconds(2);

  /** An analysis that ended: when each of its jobs did, in seconds after its start. */
  private record Course(int posts, double lasted, double[] ends) {

    /** When this part of its jobs was done, in seconds after its start. */
    double reached(double part) {
      int job = (int) Math.clamp(Math.ceil(part * ends.length), 1, ends.length);
      return Math.max(0.05, ends[job - 1]);
    }
  }

  /** Its jobs that ended, the posts it has, and how long it runs, in seconds. */
  private record Progress(int done, int posts, double elapsed) {}

  /** Whose analyses are alike. */
  private record Kind(UUID workspaceId, Mode mode) {}

  /** From the earliest to the latest that is likely. */
  record Range(Instant earliest, Instant latest) {}

  private final JdbcClient jdbc;
  private final Clock clock;
  private final Cache<Kind, List<Course>> courses;
  private final Cache<Lane, Crowd> crowds;

  /** Of analyses whose first range this process kept or found kept. */
  private final Cache<UUID, Boolean> kept = Caffeine.newBuilder().maximumSize(10_000).build();

  Arrivals(JdbcClient jdbc, Clock clock) {
    this.jdbc = jdbc;
    this.clock = clock;
    this.courses = serving(FRESH);
    this.crowds = serving(CROWD_SERVES);
  }

  private <K, V> Cache<K, V> serving(Duration time) {
    return Caffeine.newBuilder()
        .expireAfterWrite(time)
        .ticker(() -> TimeUnit.MILLISECONDS.toNanos(clock.millis()))
        .build();
  }

  /** When a running analysis is likely to end; empty while too little is known. */
  Optional<Range> of(Analysis analysis) {
    List<Course> courses =
        this.courses.get(new Kind(analysis.workspaceId(), analysis.mode()), this::read);
    if (courses.size() < ENOUGH || analysis.phase() == Phase.COLLECTING || analysis.round() > 1) {
      return Optional.empty();
    }
    Progress now = progress(analysis);
    Optional<Range> range =
        now.elapsed() < SHOWN_AFTER.toSeconds()
            ? Optional.empty()
            : besides(analysis, courses, now).or(() -> alone(courses, now));
    if (range.isPresent() && kept.getIfPresent(analysis.id()) == null) {
      keep(analysis, range.get());
      kept.put(analysis.id(), true);
    }
    return range;
  }

  private Optional<Range> alone(List<Course> courses, Progress now) {
    double likely = quantile(courses.stream().map(course -> part(course, now)).toList(), 0.5);
    if (likely < SHOWN_FROM) {
      return Optional.empty();
    }
    List<Double> left = courses.stream().map(course -> left(course, now)).toList();
    return Optional.of(range(SOONER * quantile(left, 0.1), LATER * quantile(left, 0.9)));
  }

  /** Beside others; empty if it is alone, or nothing was done lately. */
  private Optional<Range> besides(Analysis analysis, List<Course> courses, Progress now) {
    Crowd crowd = crowds.get(JobPlan.lane(analysis), this::crowd);
    double jobs = quantile(courses.stream().map(course -> jobs(course, now)).toList(), 0.5);
    double own = Math.max(1, jobs - now.done());
    Optional<Line> line = crowd.before(analysis, jobs, own);
    if (line.isEmpty() || crowd.perSecond() == 0) {
      return Optional.empty();
    }
    // However fast the others are done with, its own stages follow each other.
    List<Double> rest = courses.stream().map(course -> rest(course, now)).toList();
    return Optional.of(
        range(
            Math.max(
                SOONER * quantile(rest, 0.1),
                SOONER_BESIDE * (own + line.get().least()) / crowd.perSecond()),
            Math.max(
                LATER * quantile(rest, 0.9),
                LATER_BESIDE * (own + line.get().most()) / crowd.perSecond())));
  }

  private Range range(double least, double most) {
    Instant at = clock.instant();
    return new Range(
        at.plusMillis((long) (1000 * least)), at.plusMillis((long) (1000 * most)).plus(ROUNDED));
  }

  /** Which part of its jobs is done, if it needs as many a post as that one did. */
  private static double part(Course course, Progress now) {
    return Math.min(0.99, now.done() / jobs(course, now));
  }

  /** How many jobs it takes, if it needs as many a post as that one did. */
  private static double jobs(Course course, Progress now) {
    return Math.max(1, (double) course.ends().length * now.posts() / Math.max(1, course.posts()));
  }

  /** How long that one took from there on, in seconds. */
  private static double rest(Course course, Progress now) {
    return Math.max(0, course.lasted() - course.reached(part(course, now)));
  }

  /** The same at this one's own pace. */
  private static double left(Course course, Progress now) {
    return now.elapsed() * rest(course, now) / course.reached(part(course, now));
  }

  private static double quantile(List<Double> values, double part) {
    List<Double> sorted = values.stream().sorted().toList();
    return sorted.get((int) Math.round(part * (sorted.size() - 1)));
  }

  private Progress progress(Analysis analysis) {
    double elapsed = Duration.between(analysis.createdAt(), clock.instant()).toMillis() / 1000.0;
    return jdbc.sql(
            """
            select (select count(*) from job where analysis_id = :id and state = 'done') as done,
                   (select count(*) from analysis_post where analysis_id = :id) as posts
            """)
        .param("id", analysis.id())
        .query((row, number) -> new Progress(row.getInt("done"), row.getInt("posts"), elapsed))
        .single();
  }

  /**
   * Of this lane and those that go before it, and of all workspaces: of jobs the database shows
   * everybody's.
   */
  private Crowd crowd(Lane last) {
    Instant now = clock.instant();
    String[] lanes =
        EnumSet.range(Lane.INTERACTIVE, last).stream().map(Lane::word).toArray(String[]::new);
    List<Crowd.Member> members =
        jdbc.sql(
                """
                select analysis_id, workspace_id, lane, min(created_at) as began,
                       count(*) filter (where state = 'open')::int as open,
                       count(*) filter (where state = 'done')::int as done,
                       count(*) filter (where finished_at > :lately)::int as lately
                  from job
                 where created_at > :since and lane = any(:lanes)
                 group by analysis_id, workspace_id, lane
                """)
            .param("lanes", lanes)
            .param("since", Timestamp.from(now.minus(KNOWN)))
            .param("lately", Timestamp.from(now.minus(LATELY)))
            .query(
                (row, number) ->
                    new Crowd.Member(
                        row.getObject("analysis_id", UUID.class),
                        row.getObject("workspace_id", UUID.class),
                        Lane.of(row.getString("lane")),
                        row.getTimestamp("began").toInstant(),
                        row.getInt("open"),
                        row.getInt("done"),
                        row.getInt("lately")))
            .list();
    return new Crowd(members, LATELY);
  }

  private List<Course> read(Kind kind) {
    List<Course> courses = new ArrayList<>();
    jdbc.sql(
            """
            select (select count(*) from analysis_post where analysis_id = a.id) as posts,
                   extract(epoch from a.ended_at - a.created_at) as lasted,
                   array(select extract(epoch from j.finished_at - a.created_at)::float8 from job j
                          where j.analysis_id = a.id and j.state = 'done' order by j.finished_at) as ends
              from analysis a
             where a.workspace_id = :workspace and a.mode = :mode and a.state = 'finished' and a.round = 1 and not a.economy
             order by a.ended_at desc
             limit :most
            """)
        .param("workspace", kind.workspaceId())
        .param("mode", kind.mode().word())
        .param("most", LIKE_IT)
        .query(
            row -> {
              double[] ends =
                  Stream.of((Double[]) row.getArray("ends").getArray())
                      .mapToDouble(Double::doubleValue)
                      .toArray();
              if (ends.length > 0) {
                courses.add(new Course(row.getInt("posts"), row.getDouble("lasted"), ends));
              }
            });
    return List.copyOf(courses);
  }

  private void keep(Analysis analysis, Range range) {
    jdbc.sql(
            """
            insert into analysis_arrival (analysis_id, workspace_id, shown_at, earliest, latest)
            values (:id, :workspace, :now, :earliest, :latest)
            on conflict (analysis_id) do nothing
            """)
        .param("id", analysis.id())
        .param("workspace", analysis.workspaceId())
        .param("now", Timestamp.from(clock.instant()))
        .param("earliest", Timestamp.from(range.earliest()))
        .param("latest", Timestamp.from(range.latest()))
        .update();
  }
}
