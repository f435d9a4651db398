package hub.integration.view;

import hub.analysis.view.AnalysisLine;
import hub.analysis.view.AnalysisReader;
import hub.integration.delivery.Deliveries;
import hub.integration.view.Path.Stretch;
import hub.jobs.Trace;
import hub.web.CurrentUser;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;

/** The way of an analysis through the routes, and the hub's own routes to look at. */
@Controller
class TraceController {
  private static final int OFFERED = 50;
  private static final int DELIVERIES = 200;

  private final AnalysisReader analyses;
  private final Trace trace;
  private final Deliveries deliveries;
  private final Diagrams diagrams;
  private final Clock clock;

  TraceController(
      AnalysisReader analyses, Trace trace, Deliveries deliveries, Diagrams diagrams, Clock clock) {
    this.analyses = analyses;
    this.trace = trace;
    this.deliveries = deliveries;
    this.diagrams = diagrams;
    this.clock = clock;
  }

  @GetMapping("/flows/trace")
  String trace(
      CurrentUser user, @RequestParam(required = false) @Nullable UUID analysis, Model model) {
    List<AnalysisLine> lines = analyses.analyses(user.workspaceId(), 0, OFFERED);
    model.addAttribute("analyses", lines);
    model.addAttribute("analysis", analysis);
    if (analysis != null) {
      model.addAttribute("path", path(user.workspaceId(), analysis));
    }
    return "flows/trace";
  }

  private Path path(UUID workspaceId, UUID analysis) {
    String topic =
        analyses
            .live(workspaceId, analysis)
            .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND))
            .topic();
    Stream<Stretch> jobs =
        trace.of(workspaceId, analysis).stream()
            .map(leg -> Stretch.of(leg, diagrams.servingRoute("job-" + leg.kind())));
    Stream<Stretch> sent =
        deliveries.list(workspaceId, null, null, 0, DELIVERIES).stream()
            .filter(delivery -> delivery.analysisId().equals(analysis))
            .map(Stretch::of);
    return Path.of(topic, Stream.concat(jobs, sent).toList(), clock.instant());
  }

  @GetMapping("/flows/routes")
  String routes(Model model) {
    model.addAttribute("routes", diagrams.live());
    return "flows/routes";
  }

  @GetMapping("/flows/routes/{route}")
  String route(@PathVariable String route, Model model) {
    model.addAttribute(
        "drawing",
        diagrams.live(route).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND)));
    return "flows/route";
  }
}
