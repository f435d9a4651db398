package hub.api;

import hub.analysis.view.LogLine;
import hub.analysis.view.export.Dollars;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A page of an analysis' log. Positions have no gaps: whoever has read to one has missed none. */
@Schema(name = "Events")
record EventPage(
    List<Event> events,
    @Schema(description = "The position to ask for the next page after.") long next,
    @Schema(description = "Whether there are more now.") boolean more,
    @Schema(description = "Whether nothing more comes by itself.") boolean ended) {

  /** One line of the log; it never changes. */
  record Event(
      @Schema(description = "1 for the first.") long position,
      Instant at,
      @Schema(description = "A sentence.") String text,
      @Schema(description = "What it charged; null if it is not about a charge.")
          @Nullable Dollars charged,
      @Schema(description = "The opportunities that it names.") List<UUID> opportunities) {

    static Event of(LogLine line) {
      return new Event(
          line.position(),
          line.at(),
          line.text(),
          Dollars.ofNullable(line.amount()),
          line.pieces().stream()
              .map(LogLine.Piece::opportunityId)
              .filter(Objects::nonNull)
              .toList());
    }
  }
}
