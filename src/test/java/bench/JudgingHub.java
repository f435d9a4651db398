package bench;

import hub.TestDatabase;
import hub.TestHub;
import hub.analysis.view.AnalysisCommands;
import hub.analysis.view.AnalysisReader;
import hub.analysis.view.AnalysisState;
import hub.analysis.view.Upload;
import hub.analysis.view.Wish;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * A whole hub that judges labelled texts as it judges anybody's: they come in as saved threads, and
 * each topic is an analysis of its own. Each run is a workspace of its own, which knows no recorded
 * answers.
 */
final class JudgingHub implements AutoCloseable {
  private static final BigDecimal BUDGET_A_TOPIC = new BigDecimal("2.00");
  private static final Duration LONGEST = Duration.ofMinutes(15);

  private final @Nullable BenchSandbox sandbox;
  private final Path folder;
  private final TestHub hub;

  private JudgingHub(@Nullable BenchSandbox sandbox, Path folder, TestHub hub) {
    this.sandbox = sandbox;
    this.folder = folder;
    this.hub = hub;
  }

  /** Whether there is a key, and so a model that is paid for. */
  static boolean isLive() {
    String key = System.getenv("HUB_LLM_API_KEY");
    return key != null && !key.isBlank();
  }

  static JudgingHub start(int seed) throws IOException {
    Path folder = Files.createTempDirectory("bench-judge");
    BenchSandbox sandbox = isLive() ? null : new BenchSandbox(folder, seed);
    Map<String, String> settings =
        sandbox == null
            ? Map.of()
            : Map.of("hub.sandbox.url", sandbox.url(), "hub.sandbox.secret", sandbox.secret());
    return new JudgingHub(sandbox, folder, silently(settings));
  }

  /** A hub whose model is this server. */
  static JudgingHub with(AnsweringModel model) throws IOException {
    Map<String, String> settings =
        Map.of("hub.llm.base-url", model.url(), "hub.llm.api-key", "sk-of-a-test");
    return new JudgingHub(null, Files.createTempDirectory("bench-judge"), silently(settings));
  }

  /** What a hub says at its start is no figure. */
  private static TestHub silently(Map<String, String> different) {
    Map<String, String> settings = new HashMap<>(different);
    settings.put("logging.level.root", "error");
    PrintStream figures = System.out;
    System.setOut(System.err);
    try {
      return TestHub.start(settings);
    } finally {
      System.setOut(figures);
    }
  }

  /** From now on every question shows its items in another order. */
  void shuffleOtherwise() {
    JdbcClient owner = hub.database().asOwner();
    owner
        .sql(
            """
            create function deal_otherwise() returns trigger language plpgsql as
            $$ begin new.seed := new.seed + 1; return new; end $$
            """)
        .update();
    owner
        .sql(
            """
            create trigger deal_otherwise before insert on analysis
            for each row execute function deal_otherwise()
            """)
        .update();
  }

  /** Has every text judged, topic by topic. */
  Verdicts judge(LabelledSet set) throws IOException {
    UUID workspace = workspace();
    AnalysisCommands commands = hub.bean(AnalysisCommands.class);
    List<UUID> analyses = new ArrayList<>();
    for (String topic : set.topics()) {
      byte[] listing = set.listing(topic, Instant.now());
      Upload upload =
          commands.upload(
              workspace, TestDatabase.USER, "labelled.json", new ByteArrayInputStream(listing));
      Wish wish = new Wish(Wish.OWN, topic, List.of(), 12, BUDGET_A_TOPIC, List.of(upload.id()));
      UUID analysis = commands.start(workspace, TestDatabase.USER, wish);
      awaitEnd(workspace, analysis);
      analyses.add(analysis);
    }
    return new VerdictReader(
            hub.bean(JdbcClient.class), hub.bean(AnalysisReader.class), workspace, set)
        .read(analyses);
  }

  private UUID workspace() {
    UUID workspace = UUID.randomUUID();
    hub.database()
        .asOwner()
        .sql("insert into workspace (id, name) values (:id, 'Bench')")
        .param("id", workspace)
        .update();
    return workspace;
  }

  private void awaitEnd(UUID workspace, UUID analysis) {
    AnalysisReader reader = hub.bean(AnalysisReader.class);
    Awaitility.await()
        .atMost(LONGEST)
        .pollInterval(Duration.ofMillis(100))
        .until(() -> reader.live(workspace, analysis).orElseThrow().state().ended());
    AnalysisState state = reader.live(workspace, analysis).orElseThrow().state();
    if (state != AnalysisState.DONE) {
      throw new IllegalStateException("An analysis ended as " + state);
    }
  }

  @Override
  public void close() throws IOException {
    hub.close();
    if (sandbox != null) {
      sandbox.close();
    }
    Files.deleteIfExists(folder.resolve("vendor.jsonl"));
    Files.delete(folder);
  }
}
