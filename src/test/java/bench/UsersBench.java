package bench;

import hub.TestDatabase;
import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;

/**
 * What fifty people feel while twenty analyses run: each has a live stream and looks at a page
 * every second; some streams are never read. Then idle streams, as many as asked for, while one
 * analysis goes on; and the heap after they have left.
 */
final class UsersBench {
  private static final int USERS = 50;
  private static final int STUCK = 2;
  private static final int ANALYSES = 20;
  private static final int BEFORE = 6;
  private static final Duration LOOKED = Duration.ofSeconds(60);
  private static final int IDLE = 2_000;

  /** A silent stream notices that its reader has gone when it speaks for the second time. */
  private static final Duration GONE_IS_KNOWN = Duration.ofSeconds(45);

  private final Figures figures = new Figures("users");
  private final BenchDatabase database;
  private final ChildProcess hub;
  private final AtomicInteger errors = new AtomicInteger();
  private final List<Double> pages = Collections.synchronizedList(new ArrayList<>());
  private final List<HttpClient> people = new ArrayList<>();
  private final List<String> cookies = new ArrayList<>();
  private volatile boolean measured;
  private URI address = URI.create("http://127.0.0.1");

  private UsersBench(BenchDatabase database, ChildProcess hub) {
    this.database = database;
    this.hub = hub;
  }

  public static void main(String[] arguments) throws Exception {
    Path folder = Files.createTempDirectory("bench-users");
    UsersBench bench;
    try (BenchDatabase database = new BenchDatabase(folder);
        BenchSandbox sandbox =
            new BenchSandbox(
                folder, 3, List.of("--posts=120", "--comments=400", "--rate-limit=off"));
        ChildProcess hub =
            new ChildProcess(
                UsersHub.class,
                List.of("-Xmx768m"),
                database.hubSettings(
                    "--hub.sandbox.url=" + sandbox.url(),
                    "--hub.sandbox.secret=" + sandbox.secret(),
                    "--hub.web.streams.per-user=100",
                    "--hub.imports.folder=" + folder.resolve("imports"),
                    "--hub.imports.inbox=" + folder.resolve("inbox")))) {
      sandbox.takes("openai", Duration.ofMillis(400));
      bench = new UsersBench(database, hub);
      bench.run();
    }
    bench.figures.end();
  }

  private void run() throws Exception {
    hub.next(UsersHub.READY);
    logIn();
    figures.condition(
        "%d people, each a live stream and a page a second; %d s are measured, then they go on until all analyses have ended; %d streams are never read; %d analyses of 120 posts start in the first half, the model takes 400 ms; hub, sandbox, database and people on one machine"
            .formatted(USERS, LOOKED.toSeconds(), STUCK, ANALYSES));
    figures.condition(
        "event delay: from the event's own time, before its commit, to its arrival in the browser's"
            + " place");
    warmUp();
    busy();
    idle();
    figures.figure("errors", errors.get(), "errors", errors.get() == 0);
  }

  /** Analyses one after the other, of which people look at each page. */
  private void warmUp() throws Exception {
    for (int number = 0; number < BEFORE; number++) {
      UUID analysis = start(-1 - number);
      ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
      people.forEach(person -> threads.submit(() -> look(person, analysis)));
      awaitEnd(List.of(analysis));
      threads.shutdownNow();
    }
  }

  private void logIn() throws Exception {
    for (int number = 0; number < USERS; number++) {
      UUID id = UUID.randomUUID();
      database
          .asOwner()
          .sql(
              """
              insert into app_user (id, workspace_id, email, name, role, administrator)
              values (:id, :workspace, :email, 'Bench', 'analyst', false)
              """)
          .param("id", id)
          .param("workspace", TestDatabase.WORKSPACE)
          .param("email", "user" + number + "@example.org")
          .update();
      hub.say("user " + id);
      URI link = URI.create(hub.next(UsersHub.LINK));
      CookieManager jar = new CookieManager();
      HttpClient person =
          HttpClient.newBuilder()
              .cookieHandler(jar)
              .followRedirects(HttpClient.Redirect.NORMAL)
              .build();
      address = link.resolve("/");
      get(person, link);
      people.add(person);
      cookies.add(
          jar.getCookieStore().getCookies().stream()
              .map(cookie -> cookie.getName() + "=" + cookie.getValue())
              .collect(Collectors.joining("; ")));
    }
  }

