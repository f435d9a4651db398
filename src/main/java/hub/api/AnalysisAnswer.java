package hub.api;

import hub.analysis.view.LiveView;
import hub.analysis.view.export.Dollars;
import io.swagger.v3.oas.annotations.media.Schema;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** An analysis at one instant. */
@Schema(name = "Analysis")
record AnalysisAnswer(
    UUID id,
    String topic,
    @Schema(description = "live, or sandbox: everything in it is invented.") String mode,
    @Schema(
            description = "Nothing more comes after done, partial, cancelled and stopped.",
            allowableValues = {
              "queued",
              "running",
              "waiting",
              "cancelling",
              "done",
              "partial",
              "cancelled",
              "stopped"
            })
        String state,
    @Schema(description = "Whether nothing more comes by itself.") boolean ended,
    @Schema(description = "The state in a sentence.") String words,
    @Schema(description = "Grows with each change; the newest answer has the largest.")
        long version,
    Instant startedAt,
    String startedBy,
    Money money,
    List<StageState> stages,
    int opportunities,
    int candidates,
    List<Note> notices) {

  /** Where the budget is; the four add up to it. */
  record Money(
      Dollars budget,
      Dollars charged,
      @Schema(description = "What calls on their way may cost at worst.") Dollars held,
      @Schema(description = "Kept for merging and ranking.") Dollars earmarked,
      Dollars free) {}

  /** How far a stage is. */
  record StageState(
      String stage,
      @Schema(description = "waits, running, done, slow or stopped.") String state,
      int done,
      @Schema(description = "Null while unknown.") @Nullable Integer total,
      int callsRunning,
      @Nullable Dollars charged) {}

  /** What must be known, a fact and what it means for the money. */
  record Note(
      @Schema(description = "info, warn or bad.") String kind, String fact, String meaning) {}

  static AnalysisAnswer of(LiveView live) {
    return new AnalysisAnswer(
        live.id(),
        live.topic(),
        live.mode().word(),
        live.state().word(),
        live.state().ended(),
        live.stateWords(),
        live.version(),
        live.startedAt(),
        live.startedBy(),
        money(live),
        live.stages().stream().map(AnalysisAnswer::stage).toList(),
        (int) live.opportunities(),
        (int) live.candidates(),
        live.notices().stream()
            .map(notice -> new Note(notice.kind().word(), notice.fact(), notice.meaning()))
            .toList());
  }

  private static Money money(LiveView live) {
    var money = live.money();
    BigDecimal free =
        money.budget().subtract(money.charged()).subtract(money.held()).subtract(money.earmarked());
    return new Money(
        Dollars.of(money.budget()),
        Dollars.of(money.charged()),
        Dollars.of(money.held()),
        Dollars.of(money.earmarked()),
        Dollars.of(free.max(BigDecimal.ZERO)));
  }

  private static StageState stage(LiveView.StageLine line) {
    return new StageState(
        line.stage().key(),
        line.state(),
        line.done(),
        line.total(),
        line.running(),
        Dollars.ofNullable(line.charged()));
  }
}
