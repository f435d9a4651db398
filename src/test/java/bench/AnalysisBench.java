package bench;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The same analysis of 500 posts with 5,000 comments, again and again for workspaces that know
 * nothing of each other, against a sandbox that answers at once and then one that takes 400 ms for
 * each answer.
 */
final class AnalysisBench {
  private static final int POSTS = 500;
  private static final int COMMENTS = 5_000;
  private static final int WORKERS = 12;
  private static final int RUNS = 3;

  /** Until the JVM has compiled what it will run for days: compiling costs more than the calls. */
  private static final int WARM_UPS = 16;

  private static final Duration SLOW = Duration.ofMillis(400);
  private static final Pattern COMMUNITY = Pattern.compile("/reddit/r/([^/]+)/(?!comments)");

  /** What one analysis took. */
  private record Run(UUID analysis, long wallMs, long cpuMs, long peakMb, int calls) {
    double cpuMsPerCall() {
      return (double) cpuMs / calls;
    }
  }

  private final Figures figures = new Figures("analysis");
  private final BenchDatabase database;
  private final BenchSandbox sandbox;
  private final ChildProcess hub;

  private AnalysisBench(BenchDatabase database, BenchSandbox sandbox, ChildProcess hub) {
    this.database = database;
    this.sandbox = sandbox;
    this.hub = hub;
  }

  public static void main(String[] arguments) throws Exception {
    Path folder = Files.createTempDirectory("bench-analysis");
    AnalysisBench bench;
    try (BenchDatabase database = new BenchDatabase(folder);
        BenchSandbox sandbox =
            new BenchSandbox(
                folder,
                1,
                List.of("--posts=" + POSTS, "--comments=" + COMMENTS, "--rate-limit=off"));
        ChildProcess hub = hub(database, sandbox)) {
      hub.next(AnalysisHub.READY);
      bench = new AnalysisBench(database, sandbox, hub);
      bench.measure();
    }
    bench.figures.end();
  }

  private static ChildProcess hub(BenchDatabase database, BenchSandbox sandbox) throws IOException {
    return new ChildProcess(
        AnalysisHub.class,
        List.of("-Xmx768m"),
        database.hubSettings(
            "--hub.jobs.workers.least=" + WORKERS,
            "--hub.jobs.workers.most=" + WORKERS,
            "--hub.sandbox.url=" + sandbox.url(),
            "--hub.sandbox.secret=" + sandbox.secret()));
  }

  private void measure() throws IOException, InterruptedException {
    figures.condition(
        "%d posts with %d comments, %d workers, the hub (-Xmx768m), the sandbox and PostgreSQL (fsync on) processes of their own on %d cores"
            .formatted(POSTS, COMMENTS, WORKERS, Runtime.getRuntime().availableProcessors()));
    List<Run> warming = runs(WARM_UPS);
    figures.condition(
        "before the clock, %d analyses prepare the sandbox's verdicts and warm the hub; wall s and CPU ms a call of each: %s"
            .formatted(
                WARM_UPS,
                warming.stream()
                    .map(run -> "%.1f/%.1f".formatted(run.wallMs() / 1_000.0, run.cpuMsPerCall()))
                    .collect(Collectors.joining(", "))));
    List<Run> fast = runs(RUNS);
    sandbox.takes("openai", SLOW);
    sandbox.takes("reddit", SLOW);
    List<Run> slow = runs(RUNS);
    tell(fast, slow);
  }

  private List<Run> runs(int times) throws IOException {
    List<Run> runs = new ArrayList<>();
    for (int i = 0; i < times; i++) {
      runs.add(run());
    }
    return runs;
  }

