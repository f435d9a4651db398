package hub.integration.view;

import hub.integration.Flow;
import hub.integration.FlowKind;
import hub.integration.Flows;
import hub.web.CurrentUser;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** All flows, what one of them does now, and new ones. */
@Controller
@RequestMapping("/flows")
class FlowsController {
  private final Flows flows;
  private final FlowReader reader;
  private final Diagrams diagrams;
  private final Starters starters;

  FlowsController(Flows flows, FlowReader reader, Diagrams diagrams, Starters starters) {
    this.flows = flows;
    this.reader = reader;
    this.diagrams = diagrams;
    this.starters = starters;
  }

  @GetMapping
  String list(CurrentUser user, Model model) {
    now(user, model);
    return "flows/list";
  }

  /** What changes by itself; asked for every few seconds. */
  @GetMapping("/now")
  String now(CurrentUser user, Model model) {
    List<FlowLine> lines = reader.lines(user);
    model.addAttribute("lines", lines);
    model.addAttribute("mayMake", user.mayEditFlows() || user.administrator());
    lines.stream()
        .max(Comparator.comparingLong(line -> line.numbers().messages()))
        .ifPresent(
            busiest -> {
              model.addAttribute("shown", busiest.flow());
              model.addAttribute("drawings", diagrams.of(busiest).stream().limit(1).toList());
            });
    return "flows/list :: now";
  }

  @GetMapping("/{id}")
  String one(CurrentUser user, @PathVariable UUID id, Model model) {
    Flow flow = oneNow(user, id, model);
    model.addAttribute("history", flows.history(id));
    model.addAttribute("versions", flows.versions(flow.id()));
    return "flows/one";
  }

  /** The flow's state, figures and diagrams; asked for every few seconds. */
  @GetMapping("/{id}/now")
  String now(CurrentUser user, @PathVariable UUID id, Model model) {
    oneNow(user, id, model);
    return "flows/one :: now";
  }

  private Flow oneNow(CurrentUser user, UUID id, Model model) {
    FlowLine line = reader.line(user, reader.find(user, id));
    model.addAttribute("line", line);
    model.addAttribute("drawings", diagrams.of(line));
    return line.flow();
  }

  /** Starts, suspends or stops a flow. */
  @PostMapping("/{id}/turn")
  String turn(
      CurrentUser user,
      @PathVariable UUID id,
      @RequestParam Flow.State to,
      @RequestParam(defaultValue = "") String back) {
    Flow flow = reader.findToChange(user, id);
    flows.turn(flow.id(), to, user.id());
    return back.equals("list") ? "redirect:/flows" : "redirect:/flows/" + id;
  }

  @GetMapping("/new")
  String make(CurrentUser user, Model model) {
    return form(user, new NewFlow("", "", ""), null, model);
  }

  /** What somebody wants made; a field that was not sent is empty. */
  record NewFlow(String kind, String name, String starter) {
    NewFlow {
      kind = Objects.requireNonNullElse(kind, "");
      name = Objects.requireNonNullElse(name, "");
      starter = Objects.requireNonNullElse(starter, "");
    }
  }

  @PostMapping
  ModelAndView create(CurrentUser user, NewFlow wanted, Model model) {
    FlowKind kind = kind(wanted.kind());
    FlowReader.requireEditor(user, kind);
    try {
      Flow made =
          flows.create(
              starters.text(user, kind, wanted.name().strip(), wanted.starter()),
              kind == FlowKind.SOURCE ? null : user.workspaceId(),
              user.id(),
              "");
      return new ModelAndView("redirect:/flows/" + made.id() + "/edit");
    } catch (IllegalArgumentException noName) {
      return new ModelAndView(
          form(user, wanted, noName.getMessage(), model),
          model.asMap(),
          HttpStatus.UNPROCESSABLE_CONTENT);
    }
  }

  private static FlowKind kind(String word) {
    return word.toUpperCase(Locale.ROOT).equals(FlowKind.SOURCE.name())
        ? FlowKind.SOURCE
        : FlowKind.RESULT;
  }

  private String form(CurrentUser user, NewFlow form, @Nullable String trouble, Model model) {
    model.addAttribute("form", form);
    model.addAttribute("trouble", trouble);
    model.addAttribute(
        "kinds",
        java.util.Arrays.stream(FlowKind.values())
            .filter(kind -> FlowReader.mayEdit(user, kind))
            .toList());
    model.addAttribute("starters", starters.all(user));
    return "flows/new";
  }
}
