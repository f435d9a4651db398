package hub.imports;

import hub.imports.DumpImport.State;
import hub.jobs.Claim;
import hub.jobs.JobQueue;
import hub.jobs.LostClaim;
import hub.sources.BulkTexts;
import hub.sources.BulkTexts.Written;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The job that reads a dump.
 *
 * <p>How this works, and why: each batch of texts is one transaction that also moves the
 * checkpoint, the byte of the unpacked dump behind the last line accounted for. Whoever takes the
 * job over after a kill unpacks to that byte and goes on, so nothing is read twice and nothing is
 * left out. The attempt's token is asked for under the row's lock, so an attempt that was believed
 * dead can't write beside its successor.
 */
@Component
public class Importing {
  static final String KIND = "import";

  private static final Logger LOG = LoggerFactory.getLogger(Importing.class);

  private final ImportRows rows;
  private final ImportFiles files;
  private final BulkTexts texts;
  private final JobQueue queue;
  private final TransactionTemplate transaction;
  private final ImportSettings settings;
  private final Clock clock;

  Importing(
      ImportRows rows,
      ImportFiles files,
      BulkTexts texts,
      JobQueue queue,
      TransactionTemplate transaction,
      ImportSettings settings,
      Clock clock) {
    this.rows = rows;
    this.files = files;
    this.texts = texts;
    this.queue = queue;
    this.transaction = transaction;
    this.settings = settings;
    this.clock = clock;
  }

  /**
   * Reads a dump from its checkpoint to its end.
   *
   * @throws LostClaim if another attempt has taken over
   * @throws InterruptedException at a stop; the job runs again when its lease has lapsed
   */
  public void read(Claim claim) throws InterruptedException, IOException {
    DumpImport begun = rows.begin(claim.analysisId(), claim.token()).orElse(null);
    if (begun == null) {
      queue.finish(claim);
    } else {
      read(claim, begun);
    }
  }

  private void read(Claim claim, DumpImport begun) throws InterruptedException, IOException {
    try (DumpStream stream = open(begun)) {
      end(claim, begun, readOn(claim, begun, stream));
    } catch (DumpTrouble trouble) {
      end(claim, begun, trouble);
    } catch (LostClaim lost) {
      if (!isEnded(begun)) {
        throw lost;
      }
      queue.finish(claim); // cancelled on the page
    }
  }

  private boolean isEnded(DumpImport begun) {
    return rows.find(begun.workspaceId(), begun.id()).map(DumpImport::isEnded).orElse(true);
  }

  private DumpStream open(DumpImport begun) throws IOException {
    if (!begun.expiresAt().isAfter(clock.instant())) {
      throw new DumpTrouble(
          "The date on which its texts expire has passed. Import it anew with another date.");
    }
    Path file = files.of(begun.id());
    if (!Files.exists(file)) {
      throw new DumpTrouble(
          "Its file is not in %s. With several hubs, hub.imports.folder must be one that all share. Import it anew."
              .formatted(settings.folder()));
    }
    return DumpStream.open(file, begun.outBytes(), settings);
  }

  private @Nullable DumpTrouble readOn(Claim claim, DumpImport begun, DumpStream stream)
      throws InterruptedException {
    int longest = Math.toIntExact(settings.largestLine().toBytes());
    DumpLines lines = new DumpLines(stream, begun.outBytes(), begun.lines(), longest);
    DumpReader reader =
        new DumpReader(
            stream,
            lines,
            begun.mode(),
            settings,
            begun.broken(),
            begun.posts() + begun.comments() > 0);
    try (ReadAhead ahead = new ReadAhead(reader)) {
      DumpBatch batch;
      do {
        batch = ahead.next();
        store(claim, begun, stream.format(), batch);
      } while (!batch.ended());
      return batch.trouble();
    }
  }

  private void store(Claim claim, DumpImport begun, DumpFormat format, DumpBatch batch) {
    transaction.executeWithoutResult(
        status -> {
          if (!rows.lock(begun.id(), claim.token())) {
            throw new LostClaim(claim);
          }
          Written written =
              texts.store(
                  new BulkTexts.Batch(
                      begun.workspaceId(), begun.mode(), begun.id(), begun.expiresAt()),
                  batch.texts());
          rows.advance(begun.id(), word(format), batch, written);
        });
  }

  private void end(Claim claim, DumpImport begun, @Nullable DumpTrouble trouble) {
    State state = trouble == null ? State.FINISHED : State.STOPPED;
    String message = trouble == null ? null : trouble.getMessage();
    transaction.executeWithoutResult(
        status -> {
          rows.end(begun.id(), state, message, clock.instant());
          queue.finish(claim);
        });
    files.delete(begun.id());
    LOG.info("Import {} is {}", begun.id(), word(state));
  }

  /** What a failed attempt means: tried again while it gets on, given up when it does not. */
  void failed(Claim claim, Exception failure, boolean lapsed) {
    UUID id = claim.analysisId();
    DumpImport known = rows.find(claim.workspaceId(), id).orElse(null);
    if (known == null || known.isEnded()) {
      queue.finish(claim);
    } else if (lapsed && known.outBytes() > known.attemptFrom()) {
      transaction.executeWithoutResult(status -> waitAgain(claim));
    } else {
      LOG.warn("Import {} failed at attempt {}", id, claim.attempt(), failure);
      transaction.executeWithoutResult(status -> count(claim, failure));
    }
  }

  private void waitAgain(Claim claim) {
    queue.park(claim, Duration.ZERO, "its next attempt");
    rows.waits(claim.analysisId());
  }

  /** The failure's own words could hold a text's: its name alone is kept. */
  private void count(Claim claim, Exception failure) {
    String name = failure.getClass().getSimpleName();
    if (queue.fail(claim, name)) {
      rows.end(
          claim.analysisId(),
          State.STOPPED,
          "It failed %d times without getting on (%s); the hub's log says more. Import it anew."
              .formatted(claim.attempt(), name),
          clock.instant());
      files.delete(claim.analysisId());
    } else {
      rows.waits(claim.analysisId());
    }
  }

  private static String word(Enum<?> constant) {
    return constant.name().toLowerCase(java.util.Locale.ROOT);
  }
}
