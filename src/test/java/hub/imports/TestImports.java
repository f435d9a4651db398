package hub.imports;

import static hub.TestDatabase.USER;
import static hub.TestDatabase.WORKSPACE;

import hub.Mode;
import hub.TestDatabase;
import hub.jobs.Claim;
import hub.jobs.TestQueue;
import hub.llm.ModelAccess;
import hub.llm.ModelConnection;
import hub.sources.TestTexts;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.UUID;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.util.unit.DataSize;

/** Imports on a test database, whose jobs run when a test says so. */
final class TestImports {
  final Imports imports;
  final Importing importing;
  final ImportFiles files;
  final TestQueue queue;
  final ImportRows rows;
  final ImportedPosts posts;

  private TestImports(TestDatabase database, ImportSettings settings, Clock clock) {
    rows = new ImportRows(database.jdbc());
    files = new ImportFiles(settings, clock);
    posts = new ImportedPosts(database.jdbc(), settings, clock);
    queue = TestQueue.on(database, clock);
    TransactionTemplate transaction =
        new TransactionTemplate(new DataSourceTransactionManager(database.dataSource()));
    ModelAccess access =
        ModelAccess.fixed(
            new ModelConnection(Mode.LIVE, "http://localhost", "", "model", "vectors", null));
    imports =
        new Imports(
            rows, files, queue.queue, transaction, access, settings, TestTexts.settings(), clock);
    importing =
        new Importing(
            rows,
            files,
            TestTexts.bulk(database, clock),
            queue.queue,
            transaction,
            settings,
            clock);
  }

  static TestImports on(TestDatabase database, ImportSettings settings) {
    return new TestImports(database, settings, Clock.systemUTC());
  }

  static ImportSettings settings(Path folder, DataSize line, DataSize output, int rows) {
    return new ImportSettings(
        folder.resolve("imports"),
        folder.resolve("inbox"),
        Duration.ofHours(48),
        "",
        DataSize.ofMegabytes(100),
        line,
        output,
        400,
        rows,
        1,
        20,
        5);
  }

  static ImportSettings settings(Path folder) {
    return settings(folder, DataSize.ofMegabytes(1), DataSize.ofMegabytes(500), 50);
  }

  UUID receive(byte[] file) throws IOException {
    return imports.receive(
        WORKSPACE, USER, "dump.ndjson", imports.keeping("", ""), new ByteArrayInputStream(file));
  }

  /** Receives a dump and reads it to its end. */
  DumpImport read(byte[] file) throws Exception {
    UUID id = receive(file);
    Claim claim = queue.claim();
    importing.read(claim);
    return now(id);
  }

  DumpImport now(UUID id) {
    return imports.find(WORKSPACE, id).orElseThrow();
  }
}
