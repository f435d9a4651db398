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
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * How long each page takes over a database as years of use leave it, 10,000 analyses and a million
 * stored posts, and what a first visit moves over the wire: {@code ops/bench pages [analyses]}.
 */
final class PagesBench {
  private static final int USUAL = 10_000;
  private static final int WARM_UP = 100;
  private static final int LOOKS = 300;

  private final Figures figures = new Figures("pages");
  private final BenchDatabase database;
  private final ChildProcess hub;
  private final CookieManager cookies = new CookieManager();
  private final HttpClient http =
      HttpClient.newBuilder()
          .cookieHandler(cookies)
          .followRedirects(HttpClient.Redirect.NORMAL)
          .build();

  private PagesBench(BenchDatabase database, ChildProcess hub) {
    this.database = database;
    this.hub = hub;
  }

  public static void main(String[] arguments) throws Exception {
    int analyses = arguments.length == 0 ? USUAL : Integer.parseInt(arguments[0]);
    Path folder = Files.createTempDirectory("bench-pages");
    PagesBench bench;
    try (BenchDatabase database = new BenchDatabase(folder);
        ChildProcess hub =
            new ChildProcess(
                AnalysisHub.class,
                List.of("-Xmx768m"),
                database.hubSettings(
                    "--hub.imports.folder=" + folder.resolve("imports"),
                    "--hub.imports.inbox=" + folder.resolve("inbox")))) {
      bench = new PagesBench(database, hub);
      bench.measure(analyses);
    }
    bench.figures.end();
  }

  private void measure(int analyses) throws IOException, InterruptedException {
    URI logIn = URI.create(hub.next(AnalysisHub.READY));
    hub.say(TestDatabase.WORKSPACE + " " + TestDatabase.USER);
    UUID analysis = UUID.fromString(hub.next(AnalysisHub.DONE).split(" ")[0]);
    new Filling(database.asOwner(), analysis).fill(analyses);
    figures.condition(
        "%,d analyses, %,d stored texts, %,d events, %s; %d looks at each page, one after another"
            .formatted(
                count("analysis"), count("forum_text"), count("analysis_event"), size(), LOOKS));
    figures.condition(
        "times as a client on the same machine sees them, the answer's last byte included");
    get(logIn);
    double slowest = 0;
    for (Map.Entry<String, String> page : pages(analysis).entrySet()) {
      slowest = Math.max(slowest, look(page.getKey(), logIn.resolve(page.getValue())));
    }
    figures.figure("slowest_page_p99_ms", slowest, "ms", slowest < 100);
    double kb = FirstVisit.kilobytes(logIn.resolve("/"), cookies.getCookieStore().getCookies());
    figures.figure("first_visit_kb", kb, "kB", kb < 150);
  }

  /**
   * The pages that a person opens, by their names as figures; all of the analysis that is whole.
   */
  private Map<String, String> pages(UUID analysis) {
    String results = "/analyses/" + analysis;
    String opportunity =
        one(
            "select opportunity_id::text from finding where analysis_id = :id"
                + " group by 1 order by count(*) desc, 1 limit 1",
            analysis);
    String post =
        one(
            "select post_id::text from mention where analysis_id = :id"
                + " group by 1 order by count(*) desc, 1 limit 1",
            analysis);
    String other =
        one(
            "select id::text from analysis where id <> :id order by created_at desc limit 1",
            analysis);
    Map<String, String> pages = new LinkedHashMap<>();
    pages.put("first", "/");
    pages.put("analyses", "/analyses");
    pages.put("results", results);
    pages.put("results_filtered", results + "?least=50&authors=4&growth=0");
    pages.put("opportunity", results + "/opportunities/" + opportunity);
    pages.put("thread", results + "/threads/" + post);
    pages.put("dropped", results + "/dropped");
    pages.put("live", results + "/live");
    pages.put("log", results + "/log");
    pages.put("compare", "/analyses/compare?a=" + analysis + "&b=" + other);
    pages.put("imports", "/imports");
    pages.put("prices", "/money/prices");
    pages.put("tokens", "/settings/tokens");
    pages.put("api", "/api");
    return pages;
  }

  private double look(String name, URI page) throws IOException, InterruptedException {
    for (int i = 0; i < WARM_UP; i++) {
      get(page);
    }
    double[] ms = new double[LOOKS];
    for (int i = 0; i < LOOKS; i++) {
      long start = System.nanoTime();
      get(page);
      ms[i] = (System.nanoTime() - start) / 1e6;
    }
    Arrays.sort(ms);
    double p99 = ms[LOOKS * 99 / 100 - 1];
    figures.figure(name + "_p50_ms", ms[LOOKS / 2 - 1], "ms");
    figures.figure(name + "_p99_ms", p99, "ms");
    return p99;
  }

  private void get(URI page) throws IOException, InterruptedException {
    HttpResponse<byte[]> answer =
        http.send(
            HttpRequest.newBuilder(page).header("Accept-Encoding", "gzip").build(),
            HttpResponse.BodyHandlers.ofByteArray());
    if (answer.statusCode() != 200 || answer.uri().getPath().equals("/log-in")) {
      throw new IOException(page + " answered " + answer.statusCode());
    }
  }

  private String one(String sql, UUID analysis) {
    return database.asOwner().sql(sql).param("id", analysis).query(String.class).single();
  }

  private long count(String table) {
    return database.asOwner().sql("select count(*) from " + table).query(Long.class).single();
  }

  private String size() {
    return database
        .asOwner()
        .sql("select pg_size_pretty(pg_database_size(current_database()))")
        .query(String.class)
        .single();
  }
}