  private UUID start(int number) throws IOException {
    hub.say("start Invoicing for freelance translators " + number);
    return UUID.fromString(hub.next(UsersHub.STARTED));
  }

  private void busy() throws Exception {
    List<UUID> analyses = new ArrayList<>();
    List<LiveReaderOf> streams = new ArrayList<>();
    ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    long end = System.nanoTime() + LOOKED.toNanos();
    measured = true;
    try {
      for (int number = 0; number < ANALYSES; number++) {
        UUID analysis = start(number);
        analyses.add(analysis);
        for (int user = number; user < USERS; user += ANALYSES) {
          streams.add(
              new LiveReaderOf(address, cookies.get(user), analysis, user >= STUCK, errors));
          HttpClient person = people.get(user);
          threads.submit(() -> look(person, analysis));
        }
        TimeUnit.MILLISECONDS.sleep(LOOKED.toMillis() / 2 / ANALYSES);
      }
      TimeUnit.NANOSECONDS.sleep(end - System.nanoTime());
      measured = false;
      tellWaits(streams);
      awaitEnd(analyses);
    } finally {
      threads.shutdownNow();
    }
    for (LiveReaderOf stream : streams) {
      stream.close();
    }
    tellArrivals();
  }

  private void tellWaits(List<LiveReaderOf> streams) {
    double page = quantile(pages, 0.99);
    figures.figure("page_p50_ms", quantile(pages, 0.5), "ms");
    figures.figure("page_p99_ms", page, "ms", page < 100);
    figures.figure("pages_seen", pages.size(), "pages");
    List<Double> delays = delays(streams);
    double event = quantile(delays, 0.99);
    figures.figure("event_p50_ms", quantile(delays, 0.5), "ms");
    figures.figure("event_p99_ms", event, "ms", event < 100);
    figures.figure("events_seen", delays.size(), "events");
  }

  /** Goes on until it is interrupted. */
  private Void look(HttpClient person, UUID analysis) throws Exception {
    List<String> paths =
        List.of(
            "/analyses/" + analysis + "/live",
            "/",
            "/analyses",
            "/analyses/" + analysis,
            "/analyses/" + analysis + "/log");
    for (int n = 0; true; n++) {
      boolean counts = measured;
      long begun = System.nanoTime();
      get(person, address.resolve(paths.get(n % paths.size())));
      if (counts) {
        pages.add((System.nanoTime() - begun) / 1e6);
      }
      TimeUnit.MILLISECONDS.sleep(800 + ThreadLocalRandom.current().nextInt(400));
    }
  }

  /** The events of log lines, by the first stream that showed each. */
  private List<Double> delays(List<LiveReaderOf> streams) {
    Map<UUID, Map<Long, Long>> written = new ConcurrentHashMap<>();
    database
        .asOwner()
        .sql("select analysis_id, seq, at from analysis_event")
        .query(
            row -> {
              written
                  .computeIfAbsent(
                      row.getObject("analysis_id", UUID.class), none -> new ConcurrentHashMap<>())
                  .put(row.getLong("seq"), row.getTimestamp("at").getTime());
            });
    List<Double> delays = new ArrayList<>();
    for (LiveReaderOf stream : streams) {
      Map<Long, Long> times = written.getOrDefault(stream.analysis(), Map.of());
      stream
          .arrived()
          .forEach(
              (position, arrived) -> {
                Long at = times.get(position);
                if (at != null && position > 3) {
                  delays.add((double) (arrived - at));
                }
              });
    }
    return delays;
  }

