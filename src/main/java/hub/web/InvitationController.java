package hub.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/**
 * Where somebody who was sent a link chooses a password. Opening the page uses nothing up, so mail
 * scanners may look at it.
 */
@Controller
@RequestMapping("/invitation")
class InvitationController {
  private static final int LONGEST_NAME = 100;

  private final Invitations invitations;
  private final Passwords passwords;
  private final Accounts accounts;
  private final SessionContexts sessions;

  InvitationController(
      Invitations invitations, Passwords passwords, Accounts accounts, SessionContexts sessions) {
    this.invitations = invitations;
    this.passwords = passwords;
    this.accounts = accounts;
    this.sessions = sessions;
  }

  @GetMapping
  ModelAndView page(
      @RequestParam(defaultValue = "") String token,
      CsrfToken form,
      HttpServletResponse response,
      Model model) {
    form.getToken();
    response.setHeader("Referrer-Policy", "no-referrer");
    return show(token, null, null, null, model);
  }

  @PostMapping
  ModelAndView accept(
      @RequestParam(defaultValue = "") String token,
      @RequestParam(defaultValue = "") String name,
      @RequestParam(defaultValue = "") String chosen,
      @RequestParam(defaultValue = "") String again,
      HttpServletRequest request,
      HttpServletResponse response,
      Model model) {
    response.setHeader("Referrer-Policy", "no-referrer");
    Optional<Invitation> found = invitations.find(token);
    if (found.isEmpty()) {
      return over(model);
    }
    String called = found.get().renews() ? found.get().name() : name.strip();
    if (called.isEmpty() || called.length() > LONGEST_NAME) {
      return show(token, called, "name", "Give a name of 1 to 100 characters.", model);
    }
    String trouble = passwords.troubleWith(chosen, found.get().email(), called);
    if (trouble != null) {
      return show(token, called, "chosen", trouble, model);
    }
    if (!chosen.equals(again)) {
      return show(
          token, called, "again", "The two are not the same. Type the password once more.", model);
    }
    Optional<Account> account = invitations.accept(token, called, chosen).flatMap(accounts::byId);
    if (account.isEmpty()) {
      return over(model);
    }
    sessions.logIn(account.get(), request, response);
    return new ModelAndView("redirect:/");
  }

  private ModelAndView show(
      String token,
      @Nullable String name,
      @Nullable String field,
      @Nullable String trouble,
      Model model) {
    Optional<Invitation> found = invitations.find(token);
    if (found.isEmpty()) {
      return over(model);
    }
    model.addAttribute("invitation", found.get());
    model.addAttribute("token", token);
    model.addAttribute("name", name == null ? found.get().name() : name);
    model.addAttribute("troubleField", field);
    model.addAttribute("trouble", trouble);
    HttpStatus status = field == null ? HttpStatus.OK : HttpStatus.UNPROCESSABLE_CONTENT;
    return new ModelAndView("web/invitation", model.asMap(), status);
  }

  private static ModelAndView over(Model model) {
    return new ModelAndView("web/invitation", model.asMap(), HttpStatus.GONE);
  }
}
