package routes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import hub.Mode;
import hub.TestDatabase;
import hub.budget.BudgetSettings;
import hub.budget.BudgetState;
import hub.budget.Budgets;
import hub.budget.Instance;
import hub.budget.LostAttempts;
import hub.budget.ModelStops;
import hub.llm.BatchLines;
import hub.llm.CallJournal;
import hub.llm.CallRecord;
import hub.llm.Embedding;
import hub.llm.EmbeddingCalls;
import hub.llm.KeepsVectors;
import hub.llm.ListPrices;
import hub.llm.LlmSettings;
import hub.llm.ModelAccess;
import hub.llm.ModelConnection;
import hub.llm.PaidCalls;
import hub.llm.Prices;
import hub.llm.Prompt;
import hub.llm.Question;
import hub.llm.ResponseCache;
import hub.llm.TokenCounter;
import hub.llm.VendorCache;
import hub.outages.Breakers;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import javax.sql.DataSource;
import org.apache.camel.CamelContext;
import org.apache.camel.CamelExecutionException;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.impl.DefaultCamelContext;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** The real route over the real component and database, with a journal that only remembers. */
public final class PaidModel implements AutoCloseable {
  /** The model that the sandbox has. */
  public static final String MODEL = "sandbox-judge-1";

  private static final String SCHEMA =
      """
      {"type":"object","properties":{"items":{"type":"array","items":{"type":"object",
       "properties":{"id":{"type":"string"},"label":{"type":"string","enum":["pain","other"]}},
       "required":["id","label"],"additionalProperties":false}}},"required":["items"],"additionalProperties":false}\
      """;

  public final Budgets budgets;
  public final LostAttempts lost;
  public final ModelStops stops;
  public final Prices prices;
  public final ResponseCache cache;
  public final PaidCalls calls;
  public final CallRecord record;
  public final VendorCache vendorCache = new VendorCache();
  public final List<String> journal = new CopyOnWriteArrayList<>();

  /** Whether whoever asked still wants to know. */
  public volatile Predicate<Question> wanted = question -> true;

  /** Takes vectors in the transaction that settles them. */
  public KeepsVectors keeper = (texts, vectors) -> {};

  public final CamelContext context = new DefaultCamelContext();

  private final JdbcClient jdbc;
  private final ProducerTemplate template;

  public PaidModel(DataSource source, Clock clock, String baseUrl, String key) {
    this(
        source,
        clock,
        new ModelConnection(Mode.SANDBOX, baseUrl, key, MODEL, "sandbox-embed-1", null),
        "1");
  }

  public PaidModel(DataSource source, Clock clock, ModelConnection connection, String markup) {
    this.jdbc = JdbcClient.create(source);
    this.budgets = new Budgets(jdbc, clock, Instance.fresh());
    this.lost = new LostAttempts(jdbc, clock, budgets);
    this.stops = new ModelStops(jdbc, clock);
    this.prices = new Prices(jdbc, clock);
    this.cache = new ResponseCache(jdbc, clock);
    ListPrices list = ListPrices.read();
    prices.publish(list.effectiveFrom(), list.source(), null, list.models());
    this.record =
        new CallRecord(
            budgets,
            stops,
            cache,
            new BatchLines(jdbc, clock),
            vendorCache,
            new StaticListableBeanFactory(
                    Map.of("journal", new Remembering(journal, asked -> wanted.test(asked))))
                .getBeanProvider(CallJournal.class),
            new TransactionTemplate(new JdbcTransactionManager(source)));
    BudgetSettings money =
        new BudgetSettings(
            new BigDecimal(markup),
            Duration.ofMinutes(15),
            Duration.ofMinutes(1),
            Duration.ofSeconds(10));
    Breakers breakers = new Breakers(jdbc, clock);
    this.calls =
        new PaidCalls(
            ModelAccess.fixed(connection),
            prices,
            new TokenCounter(),
            cache,
            record,
            money,
            breakers);
    LlmSettings settings =
        new LlmSettings(
            connection.baseUrl(),
            "",
            connection.model(),
            "",
            false,
            Duration.ofSeconds(30),
            new LlmSettings.Breaker(50, 10, Duration.ofSeconds(15), Duration.ofMinutes(2)));
    try {
      context.addRoutes(new ModelRoutes(calls, embeddings(money), settings, breakers));
      context.start();
      template = context.createProducerTemplate();
    } catch (Exception e) {
      throw new IllegalStateException("The route did not start", e);
    }
  }

  private EmbeddingCalls embeddings(BudgetSettings money) {
    return new EmbeddingCalls(
        calls,
        prices,
        new TokenCounter(),
        record,
        money,
        (texts, vectors) -> keeper.keep(texts, vectors));
  }

  /** Sends the question through the route; what it throws is thrown as it was. */
  public Object ask(Question question) {
    try {
      return template.requestBody("direct:ask-model", question);
    } catch (CamelExecutionException e) {
      throw e.getCause() instanceof RuntimeException plain ? plain : e;
    }
  }

  /** Has vectors made through the route. */
  public Embedding embedding() {
    return new ModelGate(context);
  }

  public UUID budget(String limit) {
    UUID id = UUID.randomUUID();
    budgets.open(id, TestDatabase.WORKSPACE, TestDatabase.USER, new BigDecimal(limit));
    return id;
  }

  public static Question question(UUID budget, String text) {
    return question(budget, UUID.randomUUID(), text, 200);
  }

  public static Question question(UUID budget, UUID job, String text, int cap) {
    return new Question(
        TestDatabase.WORKSPACE,
        budget,
        job,
        Mode.SANDBOX,
        "classify",
        prompt(),
        data(text),
        1,
        cap,
        false);
  }

  /** A question that may be answered within a day. */
  static Question economy(UUID budget, UUID job, String text) {
    return new Question(
        TestDatabase.WORKSPACE,
        budget,
        job,
        Mode.SANDBOX,
        "classify",
        prompt(),
        data(text),
        1,
        200,
        false,
        true);
  }

  public static Prompt prompt() {
    return new Prompt("labels", "v1", "0123456789ab", "Say what each item is.", json(SCHEMA));
  }

  public static JsonNode json(String text) {
    try {
      return new ObjectMapper().readTree(text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String data(String text) {
    return "{\"topic\":\"bikes\",\"items\":[{\"id\":\"i1\",\"title\":\"\",\"text\":"
        + FakeModel.quoted(text)
        + "}]}";
  }

  /** State and outcome of each attempt of the budget, oldest first. */
  public List<String> attempts(UUID budget) {
    return jdbc.sql(
            "select state || coalesce(' ' || outcome, '') from attempt where budget_id = :id order"
                + " by held_at")
        .param("id", budget)
        .query(String.class)
        .list();
  }

  @Override
  public void close() {
    context.stop();
  }

  private record Remembering(List<String> told, Predicate<Question> wanted) implements CallJournal {
    @Override
    public boolean isWanted(Question question) {
      return wanted.test(question);
    }

    @Override
    public void called(Question question, UUID attemptId, BigDecimal held) {
      told.add("called");
    }

    @Override
    public void settled(
        Question question, UUID attemptId, String outcome, BigDecimal charge, BudgetState state) {
      told.add("settled " + outcome);
    }

    @Override
    public void released(Question question, UUID attemptId, String why) {
      told.add("released");
    }

    @Override
    public void doubted(Question question, UUID attemptId, BigDecimal held, String why) {
      told.add("doubted");
    }

    @Override
    public void reused(Question question, BigDecimal saved) {
      told.add("reused");
    }
  }
}
