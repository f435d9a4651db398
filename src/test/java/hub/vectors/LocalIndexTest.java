package hub.vectors;

import static hub.TestDatabase.WORKSPACE;
import static hub.vectors.TestVectors.OURS;
import static hub.vectors.TestVectors.post;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hub.TestDatabase;
import hub.vectors.Nearest.Filter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalIndexTest {
  private static TestDatabase database;

  @TempDir private Path folder;
  private TestVectors hub;

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
    hub = new TestVectors(database, folder, Clock.systemUTC());
  }

  @AfterEach
  void close() throws IOException {
    hub.close();
  }

  @Test
  void findsATextByItsMeaningOnceItIsEmbedded() {
    List<Long> ids =
        hub.store(
            post("a", "Agencies pay my invoices three months late"),
            post("b", "Which dog food is good for an old labrador?"),
            post("c", "Rust lifetimes confuse me"));

    assertThat(find("translators wait for their money")).startsWith(ids.getFirst());
    assertThat(find("feeding an elderly pet")).startsWith(ids.get(1));
  }

  @Test
  void embedsEachWordingOnce() {
    hub.store(post("a", "The same words"), post("b", "The same words"), post("c", "Other words"));

    assertThat(count("select count(*) from text_vector")).isEqualTo(3);
    assertThat(count("select count(distinct vector) from text_vector")).isEqualTo(2);
  }

  @Test
  void embedsAgainWhatWasEditedAndNotWhatWasConfirmed() {
    hub.store(post("a", "Feeding an old dog"));
    long before = hub.rows.newest();

    hub.store(post("a", "Feeding an old dog"));

    assertThat(hub.rows.newest()).isEqualTo(before);
    hub.store(post("a", "Agencies pay late"));
    assertThat(hub.rows.newest()).isEqualTo(before + 1);
    assertThat(hub.index().nearest(asked("Agencies pay late")).getFirst().likeness())
        .isGreaterThan(0.8);
  }

  @Test
  void forgetsWhatIsErased() {
    List<Long> ids = hub.store(post("a", "Agencies pay late"), post("b", "Agencies pay never"));
    assertThat(hub.index().ids(OURS, hub.model.name())).hasSize(2);

    hub.texts.texts.erase(WORKSPACE, List.of(ids.getFirst()));

    assertThat(find("late payment")).containsExactly(ids.get(1));
    assertThat(count("select count(*) from text_vector")).isEqualTo(1);
    assertThat(count("select count(*) from text_words")).isEqualTo(1);
  }

  @Test
  void isMadeAgainWhenItIsMissingDamagedOrTheLogIsGone() throws IOException {
    List<Long> ids = hub.store(post("a", "Agencies pay late"), post("b", "Old dogs eat little"));
    assertThat(find("late payment")).startsWith(ids.getFirst());

    deleteFiles(".*");
    assertThat(hub.index().ids(OURS, hub.model.name())).containsExactlyInAnyOrderElementsOf(ids);
    deleteFiles(".*\\.cfe|.*\\.si");
    assertThat(hub.index().ids(OURS, hub.model.name())).containsExactlyInAnyOrderElementsOf(ids);
    database.asOwner().sql("delete from vector_change").update();
    deleteFiles(".*");
    assertThat(hub.index().ids(OURS, hub.model.name())).containsExactlyInAnyOrderElementsOf(ids);
  }

  @Test
  void leavesAnotherHubsIndexAlone() throws IOException {
    List<Long> ids = hub.store(post("a", "Agencies pay late"));
    assertThat(hub.index().ids(OURS, hub.model.name())).hasSize(1);

    try (LocalIndex second = new LocalIndex(hub.rows, hub.models, hub.settings)) {
      assertThatThrownBy(() -> second.ids(OURS, hub.model.name()))
          .hasRootCauseInstanceOf(IOException.class);
    }

    assertThat(hub.index().ids(OURS, hub.model.name())).containsExactlyElementsOf(ids);
  }

  private void deleteFiles(String names) throws IOException {
    hub.index().close();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        if (file.getFileName().toString().matches(names)) {
          Files.delete(file);
        }
      }
    }
    hub.restartIndex();
  }

  private List<Long> find(String words) {
    return hub.index().nearest(asked(words)).stream().map(Hit::textId).toList();
  }

  private Nearest asked(String words) {
    return new Nearest(hub.model.name(), OURS, hub.model.ofQuestion(words), 10, Filter.NONE);
  }

  private static long count(String sql) {
    return database.asOwner().sql(sql).query(Long.class).single();
  }
}
