package hub.integration.view;

import hub.integration.Flow;
import hub.integration.FlowText;
import hub.integration.check.Completion;
import hub.integration.check.Completions;
import hub.web.CurrentUser;
import java.util.UUID;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Offers the editor what can stand where somebody writes. */
@RestController
class CompleteController {
  private final FlowReader reader;
  private final Completions completions;

  CompleteController(FlowReader reader, Completions completions) {
    this.reader = reader;
    this.completions = completions;
  }

  @PostMapping("/flows/{id}/complete")
  Completion complete(
      CurrentUser user,
      @PathVariable UUID id,
      @RequestParam String yaml,
      @RequestParam int line,
      @RequestParam int column) {
    Flow flow = reader.find(user, id);
    return completions.at(new FlowText(flow.kind(), flow.name(), yaml), line, column);
  }
}
