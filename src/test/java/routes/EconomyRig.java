package routes;

import hub.Mode;
import hub.TestDatabase;
import hub.budget.SettableClock;
import hub.llm.BatchLines;
import hub.llm.ModelAccess;
import hub.llm.ModelConnection;
import hub.llm.ModelUnavailable;
import hub.llm.Question;
import hub.llm.TestBatches;
import hub.sandbox.Catalogue;
import hub.sandbox.Fault;
import hub.sandbox.SandboxOptions;
import hub.sandbox.SandboxServer;
import hub.sandbox.openai.OpenAiApi;
import hub.sandbox.openai.judge.Judge;
import hub.sandbox.openai.judge.Quirks;
import hub.sandbox.openai.judge.Vectors;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.camel.CamelExecutionException;
import org.apache.camel.ProducerTemplate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The real routes of economy mode on a bare Camel, before the sandbox's OpenAI, over a real
 * database.
 */
final class EconomyRig implements AutoCloseable {
  final TestDatabase database;
  final SettableClock clock = new SettableClock();
  final Set<UUID> back = ConcurrentHashMap.newKeySet();
  final SandboxServer vendor;
  private final Path journal;
  private final List<PaidModel> processes = new ArrayList<>();
  PaidModel model;
  private ProducerTemplate template;

  EconomyRig(TestDatabase database) {
    this.database = database;
    database.asOwner().sql("truncate batch_line, vendor_batch, response_cache").update();
    try {
      journal = Files.createTempFile("economy", ".jsonl");
      SandboxOptions options = SandboxOptions.standard(1).withJournal(journal);
      Judge judge = new Judge(Catalogue.standard(), Vectors.shared(), 1);
      vendor = SandboxServer.start(options, List.of(new OpenAiApi(options, judge, Quirks.none())));
      startProcess();
    } catch (Exception e) {
      throw new IllegalStateException("The routes did not start", e);
    }
    takes(0);
  }

  /** Another process on the same database; the one before does nothing any more. */
  void startProcess() throws Exception {
    startProcess(vendor.url());
  }

  /** Another process, whose models are asked at another address of the vendor. */
  void moveElsewhere() throws Exception {
    startProcess(vendor.url().replace("127.0.0.1", "localhost"));
  }

  private void startProcess(String address) throws Exception {
    ModelConnection connection =
        new ModelConnection(
            Mode.SANDBOX,
            address + "/openai/v1",
            vendor.secrets().openaiKey(),
            PaidModel.MODEL,
            "sandbox-embed-1",
            null);
    model = new PaidModel(database.dataSource(), clock, connection, "1");
    processes.add(model);
    Properties properties = new Properties();
    properties.setProperty("hub.economy.tick", "1h");
    properties.setProperty("hub.economy.response-timeout", "5000");
    model.context.getPropertiesComponent().setInitialProperties(properties);
    model.context.addRoutes(new FailureRoutes());
    model.context.addRoutes(
        new EconomyRoutes(
            TestBatches.desk(
                database, ModelAccess.fixed(connection), model.record, clock, back::addAll)));
    template = model.context.createProducerTemplate();
  }

  BatchLines lines() {
    return new BatchLines(database.jdbc(), clock);
  }

  /** How long the vendor takes for the batches made from now on, by its own clock. */
  void takes(long millis) {
    vendor.faults().clear();
    with("batch-takes", millis);
  }

  void with(String fault, long millis) {
    vendor.faults().add(Fault.of("openai", fault).millis(millis));
  }

  /** Asks and expects that it waits for a batch. */
  boolean waits(Question question) {
    try {
      model.ask(question);
      return false;
    } catch (ModelUnavailable away) {
      return away.why() == ModelUnavailable.Why.IN_A_BATCH;
    }
  }

  /** The clock goes on, and batches are carried on. */
  void after(Duration time) {
    clock.advance(time);
    try {
      template.requestBody("direct:carry-on-batches", "");
    } catch (CamelExecutionException e) {
      throw e.getCause() instanceof RuntimeException plain ? plain : e;
    }
  }

  /** Puts what waits into a batch, and sends it. */
  void gather() {
    after(Duration.ofSeconds(21));
  }

  /** Gathers, sends, and looks until the vendor was through. */
  void throughABatch() {
    gather();
    after(Duration.ofSeconds(31));
  }

  /** What the vendor was asked, in the order it was. */
  List<JsonNode> asked(String method, String path) {
    return vendor.journal().lines().stream()
        .map(line -> JsonMapper.shared().readTree(line))
        .filter(line -> line.path("method").asString("").equals(method))
        .filter(line -> line.path("path").asString("").endsWith(path))
        .toList();
  }

  /** What the vendor bills for the lines it worked on, in US dollars. */
  BigDecimal billed() {
    BigDecimal sum = BigDecimal.ZERO;
    for (JsonNode line : asked("POST", "/chat/completions")) {
      long cached = line.path("cached_tokens").asLong();
      BigDecimal full =
          price("0.000002", line.path("prompt_tokens").asLong() - cached)
              .add(price("0.0000005", cached))
              .add(price("0.000008", line.path("completion_tokens").asLong()));
      boolean batched = line.path("batched").asBoolean(false);
      sum = sum.add(batched ? full.divide(BigDecimal.TWO) : full);
    }
    return sum;
  }

  private static BigDecimal price(String rate, long tokens) {
    return new BigDecimal(rate).multiply(BigDecimal.valueOf(tokens));
  }

  @Override
  public void close() {
    processes.forEach(PaidModel::close);
    vendor.close();
  }
}
