package hub.vectors;

import static hub.TestDatabase.WORKSPACE;

import hub.Mode;
import hub.TestDatabase;
import hub.llm.ModelAccess;
import hub.llm.ModelConnection;
import hub.llm.TestEmbeddings;
import hub.outages.Breakers;
import hub.sandbox.Sandbox;
import hub.sandbox.TestSandbox;
import hub.sources.NewText;
import hub.sources.NewText.Status;
import hub.sources.TestTexts;
import hub.sources.TextsErased;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** The room on a test database: texts in, embedded at once when asked, found. */
final class TestVectors implements AutoCloseable {
  static final Space OURS = new Space(WORKSPACE, Mode.SANDBOX);
  private static final Duration LIMIT = Duration.ofSeconds(2);
  static final Instant WRITTEN = Instant.parse("2026-11-20T08:00:00Z");

  final MeaningModel model = new MeaningModel(TestEmbeddings.inJar());
  final VectorSettings settings;
  final VectorRows rows;
  final Embedder embedder;
  final TestTexts texts;
  final Clock clock;
  private final TestDatabase database;
  private LocalIndex index;
  PineconeRows pineconeRows;
  Pinecone pinecone;
  PineconeRelay relay;

  TestVectors(TestDatabase database, Path folder, Clock clock) {
    this.database = database;
    this.clock = clock;
    database
        .asOwner()
        .sql(
            "truncate forum_text, text_pending, text_words, text_vector, vector_change,"
                + " vector_relay, vector_usage")
        .update();
    settings =
        new VectorSettings(
            folder, Duration.ofHours(1), 16, Duration.ofHours(1), Duration.ofHours(1));
    rows =
        new VectorRows(
            database.jdbc(),
            new TransactionTemplate(new JdbcTransactionManager(database.dataSource())),
            clock);
    embedder = new Embedder(rows, model, settings);
    texts =
        TestTexts.on(
            database,
            clock,
            event -> {
              if (event instanceof TextsErased erased) {
                embedder.erased(erased);
              }
            });
    index = new LocalIndex(rows, model, settings);
  }

  LocalIndex index() {
    return index;
  }

  /** As a process that ends and one that starts. */
  void restartIndex() throws IOException {
    index.close();
    index = new LocalIndex(rows, model, settings);
  }

  /** Pinecone as these settings say, over this sandbox. */
  Meanings pinecone(PineconeSettings wish, Sandbox sandbox) {
    pineconeRows = new PineconeRows(database.jdbc(), clock);
    pinecone = new Pinecone(wish, model, sandbox);
    relay = new PineconeRelay(pinecone, rows, pineconeRows, model, wish);
    return new Meanings(index, pinecone, relay, pineconeRows, breakers());
  }

  /** Closed ones, whatever failed before. */
  Breakers breakers() {
    return new Breakers(database.jdbc(), clock);
  }

  Search search(Meanings meanings) {
    WordIndex words = new WordIndex(database.jdbc());
    Places places = new Places(database.jdbc());
    ModelAccess access =
        ModelAccess.fixed(new ModelConnection(Mode.SANDBOX, "", "", "judge", "embed", null));
    return new Search(
        meanings,
        words,
        model,
        rows,
        places,
        new Shown(texts.texts, new Passages(database.jdbc(), clock), places, words),
        access,
        clock);
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
