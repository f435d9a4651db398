package hub.api;

import hub.analysis.view.export.Dollars;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.UUID;

/** An analysis that was started. Holds what never changes, so that every repeat says the same. */
@Schema(name = "Started")
record StartedAnswer(
    UUID id,
    String topic,
    Dollars budget,
    @Schema(description = "Where to read how it goes.") String self,
    @Schema(description = "Where to read its log.") String events,
    @Schema(description = "Where to read what it found.") String results) {

  static StartedAnswer of(UUID id, String topic, Dollars budget) {
    String self = ApiProblems.ROOT + "/analyses/" + id;
    return new StartedAnswer(id, topic, budget, self, self + "/events", self + "/results");
  }
}
