package hub.web;

import java.util.UUID;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;

/** Where a person sees where they are logged in, and ends what is not theirs. */
@Controller
@RequestMapping("/settings/sessions")
class SessionsController {
  private static final String PAGE = "redirect:/settings/sessions";

  private final LogInSessions sessions;

  SessionsController(LogInSessions sessions) {
    this.sessions = sessions;
  }

  @GetMapping
  String page(CurrentUser user, Model model) {
    model.addAttribute("sessions", sessions.of(user));
    model.addAttribute("current", Session.id());
    return "web/sessions";
  }

  @PostMapping("/{id}/end")
  String end(CurrentUser user, @PathVariable UUID id) {
    sessions.end(user.id(), id);
    return PAGE + "?ended";
  }

  @PostMapping("/end-others")
  String endOthers(CurrentUser user) {
    sessions.endAll(user.id(), Session.id());
    return PAGE + "?others";
  }
}
