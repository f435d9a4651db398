package bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.TreeMap;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The shortest time that an analysis's recorded jobs can take when nothing but the vendors' latency
 * costs time: each job lasts its requests times the latency, starts when the job that asked for it
 * has ended, and takes one of the workers (list scheduling by priority). Collecting, each wave,
 * merging and each reading start when what is before them has ended, since they read all of it.
 */
final class CriticalPath {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Map<String, String> BEFORE =
      Map.of("feasibility", "classify", "antipatterns", "feasibility");

  /** A job with the number of vendor requests it made, one after the other. */
  private record Job(
      String kind, String name, JsonNode payload, int priority, int phase, int requests) {
    String key() {
      return kind + ":" + name;
    }
  }

  private record Running(long until, Job job) {}

  private final Map<String, Job> jobs = new HashMap<>();
  private final Map<Long, Job> checkedPosts = new HashMap<>();

  /**
   * @param communityRequests how many requests each community took, without capitals
   * @param threadRequests how many requests all threads took together
   */
  static CriticalPath of(
      JdbcClient jdbc, UUID analysis, Map<String, Integer> communityRequests, int threadRequests) {
    CriticalPath path = new CriticalPath();
    int[] moreForThreads = {threadRequests - threads(jdbc, analysis)};
    jdbc.sql(
            """
            select j.kind, substr(j.key, length(j.kind) + 2) as name, j.payload, j.priority,
                   (select count(*) from attempt a where a.job_id = j.id and a.sent_at is not null) as calls,
                   (select min(p.wave) from analysis_post p
                     where p.analysis_id = j.analysis_id and p.chunk = (j.payload ->> 'chunk')::int) as wave
              from job j where j.analysis_id = :id and j.state = 'done' order by j.created_at, j.key
            """)
        .param("id", analysis)
        .query(
            row -> {
              String kind = row.getString("kind");
              JsonNode payload = parsed(row.getString("payload"));
              int requests =
                  switch (kind) {
                    case "collect" ->
                        communityRequests.getOrDefault(
                            row.getString("name").toLowerCase(java.util.Locale.ROOT), 1);
                    case "thread" -> moreForThreads[0]-- > 0 ? 2 : 1;
                    default -> row.getInt("calls");
                  };
              path.add(
                  new Job(
                      kind,
                      kind.equals("thread")
                          ? row.getString("name")
                          : payload.path("name").asText(row.getString("name")),
                      payload,
                      row.getInt("priority"),
                      phase(kind, row.getInt("wave"), payload),
                      requests));
            });
    return path;
  }

  private static int threads(JdbcClient jdbc, UUID analysis) {
    return jdbc.sql(
            "select count(*) from job where analysis_id = :id and kind = 'thread' and state ="
                + " 'done'")
        .param("id", analysis)
        .query(Integer.class)
        .single();
  }

  private static int phase(String kind, int wave, JsonNode payload) {
    return switch (kind) {
      case "collect" -> 0;
      case "merge" -> 1_000;
      case "rank" -> 1_000 + payload.path("reading").asInt();
      default -> wave;
    };
  }

  private void add(Job job) {
    jobs.put(job.key(), job);
    if (job.kind().equals("antipatterns")) {
      job.payload().path("ids").forEach(id -> checkedPosts.put(id.asLong(), job));
    }
  }

  /** In milliseconds. */
  long lasts(int workers, long latencyMs) {
    Map<Integer, List<Job>> phases = new TreeMap<>();
    jobs.values()
        .forEach(job -> phases.computeIfAbsent(job.phase(), phase -> new ArrayList<>()).add(job));
    return phases.values().stream().mapToLong(phase -> scheduled(phase, workers)).sum() * latencyMs;
  }

  /** How many latencies a phase lasts. */
  private long scheduled(List<Job> phase, int workers) {
    PriorityQueue<Job> ready =
        new PriorityQueue<>(Comparator.comparing(Job::priority).reversed().thenComparing(Job::key));
    Map<String, List<Job>> after = new HashMap<>();
    for (Job job : phase) {
      Job parent = parent(job);
      if (parent == null || parent.phase() != job.phase()) {
        ready.add(job);
      } else {
        after.computeIfAbsent(parent.key(), key -> new ArrayList<>()).add(job);
      }
    }
    PriorityQueue<Running> running = new PriorityQueue<>(Comparator.comparing(Running::until));
    long now = 0;
    while (!ready.isEmpty() || !running.isEmpty()) {
      while (!ready.isEmpty() && running.size() < workers) {
        Job next = ready.poll();
        running.add(new Running(now + next.requests(), next));
      }
      Running done = running.poll();
      now = done.until();
      ready.addAll(after.getOrDefault(done.job().key(), List.of()));
    }
    return now;
  }

  /** The job whose end made this one; null if a phase did. */
  private @org.jspecify.annotations.Nullable Job parent(Job job) {
    if (job.kind().equals("thread")) {
      return checkedPosts.get(job.payload().path("post").asLong());
    }
    if (!job.payload().has("chunk")) {
      return null;
    }
    String before = BEFORE.get(job.kind());
    String stripped =
        job.name().contains(".")
            ? job.name().substring(0, job.name().lastIndexOf('.'))
            : job.name();
    Job parent = before == null ? null : jobs.get(before + ":" + job.name());
    if (parent == null && !stripped.equals(job.name())) {
      parent = jobs.get(job.kind() + ":" + stripped);
    }
    if (parent == null && before != null) {
      parent = jobs.get(before + ":" + stripped);
    }
    if (parent == null && job.kind().equals("comments")) {
      parent = jobs.get("thread:" + job.payload().path("post").asLong());
    }
    return parent;
  }

  private static JsonNode parsed(String json) {
    try {
      return JSON.readTree(json);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
