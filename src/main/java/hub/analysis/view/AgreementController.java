package hub.analysis.view;

import hub.Mode;
import hub.web.CurrentUser;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** How well the judge agrees with the reader who asks. Nothing is asked of a model, or charged. */
@Controller
class AgreementController {
  private static final int ANALYSES = 50;

  private final AnalysisReader reader;
  private final Marks marks;

  AgreementController(AnalysisReader reader, Marks marks) {
    this.reader = reader;
    this.marks = marks;
  }

  /** Live and sandbox analyses are never measured together. */
  @GetMapping("/analyses/agreement")
  String agreement(CurrentUser user, Model model) {
    Map<Mode, List<List<Opportunity>>> judged = new HashMap<>();
    Map<UUID, Mark> said = new HashMap<>();
    for (UUID id : marks.judgedBy(user.workspaceId(), user.id(), ANALYSES)) {
      ResultsView results = reader.results(user.workspaceId(), id).orElseThrow();
      judged
          .computeIfAbsent(results.mode(), mode -> new ArrayList<>())
          .add(results.opportunities());
      said.putAll(marks.of(user.workspaceId(), user.id(), id));
    }
    Map<String, Agreement> measured = new HashMap<>();
    judged.forEach((mode, each) -> measured.put(mode.word(), Agreement.of(each, said)));
    model.addAttribute("place", "analyses");
    model.addAttribute("live", measured.get(Mode.LIVE.word()));
    model.addAttribute("sandbox", measured.get(Mode.SANDBOX.word()));
    return "analysis/agreement";
  }
}