  /** One analysis for a fresh workspace, which has no recorded answers. */
  private Run run() throws IOException {
    UUID workspace = UUID.randomUUID();
    UUID user = UUID.randomUUID();
    JdbcClient jdbc = database.asOwner();
    jdbc.sql("insert into workspace (id, name) values (:id, 'Bench')")
        .param("id", workspace)
        .update();
    jdbc.sql(
            """
            insert into app_user (id, workspace_id, email, name, role, administrator)
            values (:id, :workspace, :email, 'Bench', 'owner', false)
            """)
        .param("id", user)
        .param("workspace", workspace)
        .param("email", user + "@example.org")
        .update();
    hub.say(workspace + " " + user);
    String[] words = hub.next(AnalysisHub.DONE).split(" ");
    UUID analysis = UUID.fromString(words[0]);
    int calls =
        jdbc.sql("select count(*) from attempt where budget_id = :id and state = 'settled'")
            .param("id", analysis)
            .query(Integer.class)
            .single();
    figures.require(words[4].equals("DONE"), "an analysis ended as " + words[4]);
    return new Run(
        analysis,
        Long.parseLong(words[1]),
        Long.parseLong(words[2]),
        Long.parseLong(words[3]),
        calls);
  }

  private void tell(List<Run> fast, List<Run> slow) throws IOException {
    Run usual = fast.getFirst();
    figures.condition(
        "medians of %d analyses each; %d paid calls in one, %s"
            .formatted(RUNS, usual.calls(), stages(usual)));
    figures.condition(
        "critical path: each job lasts its requests x 400 ms, starts when the job that asked for it"
            + " ended and takes one of the workers; collecting, each wave, merging and each reading"
            + " follow each other; computed from each run's own jobs");
    double wall = median(fast.stream().map(run -> run.wallMs() / 1_000.0).toList());
    figures.figure("wall_s_0ms", wall, "s", wall < 10);
    figures.figure(
        "wall_s_400ms", median(slow.stream().map(run -> run.wallMs() / 1_000.0).toList()), "s");
    List<Double> ratios = new ArrayList<>();
    for (Run run : slow) {
      ratios.add(run.wallMs() / (double) criticalPathMs(run));
    }
    figures.figure("critical_path_400ms_s", criticalPathMs(slow.getFirst()) / 1_000.0, "s");
    double ratio = median(ratios);
    figures.figure("ratio_to_critical_path_400ms", ratio, "ratio", ratio <= 1.10);
    double cpu = median(fast.stream().map(Run::cpuMsPerCall).toList());
    figures.figure("cpu_ms_per_paid_call", cpu, "ms", cpu < 5);
    long peak = slow.getLast().peakMb();
    figures.figure("peak_rss_mb", peak, "MB", peak < 1_024);
  }

  private String stages(Run run) {
    return database
        .asOwner()
        .sql(
            """
            select string_agg(stage || ' ' || n, ', ' order by stage)
              from (select stage, count(*) n from attempt where budget_id = :id group by stage) s
            """)
        .param("id", run.analysis())
        .query(String.class)
        .single();
  }

  /** All runs ask Reddit the same, so the journal's counts are shared out evenly. */
  private long criticalPathMs(Run run) throws IOException {
    int runs = WARM_UPS + 2 * RUNS;
    Map<String, Integer> communities = new HashMap<>();
    int threads = 0;
    try (var lines = sandbox.journal()) {
      for (JsonNode line : (Iterable<JsonNode>) lines::iterator) {
        if (line.path("vendor").asText().equals("reddit")) {
          String path = line.path("path").asText();
          Matcher community = COMMUNITY.matcher(path);
          if (community.find()) {
            communities.merge(community.group(1).toLowerCase(Locale.ROOT), 1, Integer::sum);
          } else if (path.contains("comments") || path.contains("morechildren")) {
            threads++;
          }
        }
      }
    }
    communities.replaceAll((name, count) -> count / runs);
    return CriticalPath.of(database.asOwner(), run.analysis(), communities, threads / runs)
        .lasts(WORKERS, SLOW.toMillis());
  }

  private static double median(List<Double> values) {
    return values.stream().sorted().toList().get(values.size() / 2);
  }
}
