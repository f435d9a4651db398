package hub.integration.view;

import hub.integration.Flow;
import hub.integration.FlowVersion;
import hub.integration.Flows;
import hub.integration.Flows.StaleVersion;
import hub.integration.check.Checked;
import hub.web.CurrentUser;
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

/** A flow's text: read, checked while it is written, saved and published. */
@Controller
@RequestMapping("/flows/{id}")
class EditController {
  private final Flows flows;
  private final FlowReader reader;
  private final Verdicts verdicts;
  private final EditPage page;

  EditController(Flows flows, FlowReader reader, Verdicts verdicts, EditPage page) {
    this.flows = flows;
    this.reader = reader;
    this.verdicts = verdicts;
    this.page = page;
  }

  /**
   * @param version which text to go on from; 0 for the newest
   */
  @GetMapping("/edit")
  String edit(
      CurrentUser user,
      @PathVariable UUID id,
      @RequestParam(defaultValue = "0") int version,
      Model model) {
    Flow flow = reader.find(user, id);
    FlowVersion from = reader.version(flow, version == 0 ? flow.newest() : version);
    return page.show(user, flow, new Draft(from.yaml(), flow.newest(), ""), model);
  }

  /** What the check says of a text; nothing is kept. */
  @PostMapping("/check")
  String check(CurrentUser user, @PathVariable UUID id, @RequestParam String yaml, Model model) {
    Flow flow = reader.findToChange(user, id);
    model.addAttribute("line", reader.line(user, flow));
    model.addAttribute("verdict", verdicts.on(flow, Draft.lines(yaml)));
    return "flows/edit :: verdict";
  }

  /**
   * @param publish whether it shall serve as well
   */
  @PostMapping("/edit")
  ModelAndView save(
      CurrentUser user,
      @PathVariable UUID id,
      Draft sent,
      @RequestParam(defaultValue = "false") boolean publish,
      Model model) {
    Flow flow = reader.findToChange(user, id);
    try {
      int number = keep(user, flow, sent);
      return publish ? publish(user, flow, number, sent, model) : saved(id);
    } catch (StaleVersion stale) {
      return stale(user, flow, sent, stale, model);
    }
  }

  private static ModelAndView saved(UUID id) {
    return new ModelAndView("redirect:/flows/" + id + "/edit?saved");
  }

  /** The number of the version that holds the text; none is made of what is there already. */
  private int keep(CurrentUser user, Flow flow, Draft sent) {
    FlowVersion newest = reader.version(flow, flow.newest());
    return newest.yaml().equals(sent.text())
        ? newest.number()
        : flows
            .save(flow.id(), sent.text(), sent.basedOn(), user.id(), sent.message().strip())
            .number();
  }

  private ModelAndView publish(CurrentUser user, Flow flow, int number, Draft sent, Model model) {
    Checked checked = flows.publish(flow.id(), number, user.id());
    return checked.passes()
        ? new ModelAndView("redirect:/flows/" + flow.id())
        : refused(page.show(user, reader.find(user, flow.id()), sent.onto(number), model), model);
  }

  private ModelAndView stale(
      CurrentUser user, Flow flow, Draft sent, StaleVersion stale, Model model) {
    Flow now = reader.find(user, flow.id());
    FlowVersion theirs = reader.version(now, stale.newest());
    model.addAttribute("theirs", theirs);
    model.addAttribute("between", Difference.between(theirs.yaml(), sent.text()).rows());
    return refused(page.show(user, now, sent.onto(stale.newest()), model), model);
  }

  private static ModelAndView refused(String view, Model model) {
    return new ModelAndView(view, model.asMap(), HttpStatus.UNPROCESSABLE_CONTENT);
  }

  /** Lets any version serve. */
  @PostMapping("/versions/{number}/publish")
  ModelAndView publish(
      CurrentUser user, @PathVariable UUID id, @PathVariable int number, Model model) {
    Flow flow = reader.findToChange(user, id);
    FlowVersion version = reader.version(flow, number);
    return publish(user, flow, number, new Draft(version.yaml(), flow.newest(), ""), model);
  }

  /**
   * @param to which version; 0 for the newest
   * @param from what it is held against; 0 for the one before it
   */
  @GetMapping("/versions")
  String versions(
      CurrentUser user,
      @PathVariable UUID id,
      @RequestParam(defaultValue = "0") int to,
      @RequestParam(defaultValue = "0") int from,
      Model model) {
    Flow flow = reader.find(user, id);
    FlowVersion later = reader.version(flow, to == 0 ? flow.newest() : to);
    @Nullable FlowVersion earlier =
        flows.version(id, from == 0 ? later.number() - 1 : from).orElse(null);
    model.addAttribute("line", reader.line(user, flow));
    model.addAttribute("versions", flows.versions(id));
    model.addAttribute("later", later);
    model.addAttribute("earlier", earlier);
    model.addAttribute(
        "rows", Difference.between(earlier == null ? "" : earlier.yaml(), later.yaml()).rows());
    return "flows/versions";
  }
}
