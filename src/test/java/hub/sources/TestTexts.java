package hub.sources;

import hub.TestDatabase;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.springframework.util.unit.DataSize;

/** The real repository on a test database, for tests of any room. */
public final class TestTexts {
  /** The ids of texts whose words were told to be gone. */
  public final List<Long> told = new ArrayList<>();

  public final Texts texts;

  private TestTexts(TestDatabase database, Clock clock, Consumer<Object> listener) {
    texts =
        new Texts(
            database.jdbc(),
            clock,
            settings(),
            event -> {
              if (event instanceof TextsErased erased) {
                told.addAll(erased.ids());
              }
              listener.accept(event);
            });
  }

  public static TestTexts on(TestDatabase database, Clock clock) {
    return on(database, clock, erased -> {});
  }

  /** With somebody who is told at once which words are gone. */
  public static TestTexts on(TestDatabase database, Clock clock, Consumer<Object> listener) {
    return new TestTexts(database, clock, listener);
  }

  /** What falls due of them. */
  public Rechecks rechecks(TestDatabase database, Clock clock) {
    return new Rechecks(database.jdbc(), clock, settings(), texts);
  }

  /** What gets erased words out of the database's files. */
  public static CleanUp cleanUp(TestDatabase database, Clock clock) {
    return new CleanUp(database.jdbc(), database.dataSource(), clock, settings(), event -> {});
  }

  /** Where imports store theirs. */
  public static BulkTexts bulk(TestDatabase database, Clock clock) {
    return new BulkTexts(database.jdbc(), clock, event -> {});
  }

  public static SourceSettings settings() {
    return new SourceSettings(
        Duration.ofHours(48),
        Duration.ofMinutes(5),
        Duration.ofMinutes(10),
        Duration.ofHours(24),
        DataSize.ofMegabytes(20));
  }
}
