package hub.vectors;

import static hub.TestDatabase.WORKSPACE;
import static hub.vectors.TestVectors.OURS;
import static hub.vectors.TestVectors.post;
import static org.assertj.core.api.Assertions.assertThat;

import hub.TestDatabase;
import hub.sandbox.Sandbox;
import hub.sandbox.TestSandbox;
import hub.sources.NewText;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
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
  void leavesNothingOfADeletedText() throws IOException {
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
      assertThat(hub.index().ids(OURS)).contains(id);
      hub.relay.relay();
      assertThat(hub.pinecone.ids(Kind.POST, OURS)).contains(id);
      assertThat(holds(database, WORD)).isNotEmpty();

      hub.texts.texts.store(WORKSPACE, OURS.mode(), "reddit-posts", List.of(asDeleted(deleted)));
      hub.index().tidy();
      hub.relay.relay();

      assertThat(holds(database, WORD)).isEmpty();
      assertThat(holds(database, "author_of_t3_gone")).isEmpty();
      assertThat(hub.index().ids(OURS)).hasSize(1).doesNotContain(id);
      assertThat(hub.pinecone.ids(Kind.POST, OURS)).hasSize(1).doesNotContain(id);
      byte[] part = Arrays.copyOf(vector, 64);
      hub.index().close();
      assertThat(filesWith(folder, part)).isEmpty();
      assertThat(filesWith(below(database), part)).isEmpty();
      assertThat(filesWith(below(database), WORD.getBytes(StandardCharsets.UTF_8))).isEmpty();
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

  /** The database's own files, after what is no longer visible was cleared away. */
  private static Path below(TestDatabase database) {
    database.asOwner().sql("vacuum full").update();
    database.asOwner().sql("checkpoint").update();
    String data = database.asOwner().sql("show data_directory").query(String.class).single();
    String number =
        database
            .asOwner()
            .sql("select oid::text from pg_database where datname = current_database()")
            .query(String.class)
            .single();
    return Path.of(data, "base", number);
  }

  private static List<String> filesWith(Path folder, byte[] bytes) throws IOException {
    String wanted = new String(bytes, StandardCharsets.ISO_8859_1);
    try (Stream<Path> files = Files.walk(folder)) {
      return files
          .filter(Files::isRegularFile)
          .filter(file -> read(file).contains(wanted))
          .map(file -> file.getFileName().toString())
          .toList();
    }
  }

  private static String read(Path file) {
    try {
      return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
