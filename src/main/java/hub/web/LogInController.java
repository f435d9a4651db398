package hub.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.RequestParam;

/** The log-in page, and the link that logs in once. */
@Controller
class LogInController {
  private final Accounts accounts;
  private final LogInLinks links;
  private final SessionContexts sessions;

  LogInController(Accounts accounts, LogInLinks links, SessionContexts sessions) {
    this.accounts = accounts;
    this.links = links;
    this.sessions = sessions;
  }

  /** The token is asked for before anything is sent, since its cookie must go first. */
  @GetMapping("/log-in")
  String page(
      @RequestParam(name = Destination.PARAMETER, required = false) @Nullable String next,
      CsrfToken form,
      Model model) {
    String destination = Destination.checked(next);
    if (Session.currentUser() != null) {
      return "redirect:" + destination;
    }
    form.getToken();
    model.addAttribute("next", destination);
    model.addAttribute("passwordExists", accounts.administratorHasPassword());
    return "web/login";
  }

  @GetMapping("/log-in/link")
  String link(
      @RequestParam String token, HttpServletRequest request, HttpServletResponse response) {
    if (request.getMethod().equals(RequestMethod.HEAD.name())) {
      return "redirect:/log-in";
    }
    Optional<Account> account = links.use(token).flatMap(accounts::byId);
    account.ifPresent(known -> sessions.logIn(known, request, response));
    return account.isPresent() ? "redirect:/" : "redirect:/log-in?used";
  }
}
