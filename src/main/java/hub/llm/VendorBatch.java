package hub.llm;

import hub.Mode;
import java.time.Instant;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A batch as its row says; whoever has its token carries it on.
 *
 * @param uploadAsked when its file was last sent, if it may have been
 * @param createAsked when it was last asked for, if it may have been
 * @param inputFile the vendor's name of its file; null until known, and once deleted
 * @param vendorId the vendor's name of it; null until known
 */
record VendorBatch(
    UUID id,
    UUID token,
    Mode mode,
    String baseUrl,
    String model,
    State state,
    @Nullable Instant uploadAsked,
    @Nullable Instant createAsked,
    @Nullable String inputFile,
    @Nullable String vendorId,
    @Nullable String outputFile,
    @Nullable String errorFile,
    Instant madeAt,
    @Nullable Instant endedAt) {

  /** How far it came. */
  enum State {
    /** Its lines are chosen. */
    MADE,
    /** The vendor has its file. */
    UPLOADED,
    /** The vendor works on it. */
    RUNNING,
    /** The vendor is through with it. */
    ENDED,
    /** Its lines are settled and its files deleted. */
    CLOSED
  }

  /** Its files at the vendor that hold texts. */
  Stream<String> files() {
    return Stream.of(inputFile, outputFile, errorFile).flatMap(Stream::ofNullable);
  }
}
