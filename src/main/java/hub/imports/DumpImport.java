package hub.imports;

import hub.Mode;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One dump on its way into the stored texts.
 *
 * @param createdBy null for a file from the inbox
 * @param fileName as the browser or the inbox named it; shown, never a path
 * @param fileBytes the file's size
 * @param expiresAt when its texts are erased
 * @param reason why they are kept longer than usual; null if they are not
 * @param message why it stopped; null unless it did
 * @param format null until it was looked at
 * @param attemptFrom {@code outBytes} when the present attempt began
 * @param readBytes bytes of the file that are accounted for
 * @param outBytes the same of the unpacked dump: the checkpoint
 * @param lines lines accounted for, the broken ones included
 * @param stored texts written; the others another source had brought, or were removed on request
 */
public record DumpImport(
    UUID id,
    UUID workspaceId,
    @Nullable UUID createdBy,
    Mode mode,
    String fileName,
    long fileBytes,
    Instant expiresAt,
    @Nullable String reason,
    State state,
    @Nullable String message,
    @Nullable String format,
    long attemptFrom,
    long readBytes,
    long outBytes,
    long lines,
    long posts,
    long comments,
    long stored,
    long broken,
    Instant createdAt,
    @Nullable Instant endedAt) {

  /** Where an import stands. */
  public enum State {
    WAITING,
    RUNNING,
    FINISHED,
    STOPPED,
    CANCELLED
  }

  /** Whether nothing more happens by itself. */
  public boolean isEnded() {
    return state != State.WAITING && state != State.RUNNING;
  }

  /** How much of the file was read, 0 to 1. */
  public double share() {
    if (state == State.FINISHED) {
      return 1;
    }
    return fileBytes == 0 ? 0 : Math.min(1, (double) readBytes / fileBytes);
  }
}