  private void tellArrivals() {
    int shown = count("select count(*) from analysis_arrival");
    int inside =
        count(
            """
            select count(*) from analysis_arrival join analysis on id = analysis_id
             where ended_at between earliest and latest
            """);
    double percent = shown == 0 ? 0 : 100.0 * inside / shown;
    figures.figure("ends_shown", shown, "analyses");
    figures.figure("ended_in_range_percent", percent, "%", percent >= 80);
    database
        .asOwner()
        .sql(
            """
            select percentile_cont(array[0.1, 0.5, 0.9]) within group (
                     order by extract(epoch from ended_at - shown_at)
                              / greatest(1, extract(epoch from latest - shown_at))) as parts
              from analysis_arrival join analysis on id = analysis_id
            """)
        .query(
            row -> {
              Double[] parts = (Double[]) row.getArray("parts").getArray();
              figures.condition(
                  "left in the end, of the latest first shown: %.2f, %.2f, %.2f at 10, 50, 90 of 100"
                      .formatted(parts[0], parts[1], parts[2]));
            });
  }

  /**
   * They watch an analysis of which nothing happens; those who watch the running one are measured.
   */
  private void idle() throws Exception {
    long before = heap();
    UUID quiet = quiet();
    List<LiveReaderOf> streams = new ArrayList<>();
    for (int number = 0; number < IDLE; number++) {
      String cookie = cookies.get(number % USERS);
      streams.add(new LiveReaderOf(address, cookie, quiet, true, errors));
    }
    UUID running = start(1_000);
    List<LiveReaderOf> watching = new ArrayList<>();
    for (int number = 0; number < 10; number++) {
      watching.add(new LiveReaderOf(address, cookies.get(number), running, true, errors));
    }
    awaitEnd(List.of(running));
    double delay = quantile(delays(watching), 0.99);
    figures.figure("idle_streams", IDLE, "streams", delay < 1_000);
    figures.figure("idle_event_p99_ms", delay, "ms", delay < 1_000);
    for (LiveReaderOf stream : streams) {
      stream.close();
    }
    for (LiveReaderOf stream : watching) {
      stream.close();
    }
    TimeUnit.SECONDS.sleep(GONE_IS_KNOWN.toSeconds());
    long after = heap();
    figures.figure("heap_before_idle_mb", before, "MB");
    figures.figure("heap_after_idle_mb", after, "MB", after < before + 50);
  }

  private UUID quiet() {
    UUID id = UUID.randomUUID();
    database
        .asOwner()
        .sql(
            """
            insert into analysis (id, workspace_id, created_by, mode, topic, communities, since, seed, created_at)
            values (:id, :workspace, :user, 'sandbox', 'Nothing happens', '{freelance}', now(), 1, now())
            """)
        .param("id", id)
        .param("workspace", TestDatabase.WORKSPACE)
        .param("user", TestDatabase.USER)
        .update();
    database
        .asOwner()
        .sql(
            """
            insert into budget (id, workspace_id, limit_usd, created_at) values (:id, :workspace, 1, now())
            """)
        .param("id", id)
        .param("workspace", TestDatabase.WORKSPACE)
        .update();
    return id;
  }

  private long heap() throws IOException {
    hub.say("heap");
    return Long.parseLong(hub.next(UsersHub.HEAP));
  }

  private void awaitEnd(List<UUID> analyses) {
    org.awaitility.Awaitility.await()
        .atMost(Duration.ofMinutes(6))
        .pollInterval(Duration.ofMillis(500))
        .until(
            () ->
                database
                        .asOwner()
                        .sql(
                            "select count(*) from analysis where state = 'running' and id ="
                                + " any(:ids)")
                        .param("ids", analyses.toArray(UUID[]::new))
                        .query(Integer.class)
                        .single()
                    == 0);
  }

  private int count(String sql) {
    return database.asOwner().sql(sql).query(Integer.class).single();
  }

  private void get(HttpClient person, URI page) throws InterruptedException {
    try {
      HttpResponse<Void> answer =
          person.send(
              HttpRequest.newBuilder(page).header("Accept", "text/html").build(),
              HttpResponse.BodyHandlers.discarding());
      if (answer.statusCode() >= 400) {
        errors.incrementAndGet();
      }
    } catch (IOException unanswered) {
      errors.incrementAndGet();
    }
  }

  private static double quantile(List<Double> values, double part) {
    // A copy: pages that were asked for before the end still come.
    List<Double> sorted = List.copyOf(values).stream().sorted().toList();
    return sorted.isEmpty() ? 0 : sorted.get((int) ((sorted.size() - 1) * part));
  }
}
