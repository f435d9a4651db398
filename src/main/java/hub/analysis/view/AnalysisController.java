package hub.analysis.view;

import hub.web.CurrentUser;
import hub.web.Format;
import jakarta.servlet.http.HttpServletResponse;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.ModelAndView;

/** The list of analyses, the page of one that runs, its log, and what a reader may do to it. */
@Controller
@RequestMapping("/analyses")
class AnalysisController {
  /** How many lines the live page starts with; the log's own page has all. */
  private static final int LINES_AT_FIRST = 100;

  private static final int LINES_A_PAGE = 200;

  /** How many lines a page that missed some gets at a time. */
  private static final int LINES_MISSED = 1_000;

  private static final int LISTED = 25;

  private static final BigDecimal TWICE = BigDecimal.TWO;

  private final AnalysisReader reader;
  private final AnalysisCommands commands;
  private final ResultsPage results;
  private final Format fmt;

  AnalysisController(
      AnalysisReader reader, AnalysisCommands commands, ResultsPage results, Format fmt) {
    this.reader = reader;
    this.commands = commands;
    this.results = results;
    this.fmt = fmt;
  }

  @GetMapping
  String list(CurrentUser user, @RequestParam(defaultValue = "1") int page, Model model) {
    Overview overview = reader.overview(user.workspaceId());
    int pages = Math.max(1, Math.ceilDiv(overview.all(), LISTED));
    int shown = Math.clamp(page, 1, pages);
    model.addAttribute("place", "analyses");
    model.addAttribute(
        "analyses", reader.analyses(user.workspaceId(), (shown - 1) * LISTED, LISTED));
    model.addAttribute("summary", summary(overview));
    model.addAttribute("shown", shown);
    model.addAttribute("pages", pages);
    return "analysis/list";
  }

  /** What runs is shown live; what has ended, as results. */
  @GetMapping("/{id}")
  ModelAndView one(
      CurrentUser user,
      @PathVariable UUID id,
      @RequestParam MultiValueMap<String, String> query,
      @RequestHeader(name = "HX-Request", required = false) @Nullable String htmx,
      HttpServletResponse response,
      Model model) {
    LiveView live = live(user, id);
    if (!live.state().ended()) {
      return new ModelAndView(showLive(user, live, model), model.asMap());
    }
    Choice choice = Choice.of(query);
    response.setHeader("HX-Replace-Url", "/analyses/" + id + choice.getQuery());
    return new ModelAndView(results.show(user, id, choice, htmx != null, model), model.asMap());
  }

  /** The live page, also after the end. */
  @GetMapping("/{id}/live")
  String live(CurrentUser user, @PathVariable UUID id, Model model) {
    return showLive(user, live(user, id), model);
  }

  private String showLive(CurrentUser user, LiveView live, Model model) {
    long last = reader.lastPosition(user.workspaceId(), live.id());
    List<LogLine> lines =
        reader.log(
            user.workspaceId(), live.id(), Math.max(0, last - LINES_AT_FIRST), LINES_AT_FIRST);
    model.addAttribute("place", "analyses");
    model.addAttribute("live", live);
    model.addAttribute("lines", lines.reversed());
    model.addAttribute("position", lines.isEmpty() ? 0 : lines.getLast().position());
    model.addAttribute("mayStart", user.maySpend());
    return "analysis/live";
  }

  /** The whole log, page by page. */
  @GetMapping("/{id}/log")
  String log(
      CurrentUser user,
      @PathVariable UUID id,
      @RequestParam(defaultValue = "0") long before,
      Model model) {
    LiveView live = live(user, id);
    long last = reader.lastPosition(user.workspaceId(), id);
    long end = before > 0 ? Math.min(before - 1, last) : last;
    long start = Math.max(0, end - LINES_A_PAGE);
    model.addAttribute("place", "analyses");
    model.addAttribute("live", live);
    model.addAttribute(
        "lines", reader.log(user.workspaceId(), id, start, (int) (end - start)).reversed());
    model.addAttribute("position", last);
    model.addAttribute("before", start > 0 ? start + 1 : 0);
    return "analysis/log";
  }

  /** Lines after a position, for a page that missed some. */
  @GetMapping("/{id}/lines")
  String lines(CurrentUser user, @PathVariable UUID id, @RequestParam long after, Model model) {
    live(user, id);
    model.addAttribute("analysisId", id);
    model.addAttribute(
        "lines", reader.log(user.workspaceId(), id, Math.max(0, after), LINES_MISSED));
    return "analysis/lines :: lines";
  }

  @PostMapping("/{id}/cancel")
  String cancel(CurrentUser user, @PathVariable UUID id) {
    FirstPageController.requireSpender(user);
    live(user, id);
    commands.cancel(user.workspaceId(), user.id(), id);
    return "redirect:/analyses/" + id + "/live";
  }

  /** Asks for a larger budget while it runs; what has ended asks on its own page. */
  @GetMapping("/{id}/raise")
  String askToRaise(CurrentUser user, @PathVariable UUID id, Model model) {
    FirstPageController.requireSpender(user);
    LiveView live = live(user, id);
    if (live.state().ended()) {
      return "redirect:/analyses/" + id;
    }
    model.addAttribute("place", "analyses");
    model.addAttribute("live", live);
    if (!model.containsAttribute("typedBudget")) {
      model.addAttribute("typedBudget", fmt.typed(live.money().budget().multiply(TWICE)));
    }
    return "analysis/raise";
  }

  @PostMapping("/{id}/raise")
  ModelAndView raise(
      CurrentUser user,
      @PathVariable UUID id,
      @RequestParam(defaultValue = "") String budget,
      Model model) {
    FirstPageController.requireSpender(user);
    boolean ended = live(user, id).state().ended();
    try {
      commands.raise(user.workspaceId(), user.id(), id, amount(budget));
      return new ModelAndView("redirect:/analyses/" + id);
    } catch (Refused refused) {
      model.addAttribute("raiseError", refused.sentence());
      model.addAttribute("typedBudget", budget);
      String view =
          ended
              ? results.show(user, id, Choice.of(new LinkedMultiValueMap<>()), false, model)
              : askToRaise(user, id, model);
      return new ModelAndView(view, model.asMap(), HttpStatus.UNPROCESSABLE_CONTENT);
    }
  }

  @PostMapping("/{id}/keep")
  String keep(CurrentUser user, @PathVariable UUID id) {
    FirstPageController.requireSpender(user);
    live(user, id);
    commands.keep(user.workspaceId(), user.id(), id);
    return "redirect:/analyses/" + id;
  }

  private LiveView live(CurrentUser user, UUID id) {
    return reader.live(user.workspaceId(), id).orElseThrow(AnalysisController::notFound);
  }

  static ResponseStatusException notFound() {
    return new ResponseStatusException(HttpStatus.NOT_FOUND);
  }

  private static BigDecimal amount(String typed) {
    if (!typed.strip().matches("\\$?\\d{1,6}([.,]\\d{1,2})?")) {
      throw new Refused("budget", "Type an amount in dollars, like 2.00.");
    }
    return new BigDecimal(typed.strip().replace("$", "").replace(',', '.'));
  }

  private String summary(Overview overview) {
    List<String> words = new ArrayList<>();
    words.add(fmt.number(overview.atWork()) + " at work");
    if (overview.partial() > 0) {
      words.add(
          overview.partial() == 1 ? "1 needs you" : fmt.number(overview.partial()) + " need you");
    }
    return String.join(", ", words) + ". " + fmt.money(overview.charged()) + " charged in all.";
  }
}
