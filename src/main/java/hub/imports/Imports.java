package hub.imports;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import hub.imports.DumpImport.State;
import hub.jobs.JobLimit;
import hub.jobs.JobQueue;
import hub.jobs.Lane;
import hub.jobs.NewJob;
import hub.llm.ModelAccess;
import hub.sources.SourceSettings;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/** Takes dumps in: the file first, then its row and its job in one transaction. */
@Service
public class Imports {
  private static final int PRIORITY = 10;
  private static final int LONGEST_NAME = 200;

  private final ImportRows rows;
  private final ImportFiles files;
  private final JobQueue queue;
  private final TransactionTemplate transaction;
  private final ModelAccess access;
  private final ImportSettings settings;
  private final SourceSettings sources;
  private final Clock clock;

  Imports(
      ImportRows rows,
      ImportFiles files,
      JobQueue queue,
      TransactionTemplate transaction,
      ModelAccess access,
      ImportSettings settings,
      SourceSettings sources,
      Clock clock) {
    this.rows = rows;
    this.files = files;
    this.queue = queue;
    this.transaction = transaction;
    this.access = access;
    this.settings = settings;
    this.sources = sources;
    this.clock = clock;
  }

  /**
   * What was chosen on the page about how long texts are kept.
   *
   * @throws ImportRefused if it can't be
   */
  public Keeping keeping(String until, String reason) {
    return Keeping.chosen(until, reason, sources.expiresAfter(), clock.instant());
  }

  /**
   * Takes what a browser sends, and begins to read it when it is here whole.
   *
   * @param fileName as the browser named it; shown, never used as a path
   * @param content not closed
   * @return the import
   * @throws ImportRefused if it is larger than allowed
   * @throws IOException if it did not arrive whole, or the disk is full
   */
  public UUID receive(
      UUID workspaceId, UUID userId, String fileName, Keeping keeping, InputStream content)
      throws IOException {
    UUID id = UUID.randomUUID();
    try {
      long size = files.receive(id, content);
      begin(made(id, workspaceId, userId, fileName, size, keeping), null);
      return id;
    } catch (DumpTrouble tooLarge) {
      throw new ImportRefused(String.valueOf(tooLarge.getMessage()));
    }
  }

  /**
   * Takes a file over from the inbox; the same file once, however often it is told of.
   *
   * @return the import; empty if it was taken before
   */
  Optional<UUID> take(UUID workspaceId, Path file, Keeping keeping) throws IOException {
    UUID id = UUID.randomUUID();
    long size = Files.size(file);
    String name = file.getFileName().toString();
    String arrival = name + " " + size + " " + Files.getLastModifiedTime(file).toMillis();
    files.take(id, file);
    if (begin(made(id, workspaceId, null, name, size, keeping), arrival)) {
      return Optional.of(id);
    }
    files.delete(id);
    return Optional.empty();
  }

  private boolean begin(DumpImport made, @Nullable String arrival) {
    return Boolean.TRUE.equals(
        transaction.execute(
            status -> {
              boolean isNew = rows.add(made, arrival);
              if (isNew) {
                queue.enqueue(job(made));
              }
              return isNew;
            }));
  }

  private NewJob job(DumpImport made) {
    return new NewJob(
        made.workspaceId(),
        made.id(),
        Importing.KIND,
        Importing.KIND,
        JsonNodeFactory.instance.objectNode(),
        Lane.INTERACTIVE,
        PRIORITY,
        made.createdAt(),
        new JobLimit(Importing.KIND, settings.atOnce()));
  }

  private DumpImport made(
      UUID id,
      UUID workspaceId,
      @Nullable UUID userId,
      String fileName,
      long size,
      Keeping keeping) {
    String name = fileName.isBlank() ? "dump" : fileName.strip();
    Instant now = clock.instant();
    return new DumpImport(
        id,
        workspaceId,
        userId,
        access.mode(),
        name.substring(0, Math.min(LONGEST_NAME, name.length())),
        size,
        keeping.expiresAt(),
        keeping.reason(),
        State.WAITING,
        null,
        null,
        0,
        0,
        0,
        0,
        0,
        0,
        0,
        0,
        now,
        null);
  }

  /** Ends an import; what it stored stays until it expires. */
  public void cancel(UUID workspaceId, UUID id) {
    if (rows.find(workspaceId, id).isPresent()
        && rows.end(id, State.CANCELLED, null, clock.instant())) {
      queue.cancel(id);
      files.delete(id);
    }
  }

  public Optional<DumpImport> find(UUID workspaceId, UUID id) {
    return rows.find(workspaceId, id);
  }

  /** The newest imports of a workspace, newest first. */
  public List<DumpImport> all(UUID workspaceId) {
    return rows.all(workspaceId);
  }

  /** Which lines of an import were not read, by number, as far as they are listed. */
  public List<BrokenLine> brokenLines(DumpImport read) {
    return rows.brokenLines(read.id());
  }

  /** Files that a killed hub left and no import needs. */
  @EventListener(ApplicationReadyEvent.class)
  void sweep() throws IOException {
    files.sweep(Set.copyOf(rows.needingTheirFile()));
  }
}
