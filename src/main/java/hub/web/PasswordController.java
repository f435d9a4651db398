package hub.web;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** Where a person sets or changes their password. */
@Controller
@RequestMapping("/settings/password")
class PasswordController {
  private final Accounts accounts;
  private final Passwords passwords;
  private final Invitations invitations;
  private final LogInAttempts attempts;

  PasswordController(
      Accounts accounts, Passwords passwords, Invitations invitations, LogInAttempts attempts) {
    this.accounts = accounts;
    this.passwords = passwords;
    this.invitations = invitations;
    this.attempts = attempts;
  }

  @GetMapping
  ModelAndView page(CurrentUser user, Model model) {
    return show(user, model, null, null);
  }

  @PostMapping
  ModelAndView change(
      CurrentUser user,
      @RequestParam(defaultValue = "") String current,
      @RequestParam(defaultValue = "") String chosen,
      @RequestParam(defaultValue = "") String again,
      HttpServletRequest request,
      Model model) {
    Visit visit = Visit.of(request);
    if (!attempts.mayTry(visit, user.email())) {
      return show(user, model, "current", "Too many tries failed. Wait up to 15 minutes.");
    }
    if (!passwords.isPresent(user.id(), current)) {
      return show(user, model, "current", "This is not your present password.");
    }
    attempts.succeeded(visit, user.email());
    String trouble = passwords.troubleWith(chosen, user.email(), user.name());
    if (trouble != null) {
      return show(user, model, "chosen", trouble);
    }
    if (!chosen.equals(again)) {
      return show(
          user, model, "again", "The two are not the same. Type the new password once more.");
    }
    passwords.set(user.id(), chosen, Session.id());
    invitations.revokeFor(user.id());
    return new ModelAndView("redirect:/settings/password?saved");
  }

  private ModelAndView show(
      CurrentUser user, Model model, @Nullable String field, @Nullable String trouble) {
    model.addAttribute(
        "hasPassword", accounts.byId(user.id()).map(Account::getPassword).isPresent());
    model.addAttribute("troubleField", field);
    model.addAttribute("trouble", trouble);
    HttpStatus status = field == null ? HttpStatus.OK : HttpStatus.UNPROCESSABLE_CONTENT;
    return new ModelAndView("web/password", model.asMap(), status);
  }
}
