package hub.settings;

import hub.Mode;
import hub.sources.Removals;
import hub.web.CurrentUser;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** What is stored of each source, how it is confirmed, and the day it has to go. */
@Controller
@RequestMapping("/settings/sources")
class SourcesController {
  private final Removals removals;

  SourcesController(Removals removals) {
    this.removals = removals;
  }

  @GetMapping
  String page(Model model) {
    model.addAttribute("kept", removals.kept());
    model.addAttribute("removed", removals.removed());
    return "settings/sources";
  }

  /** Asked for once more in words, since it cannot be undone. */
  @PostMapping("/remove")
  String remove(
      CurrentUser user,
      @RequestParam String source,
      @RequestParam String mode,
      @RequestParam(defaultValue = "") String repeated) {
    if (!repeated.strip().equals(source)) {
      return "redirect:/settings/sources?again";
    }
    removals.ask(Mode.of(mode), source, user.id());
    return "redirect:/settings/sources?asked";
  }
}
