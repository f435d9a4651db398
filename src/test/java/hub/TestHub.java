package hub;

import static org.awaitility.Awaitility.await;

import hub.analysis.view.AnalysisCommands;
import hub.analysis.view.AnalysisReader;
import hub.analysis.view.Wish;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/** The whole hub in this JVM, on a database of its own and the sandbox inside it. */
public final class TestHub implements AutoCloseable {
  private final TestDatabase database;
  private final ConfigurableApplicationContext context;

  private TestHub(TestDatabase database, ConfigurableApplicationContext context) {
    this.database = database;
    this.context = context;
  }

  /**
   * Starts a hub with its pages on a free port; {@code settings} are properties that differ from
   * the defaults.
   */
  public static TestHub start(Map<String, String> settings) {
    TestDatabase database = TestDatabase.fresh();
    Map<String, Object> properties = new LinkedHashMap<>();
    properties.put("spring.datasource.url", database.url());
    properties.put("spring.datasource.username", "sluice");
    properties.put("spring.flyway.enabled", "false");
    properties.put("server.port", "0");
    // Charges are what the vendor takes, so that tests can hold the two against each other.
    properties.put("hub.budget.markup", "1");
    properties.put("hub.imports.folder", database.folder("imports"));
    properties.put("hub.imports.inbox", database.folder("inbox"));
    properties.put("hub.keys.master-key-file", database.folder("keys") + "/master.key");
    properties.put("hub.ledger.signing-key-file", database.folder("keys") + "/ledger.key");
    properties.put(
        "hub.ledger.checkpoint-folder",
        TestFolder.of("checkpoints").resolve(UUID.randomUUID().toString()));
    properties.put("hub.flows.child.folder", TestFolder.of("flows"));
    properties.put("hub.flows.child.jars", TestFolder.of("flows-classes"));
    properties.put("hub.vectors.folder", database.folder("vectors"));
    // Embedding takes a core for seconds; a test that needs vectors asks for them.
    properties.put("hub.vectors.embed-every", "1h");
    properties.put("hub.sandbox.stripe-file", "");
    // As much as shows every part of a report, and no more: an analysis takes both cores for
    // seconds.
    properties.put("hub.sandbox.size.posts", "100");
    properties.put("hub.sandbox.size.comments", "400");
    properties.putAll(settings);
    SpringApplicationBuilder builder = new SpringApplicationBuilder(Hub.class);
    String[] arguments =
        properties.entrySet().stream()
            .map(property -> "--" + property.getKey() + "=" + property.getValue())
            .toArray(String[]::new);
    return new TestHub(database, builder.run(arguments));
  }

  public <T> T bean(Class<T> type) {
    return context.getBean(type);
  }

  /** For types of which there are several. */
  public <T> T bean(String name, Class<T> type) {
    return context.getBean(name, type);
  }

  /** For the sandbox's invoices of translators, with a budget in dollars. */
  public static Wish wish(String topic, String budget) {
    return new Wish(
        "translator-invoices",
        topic,
        List.of("TranslationStudies", "freelance", "translator"),
        12,
        new BigDecimal(budget),
        List.of());
  }

  /** Has the sandbox's invoices of translators analysed, for $0.30, and waits for the end. */
  public UUID analysed(UUID workspaceId, UUID userId, String topic) {
    UUID id = bean(AnalysisCommands.class).start(workspaceId, userId, wish(topic, "0.30"));
    await()
        .atMost(Duration.ofMinutes(3))
        .until(
            () -> bean(AnalysisReader.class).live(workspaceId, id).orElseThrow().state().ended());
    return id;
  }

  public TestDatabase database() {
    return database;
  }

  /** The pages' address, without a slash at its end. */
  public String url() {
    return "http://127.0.0.1:" + context.getEnvironment().getProperty("local.server.port");
  }

  @Override
  public void close() {
    context.close();
    database.close();
  }
}
