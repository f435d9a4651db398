package hub.analysis.view;

import hub.web.CurrentUser;
import hub.web.Format;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** What a report left out, and two reports side by side. */
@Controller
@RequestMapping("/analyses")
class DetailsController {
  private final AnalysisReader reader;
  private final ResultsDetails details;
  private final Format fmt;

  DetailsController(AnalysisReader reader, ResultsDetails details, Format fmt) {
    this.reader = reader;
    this.details = details;
    this.fmt = fmt;
  }

  @GetMapping("/{id}/dropped")
  String dropped(CurrentUser user, @PathVariable UUID id, Model model) {
    ResultsView results = results(user, id);
    model.addAttribute("place", "analyses");
    model.addAttribute("results", results);
    model.addAttribute("dropped", details.dropped(user.workspaceId(), id));
    return "analysis/dropped";
  }

  /** Without two analyses it asks for them. */
  @GetMapping("/compare")
  String compare(
      CurrentUser user,
      @RequestParam(required = false) @Nullable UUID a,
      @RequestParam(required = false) @Nullable UUID b,
      @RequestParam MultiValueMap<String, String> query,
      Model model) {
    List<UUID> chosen = Stream.of(a, b).filter(Objects::nonNull).toList();
    model.addAttribute("place", "analyses");
    model.addAttribute("ended", reader.ended(user.workspaceId(), chosen));
    model.addAttribute("a", a);
    model.addAttribute("b", b);
    model.addAttribute("sameTwice", a != null && a.equals(b));
    if (a != null && b != null && !a.equals(b)) {
      Comparison comparison = comparison(user, a, b, Choice.of(query));
      model.addAttribute("both", comparison);
      model.addAttribute("summary", summary(comparison));
    }
    return "analysis/compare";
  }

  private Comparison comparison(CurrentUser user, UUID a, UUID b, Choice choice) {
    return Comparison.of(
        results(user, a),
        results(user, b),
        details.evidence(user.workspaceId(), a),
        details.evidence(user.workspaceId(), b),
        choice);
  }

  private String summary(Comparison both) {
    return "%s in both, %s new, %s gone"
        .formatted(
            fmt.count(both.matched().size(), "opportunity", "opportunities"),
            fmt.number(both.fresh().size()),
            fmt.number(both.gone().size()));
  }

  private ResultsView results(CurrentUser user, UUID id) {
    return reader.results(user.workspaceId(), id).orElseThrow(AnalysisController::notFound);
  }
}
