package hub.sources;

import static hub.TestDatabase.USER;
import static hub.TestDatabase.WORKSPACE;
import static org.assertj.core.api.Assertions.assertThat;

import hub.Mode;
import hub.TestDatabase;
import hub.Traces;
import hub.sources.NewText.Status;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** One action removes everything from one source, and nothing of the others. */
class RemovalsTest {
  private static TestDatabase database;

  private final TestTexts texts = TestTexts.on(database, Clock.systemUTC());
  private final Rechecked.Declared declared =
      () -> List.of(new Rechecked("reddit", Rechecked.Way.NAMES, 100));
  private final Removals removals =
      new Removals(database.jdbc(), Clock.systemUTC(), texts.texts, List.of(declared));

  @BeforeAll
  static void open() {
    database = TestDatabase.fresh();
  }

  @AfterAll
  static void close() {
    database.close();
  }

  @Test
  @DisplayName("P9 a source's words, names, places and addresses go, however often it is asked for")
  void removesASource() {
    List<Long> gone = store("reddit", 1_200);
    List<Long> kept = store("other-forum", 3);
    assertThat(removals.kept())
        .extracting(Removals.Kept::source, Removals.Kept::way, Removals.Kept::texts)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("other-forum", null, 3L),
            org.assertj.core.groups.Tuple.tuple("reddit", Rechecked.Way.NAMES, 1_200L));

    removals.ask(Mode.SANDBOX, "reddit", USER);
    removals.ask(Mode.SANDBOX, "reddit", USER);
    int batches = 0;
    while (removals.work() > 0) {
      batches++;
    }

    assertThat(batches).isEqualTo(2);
    assertThat(
            Traces.of(List.of("words of reddit", "writer_of_reddit", "t3_reddit", "r_reddit"))
                .inTables(database))
        .isEmpty();
    assertThat(texts.told).containsExactlyInAnyOrderElementsOf(gone);
    assertThat(texts.texts.byIds(WORKSPACE, kept)).noneMatch(Text::erased);
    assertThat(removals.kept()).extracting(Removals.Kept::source).containsExactly("other-forum");
    assertThat(removals.removed())
        .singleElement()
        .satisfies(
            removed -> {
              assertThat(removed.texts()).isEqualTo(1_200);
              assertThat(removed.doneAt()).isNotNull();
            });
  }

  private List<Long> store(String source, int many) {
    return texts
        .texts
        .store(
            WORKSPACE,
            Mode.SANDBOX,
            source + "-posts",
            IntStream.range(0, many).mapToObj(i -> post(source, i)).toList())
        .ids();
  }

  private static NewText post(String source, int number) {
    String name = "t3_" + source + number;
    return new NewText(
        source,
        name,
        name,
        null,
        "r_" + source,
        "writer_of_" + source,
        "A title",
        "The words of " + source,
        Instant.parse("2026-11-20T08:00:00Z"),
        1,
        0,
        "https://example.org/" + name,
        Status.PRESENT,
        Set.of());
  }
}
