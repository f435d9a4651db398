package bench;

import hub.Hub;
import hub.sandbox.Fault;
import hub.sandbox.Sandbox;
import hub.vectors.BenchedTexts;
import hub.web.Accounts;
import hub.web.LogInLinks;
import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * How long the search page takes over 100,000 stored posts, embedding of the question included:
 * {@code ops/bench search [posts]}; then with Pinecone's sandbox up, slow and gone. And how well it
 * finds and groups the labelled posts.
 */
public final class SearchBench {
  private static final int USUAL = 100_000;
  private static final int WARM_UP = 50;
  private static final int LOOKS = 300;

  private final Figures figures = new Figures("search");
  private final HttpClient http =
      HttpClient.newBuilder()
          .cookieHandler(new CookieManager())
          .followRedirects(HttpClient.Redirect.NORMAL)
          .build();

  public static void main(String[] arguments) throws Exception {
    int posts = arguments.length == 0 ? USUAL : Integer.parseInt(arguments[0]);
    SearchBench bench = new SearchBench();
    Path folder = Files.createTempDirectory("bench-search");
    try (BenchDatabase database = new BenchDatabase(folder)) {
      bench.figures.condition(
          "%,d posts, %s; %d questions".formatted(posts, Embeddings.words(), LOOKS));
      BenchedTexts.fill(database.asOwner(), Embeddings.of(384, 3)::next, posts);
      bench.measure(database, folder, "", "--hub.pinecone.sandbox=false");
      bench.measure(database, folder, "_up", "--hub.pinecone.sandbox=true");
      bench.measure(database, folder, "_slow", "--hub.pinecone.sandbox=true");
      bench.measure(database, folder, "_down", "--hub.pinecone.sandbox=true");
    }
    bench.figures.figure("ndcg_at_10", BenchedTexts.gain(), "", BenchedTexts.gain() >= 0.85);
    bench.figures.figure("theme_ari", BenchedTexts.rand(), "", BenchedTexts.rand() >= 0.6);
    bench.figures.end();
  }

  private void measure(BenchDatabase database, Path folder, String suffix, String pinecone)
      throws IOException, InterruptedException {
    List<String> settings =
        database.hubSettings(
            pinecone,
            "--hub.pinecone.relay-every=1h",
            "--hub.vectors.folder=" + folder.resolve("vectors"),
            "--hub.imports.folder=" + folder.resolve("imports"),
            "--hub.imports.inbox=" + folder.resolve("inbox"));
    try (ConfigurableApplicationContext hub =
        new SpringApplicationBuilder(Hub.class).run(settings.toArray(String[]::new))) {
      switch (suffix) {
        case "_slow" ->
            hub.getBean(Sandbox.class)
                .faults()
                .add(Fault.of("pinecone", "latency").on("/Query").millis(30_000));
        case "_down" -> hub.getBean(Sandbox.class).faults().add(Fault.of("pinecone", "outage"));
        default -> {
          // Nothing is wrong with it, or it is not used.
        }
      }
      URI root =
          URI.create(
              "http://127.0.0.1:" + hub.getEnvironment().getProperty("local.server.port") + "/");
      String link =
          hub.getBean(LogInLinks.class)
              .pathFor(hub.getBean(Accounts.class).firstAdministrator().orElseThrow());
      get(root.resolve(link));
      look(root, suffix);
    }
  }

  private void look(URI root, String suffix) throws IOException, InterruptedException {
    List<Double> ms = new ArrayList<>();
    for (int i = 0; i < WARM_UP + LOOKS; i++) {
      String words = BenchedTexts.question(i);
      long began = System.nanoTime();
      get(root.resolve("/search?q=" + URLEncoder.encode(words, StandardCharsets.UTF_8)));
      if (i >= WARM_UP) {
        ms.add((System.nanoTime() - began) / 1e6);
      }
    }
    double[] sorted = ms.stream().mapToDouble(Double::doubleValue).sorted().toArray();
    double p99 = sorted[LOOKS * 99 / 100 - 1];
    figures.figure("request_p50" + suffix + "_ms", sorted[LOOKS / 2], "ms");
    boolean counts = suffix.isEmpty() || suffix.equals("_down");
    figures.figure(
        "request_p99" + suffix + "_ms", p99, "ms", !counts || p99 < (suffix.isEmpty() ? 100 : 150));
  }

  private void get(URI page) throws IOException, InterruptedException {
    HttpResponse<String> answer =
        http.send(HttpRequest.newBuilder(page).build(), HttpResponse.BodyHandlers.ofString());
    if (answer.statusCode() != 200 || answer.uri().getPath().equals("/log-in")) {
      throw new IOException(page + " answered " + answer.statusCode());
    }
    if (page.getPath().equals("/search") && !answer.body().contains("hit__title")) {
      throw new IOException(page + " found nothing");
    }
  }
}
