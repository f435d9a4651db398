package hub.llm;

import hub.budget.ModelStops;
import hub.web.Check;
import hub.web.Finding;
import java.util.List;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Whether a model was stopped because its usage could not be accounted for. */
@Component
@Order(4)
class StoppedModelsCheck implements Check {
  private final ModelStops stops;

  StoppedModelsCheck(ModelStops stops) {
    this.stops = stops;
  }

  @Override
  public String subject() {
    return "Stopped models";
  }

  @Override
  public Finding look() {
    List<ModelStops.Stop> open = stops.open();
    if (open.isEmpty()) {
      return Finding.ok("None.");
    }
    ModelStops.Stop first = open.getFirst();
    return Finding.broken(
        "%s was stopped: %s.%s"
            .formatted(
                first.model(),
                first.why(),
                open.size() > 1 ? " So were " + (open.size() - 1) + " more." : ""),
        "Compare attempt " + first.attemptId() + " with the vendor’s bill, then let it go on.",
        "/settings/model#stopped");
  }
}
