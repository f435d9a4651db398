package hub.vectors;

import static hub.TestDatabase.WORKSPACE;

import hub.Mode;
import hub.TestDatabase;
import hub.budget.BudgetSettings;
import hub.budget.Budgets;
import hub.budget.Instance;
import hub.llm.Embedding;
import hub.llm.EmbeddingBatches;
import hub.llm.EmbeddingModels;
import hub.llm.LlmSettings;
import hub.llm.ModelAccess;
import hub.llm.ModelConnection;
import hub.llm.Prices;
import hub.llm.StandingBudgets;
import hub.llm.TestEmbeddings;
import hub.llm.TokenCounter;
import hub.outages.Breakers;
import hub.sandbox.Sandbox;
import hub.sandbox.TestSandbox;
import hub.sources.NewText;
import hub.sources.NewText.Status;
import hub.sources.TestTexts;
import hub.sources.TextsErased;
import hub.vendors.TestVendors;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** The room on a test database: texts in, embedded at once when asked, found. */
final class TestVectors implements AutoCloseable {
  static final Space OURS = new Space(WORKSPACE, Mode.SANDBOX);
  private static final Duration LIMIT = Duration.ofSeconds(2);
  private static final ModelConnection NOWHERE =
      new ModelConnection(Mode.SANDBOX, "", "", "judge", "embed", null);
  static final Instant WRITTEN = Instant.parse("2026-11-20T08:00:00Z");

  final MeaningModel model = new MeaningModel(TestEmbeddings.inJar());
  final VectorSettings settings;
  final VectorRows rows;
  final ModelAccess access;
  final Embedding embedding;
  final Prices prices;
  final Budgets budgets;
  final EmbeddingModels models;
  final Embedder embedder;
  final TestTexts texts;
  final Clock clock;
  private final TestDatabase database;
  private LocalIndex index;
  PineconeRows pineconeRows;
  Pinecone pinecone;
  PineconeRelay relay;

  TestVectors(TestDatabase database, Path folder, Clock clock) {
    this(database, folder, clock, NOWHERE, texts -> Optional.empty(), false);
  }

  /** One where this model makes vectors for money, at once or after a change. */
  TestVectors(
      TestDatabase database,
      Path folder,
      Clock clock,
      ModelConnection connection,
      Embedding embedding,
      boolean paid) {
    this.database = database;
    this.clock = clock;
    this.access = ModelAccess.fixed(connection);
    this.embedding = embedding;
    this.budgets = new Budgets(database.jdbc(), clock, Instance.fresh());
    database
        .asOwner()
        .sql(
            "truncate forum_text, text_pending, text_words, text_vector, vector_change,"
                + " vector_relay, vector_usage, embedding_model, paid_vector")
        .update();
    prices = new Prices(database.jdbc(), clock);
    settings = settings(folder);
    rows = new VectorRows(database.jdbc(), transactions(), clock);
    models = new EmbeddingModels(database.jdbc(), access, prices, llm(paid), clock);
    embedder =
        new Embedder(rows, new PaidVectorRows(database.jdbc(), clock), models, model, settings);
    texts =
        TestTexts.on(
            database,
            clock,
            event -> {
              if (event instanceof TextsErased erased) {
                embedder.erased(erased);
              }
            });
    index = new LocalIndex(rows, models, settings);
  }

  LocalIndex index() {
    return index;
  }

  /** As a process that ends and one that starts. */
  void restartIndex() throws IOException {
    index.close();
    index = new LocalIndex(rows, models, settings);
  }

  /** Pinecone as these settings say, over this sandbox. */
  Meanings pinecone(PineconeSettings wish, Sandbox sandbox) {
    pineconeRows = new PineconeRows(database.jdbc(), clock);
    pinecone =
        new Pinecone(wish, new PineconeAccess(wish, TestVendors.on(database, clock), sandbox));
    relay = new PineconeRelay(pinecone, rows, pineconeRows, models, wish);
    return new Meanings(index, pinecone, relay, pineconeRows, breakers());
  }

  /** Closed ones, whatever failed before. */
  Breakers breakers() {
    return new Breakers(database.jdbc(), clock);
  }

  Search search(Meanings meanings) {
    WordIndex words = new WordIndex(database.jdbc());
    Places places = new Places(database.jdbc());
    return new Search(
        meanings,
        words,
        models,
        questions(),
        rows,
        places,
        new Shown(texts.texts, new Passages(database.jdbc(), clock), places, words),
        access,
        clock);
  }

  private Questions questions() {
    return new Questions(
        model, rows, batches(), embedding, new StandingBudgets(budgets, clock), settings);
  }

  private EmbeddingBatches batches() {
    return new EmbeddingBatches(new TokenCounter(), prices);
  }

  PaidVectors paidVectors() {
    return new PaidVectors(rows, models, batches(), embedding);
  }

  /** Changes of the model, over the indexes as {@link #pinecone} made them last. */
  ModelChange change() {
    return new ModelChange(
        models,
        new LackingRows(database.jdbc(), rows, transactions(), clock),
        rows,
        model,
        paidVectors(),
        new Indexes(index, pinecone, pineconeRows),
        budgets,
        prices,
        access,
        new BudgetSettings(BigDecimal.ONE, LIMIT, LIMIT, LIMIT));
  }

  private TransactionTemplate transactions() {
    return new TransactionTemplate(new JdbcTransactionManager(database.dataSource()));
  }

  private static LlmSettings llm(boolean paid) {
    return new LlmSettings(
        "", "", "", "", paid, LIMIT, new LlmSettings.Breaker(50, 10, LIMIT, LIMIT));
  }

  Search search() {
    return search(
        pinecone(
            new PineconeSettings("", false, "", "", "", "", LIMIT, LIMIT, LIMIT, 0),
            TestSandbox.none()));
  }

  /** Stores texts and embeds them. */
  List<Long> store(NewText... given) {
    List<Long> ids =
        texts.texts.store(WORKSPACE, Mode.SANDBOX, "reddit-posts", List.of(given)).ids();
    embedAll();
    return ids;
  }

  void embedAll() {
    int due = 1;
    while (due > 0) {
      due = embedder.embedBatch();
    }
  }

  static VectorSettings settings(Path folder) {
    return new VectorSettings(
        folder,
        Duration.ofHours(1),
        16,
        Duration.ofHours(1),
        Duration.ofHours(1),
        Duration.ofSeconds(3),
        BigDecimal.ONE,
        BigDecimal.ONE);
  }

  /** The kind's index at Pinecone. */
  static PineconeIndexes.Index remote(Kind kind) {
    return new PineconeIndexes.Index(kind, EmbeddingModels.Model.IN_JAR);
  }

  static NewText post(String name, String title) {
    return post(name, title, "", "freelance", 1);
  }

  static NewText post(String name, String title, String body, String community, int score) {
    return text("t3_" + name, "t3_" + name, null, title, body, community, score);
  }

  static NewText comment(String name, String post, String body) {
    return text("t1_" + name, "t3_" + post, "t3_" + post, null, body, "freelance", 1);
  }

  private static NewText text(
      String name,
      String thread,
      @Nullable String parent,
      @Nullable String title,
      String body,
      String community,
      int score) {
    return new NewText(
        "reddit",
        name,
        thread,
        parent,
        community,
        "author_of_" + name,
        title,
        body,
        WRITTEN,
        score,
        0,
        null,
        Status.PRESENT,
        Set.of());
  }

  @Override
  public void close() throws IOException {
    index.close();
  }
}
