package hub.integration.view;

import hub.integration.Flow;
import hub.integration.FlowText;
import hub.integration.FlowVersion;
import hub.integration.Flows;
import hub.integration.check.FlowCheck;
import java.time.Clock;
import org.springframework.stereotype.Component;

/** Looks at a text that somebody writes, beside the version that serves. */
@Component
class Verdicts {
  private final Flows flows;
  private final FlowCheck check;
  private final Diagrams diagrams;
  private final Clock clock;

  Verdicts(Flows flows, FlowCheck check, Diagrams diagrams, Clock clock) {
    this.flows = flows;
    this.check = check;
    this.diagrams = diagrams;
    this.clock = clock;
  }

  Verdict on(Flow flow, String yaml) {
    String serving =
        flow.published() == 0
            ? yaml
            : flows.version(flow.id(), flow.published()).map(FlowVersion::yaml).orElse(yaml);
    Shape shape = WrittenShape.of(yaml);
    return Verdict.of(
        check.check(new FlowText(flow.kind(), flow.name(), yaml)),
        Difference.between(serving, yaml),
        diagrams.ofDraft(shape, WrittenShape.of(serving), flow.published()),
        shape,
        clock.instant());
  }
}
