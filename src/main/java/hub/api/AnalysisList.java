package hub.api;

import hub.analysis.view.AnalysisLine;
import hub.analysis.view.export.Dollars;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A workspace's analyses, the newest first. */
record AnalysisList(List<Line> analyses) {

  /** One analysis in the list. */
  @Schema(name = "AnalysisLine")
  record Line(
      UUID id,
      String topic,
      String state,
      boolean ended,
      @Schema(description = "Null before the first post was judged.")
          @Nullable Integer opportunities,
      @Schema(description = "Null before the first post was judged.") @Nullable Integer candidates,
      Dollars budget,
      Dollars charged,
      Instant startedAt,
      String startedBy) {}

  static AnalysisList of(List<AnalysisLine> lines) {
    return new AnalysisList(lines.stream().map(AnalysisList::line).toList());
  }

  private static Line line(AnalysisLine line) {
    return new Line(
        line.id(),
        line.topic(),
        line.state().word(),
        line.state().ended(),
        line.opportunities(),
        line.candidates(),
        Dollars.of(line.money().budget()),
        Dollars.of(line.money().charged()),
        line.startedAt(),
        line.startedBy());
  }
}
