package hub.analysis.view;

import hub.web.CurrentUser;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;

/**
 * Readers' marks. The buttons are plain forms; htmx asks for the same and gets only what changed.
 */
@Controller
class MarkController {
  private final AnalysisReader reader;
  private final Marks marks;
  private final ResultsPage results;

  MarkController(AnalysisReader reader, Marks marks, ResultsPage results) {
    this.reader = reader;
    this.marks = marks;
    this.results = results;
  }

  /**
   * @param act a {@link MarkAct}'s key
   * @param reason absent where the form has no field for it
   * @param from {@code ranking} to go back there, anything else for the opportunity's own page
   */
  @PostMapping("/analyses/{analysisId}/opportunities/{id}/mark")
  String mark(
      CurrentUser user,
      @PathVariable UUID analysisId,
      @PathVariable UUID id,
      @RequestParam String act,
      @RequestParam(required = false) @Nullable String reason,
      @RequestParam(defaultValue = "") String from,
      @RequestParam MultiValueMap<String, String> query,
      @RequestHeader(name = "HX-Request", required = false) @Nullable String htmx,
      Model model) {
    MarkAct asked = MarkAct.of(act);
    if (asked == null) {
      throw new ResponseStatusException(HttpStatus.BAD_REQUEST, "No mark is called so");
    }
    Opportunity opportunity = opportunity(user, analysisId, id);
    keep(user, analysisId, opportunity.id(), asked, reason);
    Choice choice = Choice.of(query);
    boolean fromRanking = from.equals("ranking");
    if (fromRanking && htmx != null) {
      model.addAttribute("said", asked.done(opportunity.title()));
      return results.show(user, analysisId, choice, true, model);
    }
    String page = "/analyses/" + analysisId;
    return fromRanking
        ? "redirect:" + page + choice.getQuery() + "#ranking"
        : "redirect:" + page + "/opportunities/" + opportunity.id() + choice.getQuery() + "#marks";
  }

  private Opportunity opportunity(CurrentUser user, UUID analysisId, UUID id) {
    return reader
        .opportunity(user.workspaceId(), analysisId, id)
        .orElseThrow(AnalysisController::notFound)
        .opportunity();
  }

  private void keep(
      CurrentUser user, UUID analysisId, UUID id, MarkAct act, @Nullable String reason) {
    Map<UUID, Mark> own = marks.of(user.workspaceId(), user.id(), analysisId);
    Mark before = own.getOrDefault(id, Mark.NONE);
    marks.keep(user.workspaceId(), user.id(), analysisId, id, act.on(before, reason));
  }
}
