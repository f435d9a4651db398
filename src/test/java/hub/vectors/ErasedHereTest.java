package hub.vectors;

import static hub.TestDatabase.WORKSPACE;
import static hub.vectors.TestVectors.OURS;
import static hub.vectors.TestVectors.post;
import static org.assertj.core.api.Assertions.assertThat;

import hub.TestDatabase;
import hub.Traces;
import hub.sandbox.Sandbox;
import hub.sandbox.TestSandbox;
import hub.sources.NewText;
import hub.sources.TestTexts;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What was deleted at its source is gone from every table, both indexes and the files below them.
 */
class ErasedHereTest {
  private static final String WORD = "quibberling";
  private static final Duration LIMIT = Duration.ofSeconds(5);

  @TempDir private Path folder;

  @Test
  @DisplayName(
      "R3 words deleted at the source, their vector and their author are nowhere afterwards")
  void leavesNothingOfADeletedText() throws IOException, SQLException {
    Sandbox sandbox = TestSandbox.inside();
    try (TestDatabase database = TestDatabase.fresh();
        TestVectors hub = new TestVectors(database, folder, Clock.systemUTC())) {
      hub.search(
          hub.pinecone(
              new PineconeSettings("", true, "", "aws", "x", "sluice", LIMIT, LIMIT, LIMIT, 0),
              sandbox));
      NewText deleted = post("gone", "The " + WORD + " agency pays late");
      long id = hub.store(post("stays", "Old dogs eat little"), deleted).get(1);
      byte[] vector = Floats.bytes(hub.rows.vector(OURS, hub.model.name(), id).orElseThrow());
      assertThat(hub.index().ids(OURS, hub.model.name())).contains(id);
      hub.relay.relay();
      assertThat(hub.pinecone.ids(TestVectors.remote(Kind.POST), OURS)).contains(id);
      assertThat(holds(database, WORD)).isNotEmpty();

      hub.texts.texts.store(WORKSPACE, OURS.mode(), "reddit-posts", List.of(asDeleted(deleted)));
      hub.index().tidy();
      hub.relay.relay();

      assertThat(holds(database, WORD)).isEmpty();
      assertThat(holds(database, "author_of_t3_gone")).isEmpty();
      assertThat(hub.index().ids(OURS, hub.model.name())).hasSize(1).doesNotContain(id);
      assertThat(hub.pinecone.ids(TestVectors.remote(Kind.POST), OURS))
          .hasSize(1)
          .doesNotContain(id);
      hub.index().close();
      Traces traces = Traces.of(List.of(WORD, "author_of_t3_gone")).and(Arrays.copyOf(vector, 63));
      assertThat(traces.inTables(database)).isEmpty();
      assertThat(traces.inFiles(folder)).as("the local index").isEmpty();
      assertThat(traces.inFiles(cleaned(database))).as("the database's files").isEmpty();
      hub.pinecone.close();
    } finally {
      sandbox.close();
    }
  }

  private static NewText asDeleted(NewText text) {
    return new NewText(
        text.source(),
        text.name(),
        text.thread(),
        text.parent(),
        text.community(),
        null,
        "",
        "",
        text.createdAt(),
        text.score(),
        text.comments(),
        text.link(),
        NewText.Status.DELETED,
        text.traits());
  }

  /** The tables in which a word stands, as COPY would write them. */
  private static List<String> holds(TestDatabase database, String word) {
    return database
        .asOwner()
        .sql("select tablename from pg_tables where schemaname = 'public' order by 1")
        .query(String.class)
        .list()
        .stream()
        .filter(
            table ->
                database
                    .asOwner()
                    .sql(
                        "select exists (select from \"" + table + "\" t where t::text ilike :word)")
                    .param("word", "%" + word + "%")
                    .query(Boolean.class)
                    .single())
        .toList();
  }

  /** All of the database's files, write-ahead files among them, after the hub's own clean-up. */
  private static Path cleaned(TestDatabase database) throws SQLException {
    TestTexts.cleanUp(database, Clock.systemUTC()).now();
    // The embedded database lets the hub do this itself; the one of tests is made by another
    // library.
    database.asOwner().sql("select pg_switch_wal()").query(row -> {});
    database.asOwner().sql("checkpoint").update();
    return Path.of(database.asOwner().sql("show data_directory").query(String.class).single());
  }
}
