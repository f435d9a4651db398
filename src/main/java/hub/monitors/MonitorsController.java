package hub.monitors;

import hub.analysis.view.Refused;
import hub.monitors.Monitor.Plan;
import hub.sources.Forums;
import hub.web.CurrentUser;
import java.time.Clock;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.ModelAndView;

/** Monitors: which there are, what changed, and their form. */
@Controller
@RequestMapping("/monitors")
class MonitorsController {
  private final Monitors monitors;
  private final MonitorReader reader;
  private final MonitorRows rows;
  private final Forums forums;
  private final Clock clock;

  MonitorsController(
      Monitors monitors, MonitorReader reader, MonitorRows rows, Forums forums, Clock clock) {
    this.monitors = monitors;
    this.reader = reader;
    this.rows = rows;
    this.forums = forums;
    this.clock = clock;
  }

  @GetMapping
  String list(CurrentUser user, Model model) {
    model.addAttribute("place", "monitors");
    model.addAttribute("maySpend", user.maySpend());
    model.addAttribute("monitors", reader.all(user.workspaceId()));
    return "monitors/list";
  }

  @GetMapping("/{id}")
  String one(CurrentUser user, @PathVariable UUID id, Model model) {
    model.addAttribute("place", "monitors");
    model.addAttribute("maySpend", user.maySpend());
    model.addAttribute("monitor", reader.one(user.workspaceId(), id).orElseThrow(this::notFound));
    return "monitors/one";
  }

  @GetMapping("/new")
  String make(CurrentUser user, @RequestParam MultiValueMap<String, String> sent, Model model) {
    requireSpender(user);
    return form(form(sent), null, model);
  }

  @GetMapping("/{id}/edit")
  String edit(CurrentUser user, @PathVariable UUID id, Model model) {
    requireSpender(user);
    Monitor monitor = rows.find(user.workspaceId(), id).orElseThrow(this::notFound);
    return form(MonitorForm.of(monitor.plan()), id, model);
  }

  /** A schedule in plain words with its next five times, while it is typed. */
  @GetMapping("/preview")
  String preview(
      CurrentUser user, @RequestParam String cron, @RequestParam String zone, Model model) {
    model.addAttribute("preview", Preview.of(cron, zone, clock.instant()));
    return "monitors/parts :: preview(preview=${preview})";
  }

  @PostMapping
  ModelAndView create(
      CurrentUser user, @RequestParam MultiValueMap<String, String> sent, Model model) {
    requireSpender(user);
    return save(
        form(sent), null, model, plan -> monitors.create(user.workspaceId(), user.id(), plan));
  }

  @PostMapping("/{id}")
  ModelAndView change(
      CurrentUser user,
      @PathVariable UUID id,
      @RequestParam MultiValueMap<String, String> sent,
      Model model) {
    requireSpender(user);
    requireOwn(user, id);
    return save(
        form(sent),
        id,
        model,
        plan -> {
          monitors.change(user.workspaceId(), id, plan);
          return id;
        });
  }

  private ModelAndView save(
      MonitorForm form, @Nullable UUID id, Model model, Function<Plan, UUID> write) {
    Plan plan = form.plan(clock.instant());
    if (plan != null) {
      try {
        return new ModelAndView("redirect:/monitors/" + write.apply(plan));
      } catch (Refused refused) {
        form.refuse(refused);
      }
    }
    return new ModelAndView(form(form, id, model), model.asMap(), HttpStatus.UNPROCESSABLE_CONTENT);
  }

  @PostMapping("/{id}/pause")
  String pause(CurrentUser user, @PathVariable UUID id) {
    requireSpender(user);
    requireOwn(user, id);
    monitors.pause(user.workspaceId(), id);
    return "redirect:/monitors/" + id;
  }

  @PostMapping("/{id}/resume")
  String resume(CurrentUser user, @PathVariable UUID id) {
    requireSpender(user);
    requireOwn(user, id);
    monitors.resume(user.workspaceId(), id);
    return "redirect:/monitors/" + id;
  }

  @PostMapping("/{id}/run")
  ModelAndView run(CurrentUser user, @PathVariable UUID id, Model model) {
    requireSpender(user);
    requireOwn(user, id);
    try {
      monitors.runNow(user.workspaceId(), id);
      return new ModelAndView("redirect:/monitors/" + id);
    } catch (Refused refused) {
      model.addAttribute("refused", refused.sentence());
      return new ModelAndView(
          one(user, id, model), model.asMap(), HttpStatus.UNPROCESSABLE_CONTENT);
    }
  }

  private static MonitorForm form(MultiValueMap<String, String> sent) {
    return new MonitorForm(
        sent.getFirst("name"),
        sent.getFirst("topic"),
        sent.getFirst("communities"),
        sent.getFirst("months"),
        sent.getFirst("cron"),
        sent.getFirst("zone"),
        sent.getFirst("runBudget"),
        sent.getFirst("monthBudget"),
        "yes".equals(sent.getFirst("economy")));
  }

  private String form(MonitorForm form, @Nullable UUID id, Model model) {
    model.addAttribute("place", "monitors");
    model.addAttribute("form", form);
    model.addAttribute("id", id);
    model.addAttribute("forums", forums.words());
    model.addAttribute("preview", Preview.of(form.getCron(), form.getZone(), clock.instant()));
    return "monitors/form";
  }

  private ResponseStatusException notFound() {
    return new ResponseStatusException(HttpStatus.NOT_FOUND);
  }

  private void requireOwn(CurrentUser user, UUID id) {
    if (rows.find(user.workspaceId(), id).isEmpty()) {
      throw notFound();
    }
  }

  private static void requireSpender(CurrentUser user) {
    if (!user.maySpend()) {
      throw new AccessDeniedException("The role " + user.role() + " may look, not spend");
    }
  }
}
