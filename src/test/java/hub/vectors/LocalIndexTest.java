package hub.vectors;

import static hub.TestDatabase.WORKSPACE;
import static org.assertj.core.api.Assertions.assertThat;

import hub.Mode;
import hub.TestDatabase;
import hub.llm.TestEmbeddings;
import hub.sources.NewText;
import hub.sources.NewText.Status;
import hub.sources.TestTexts;
import hub.vectors.Nearest.Filter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

class LocalIndexTest {
  private static final Space OURS = new Space(WORKSPACE, Mode.SANDBOX);
  private static TestDatabase database;

  @TempDir private Path folder;
  private final MeaningModel model = new MeaningModel(TestEmbeddings.inJar());
  private VectorRows rows;
  private TestTexts texts;
  private Embedder embedder;
  private LocalIndex index;

  @BeforeAll
  static void openDatabase() {
    database = TestDatabase.fresh();
  }

  @AfterAll
  static void closeDatabase() {
    database.close();
  }

  @BeforeEach
  void open() {
    database
        .asOwner()
        .sql("truncate forum_text, text_pending, text_words, text_vector, vector_change")
        .update();
    rows =
        new VectorRows(
            database.jdbc(),
            new TransactionTemplate(new JdbcTransactionManager(database.dataSource())),
            Clock.systemUTC());
    embedder = new Embedder(rows, model, settings());
    texts = TestTexts.on(database, Clock.systemUTC(), embedder::erased);
    index = new LocalIndex(rows, model, settings());
  }

  @AfterEach
  void close() throws IOException {
    index.close();
  }

  private VectorSettings settings() {
    return new VectorSettings(folder, Duration.ofHours(1), 16);
  }

  @Test
  void findsATextByItsMeaningOnceItIsEmbedded() {
    List<Long> ids =
        store(
            post("a", "Agencies pay my invoices three months late"),
            post("b", "Which dog food is good for an old labrador?"),
            post("c", "Rust lifetimes confuse me"));

    embedAll();

    assertThat(find("translators wait for their money")).startsWith(ids.getFirst());
    assertThat(find("feeding an elderly pet")).startsWith(ids.get(1));
  }

  @Test
  void embedsEachWordingOnce() {
    store(post("a", "The same words"), post("b", "The same words"), post("c", "Other words"));

    embedAll();

    assertThat(count("select count(*) from text_vector")).isEqualTo(3);
    assertThat(count("select count(distinct vector) from text_vector")).isEqualTo(2);
  }

  @Test
  void embedsAgainWhatWasEditedAndNotWhatWasConfirmed() {
    store(post("a", "Feeding an old dog"));
    embedAll();
    long before = rows.newest();
    store(post("a", "Feeding an old dog"));

    assertThat(embedder.embedBatch()).isZero();
    store(post("a", "Agencies pay late"));
    embedAll();

    assertThat(rows.newest()).isEqualTo(before + 1);
    assertThat(likeness("Agencies pay late")).isGreaterThan(0.8);
  }

  @Test
  void forgetsWhatIsErased() {
    List<Long> ids = store(post("a", "Agencies pay late"), post("b", "Agencies pay never"));
    embedAll();
    assertThat(index.ids(OURS)).hasSize(2);

    texts.texts.erase(WORKSPACE, List.of(ids.getFirst()));

    assertThat(find("late payment")).containsExactly(ids.get(1));
    assertThat(count("select count(*) from text_vector")).isEqualTo(1);
    assertThat(count("select count(*) from text_words")).isEqualTo(1);
  }

  @Test
  void isMadeAgainWhenItIsMissingDamagedOrFromAnotherTime() throws IOException {
    List<Long> ids = store(post("a", "Agencies pay late"), post("b", "Old dogs eat little"));
    embedAll();
    index.readOn();

    deleteFiles(".*");
    assertThat(find("late payment")).startsWith(ids.getFirst());
    index.readOn();
    index.close();
    deleteFiles(".*\\.cfe|.*\\.si");
    index = new LocalIndex(rows, model, settings());
    assertThat(index.ids(OURS)).containsExactlyInAnyOrderElementsOf(ids);

    database.asOwner().sql("delete from vector_change").update();
    index.close();
    deleteFiles(".*");
    index = new LocalIndex(rows, model, settings());
    assertThat(index.ids(OURS)).containsExactlyInAnyOrderElementsOf(ids);
  }

  private void deleteFiles(String names) throws IOException {
    index.close();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        if (file.getFileName().toString().matches(names)) {
          Files.delete(file);
        }
      }
    }
  }

  private List<Long> store(NewText... given) {
    return texts.texts.store(WORKSPACE, Mode.SANDBOX, "reddit-posts", List.of(given)).ids();
  }

  private void embedAll() {
    while (embedder.embedBatch() > 0) {
      assertThat(rows.newest()).isPositive();
    }
  }

  private List<Long> find(String words) {
    return index.nearest(asked(words)).stream().map(Hit::textId).toList();
  }

  private double likeness(String words) {
    return index.nearest(asked(words)).getFirst().likeness();
  }

  private Nearest asked(String words) {
    return new Nearest(model.name(), OURS, model.ofQuestion(words), 10, Filter.NONE);
  }

  private static long count(String sql) {
    return database.asOwner().sql(sql).query(Long.class).single();
  }

  private static NewText post(String name, String title) {
    return new NewText(
        "reddit",
        "t3_" + name,
        "t3_" + name,
        null,
        "freelance",
        "u" + UUID.randomUUID(),
        title,
        "",
        Instant.parse("2026-11-20T08:00:00Z"),
        1,
        0,
        null,
        Status.PRESENT,
        Set.of());
  }
}
