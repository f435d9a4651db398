package hub.analysis.view;

import hub.web.CurrentUser;
import java.net.URI;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The page of one opportunity, and our own view of the threads its quotes stand in. */
@Controller
@RequestMapping("/analyses/{analysisId}")
class EvidenceController {
  private static final int QUOTES_AT_FIRST = 4;

  private final AnalysisReader reader;
  private final Marks marks;
  private final RestsOn restsOn;

  EvidenceController(AnalysisReader reader, Marks marks, RestsOn restsOn) {
    this.reader = reader;
    this.marks = marks;
    this.restsOn = restsOn;
  }

  @GetMapping("/opportunities/{id}")
  String opportunity(
      CurrentUser user,
      @PathVariable UUID analysisId,
      @PathVariable UUID id,
      @RequestParam MultiValueMap<String, String> query,
      Model model) {
    OpportunityView view =
        reader
            .opportunity(user.workspaceId(), analysisId, id)
            .orElseThrow(AnalysisController::notFound);
    Choice choice = Choice.of(query);
    model.addAttribute("place", "analyses");
    model.addAttribute("view", view);
    model.addAttribute("rank", rank(user, view, choice));
    model.addAttribute("parts", Part.values());
    model.addAttribute("patterns", AntiPattern.values());
    model.addAttribute("weights", choice.weights());
    model.addAttribute("query", choice.getQuery());
    model.addAttribute("score", Score.of(view.opportunity().facts(), choice.weights()));
    model.addAttribute("restsOn", restsOn.of(view));
    model.addAttribute("findings", findings(view));
    model.addAttribute("bars", MonthBar.of(view.months(), view.recentMonths()));
    model.addAttribute("standard", choice.weights().equals(Weights.STANDARD));
    addQuotes(view, model);
    addMarks(user, view, model);
    return "analysis/opportunity";
  }

  /** Its place by the reader's own weights. */
  private int rank(CurrentUser user, OpportunityView view, Choice choice) {
    if (choice.weights().equals(Weights.STANDARD)) {
      return view.rank();
    }
    return reader.results(user.workspaceId(), view.analysisId()).stream()
        .flatMap(results -> Ranking.of(results.opportunities(), choice).ranked().stream())
        .filter(row -> row.opportunity().id().equals(view.opportunity().id()))
        .mapToInt(Ranking.Row::rank)
        .findFirst()
        .orElse(view.rank());
  }

  private void addQuotes(OpportunityView view, Model model) {
    List<Quote> quotes = view.quotes();
    model.addAttribute("phrases", Phrases.of(quotes));
    int first = Math.min(QUOTES_AT_FIRST, quotes.size());
    List<Quote> rest = quotes.subList(first, quotes.size());
    model.addAttribute("first", quotes.subList(0, first));
    model.addAttribute("rest", rest);
    model.addAttribute("restWords", restsOn.moreQuotes(rest));
  }

  private void addMarks(CurrentUser user, OpportunityView view, Model model) {
    UUID id = view.opportunity().id();
    model.addAttribute(
        "mark",
        marks.of(user.workspaceId(), user.id(), view.analysisId()).getOrDefault(id, Mark.NONE));
    model.addAttribute("others", marks.others(user.workspaceId(), user.id(), id));
  }

  @GetMapping("/threads/{postId}")
  String thread(
      CurrentUser user, @PathVariable UUID analysisId, @PathVariable long postId, Model model) {
    ThreadView thread =
        reader
            .thread(user.workspaceId(), analysisId, postId)
            .orElseThrow(AnalysisController::notFound);
    model.addAttribute("place", "analyses");
    model.addAttribute("thread", thread);
    model.addAttribute("comments", CommentNode.tree(thread.comments()));
    model.addAttribute("original", address(thread.original()));
    return "analysis/thread";
  }

  private static Map<AntiPattern, OpportunityView.Finding> findings(OpportunityView view) {
    return view.findings().stream()
        .collect(
            Collectors.toMap(
                OpportunityView.Finding::pattern,
                Function.identity(),
                (one, two) -> one,
                () -> new EnumMap<>(AntiPattern.class)));
  }

  /** A link out only where a browser would open a page: no {@code javascript:} and the like. */
  private static @Nullable String address(@Nullable String original) {
    if (original == null) {
      return null;
    }
    try {
      URI uri = URI.create(original);
      return Arrays.asList("https", "http").contains(uri.getScheme()) && uri.getHost() != null
          ? original
          : null;
    } catch (IllegalArgumentException noAddress) {
      return null;
    }
  }
}
