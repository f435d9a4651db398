package hub.web;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Where a person sets or changes their password. */
@Controller
@RequestMapping("/settings/password")
class PasswordController {
  private static final int SHORTEST = 12;

  /** bcrypt reads no further than this. */
  private static final int MOST_BYTES = 72;

  private final Accounts accounts;
  private final PasswordEncoder encoder;

  PasswordController(Accounts accounts, PasswordEncoder encoder) {
    this.accounts = accounts;
    this.encoder = encoder;
  }

  @GetMapping
  String page(CurrentUser user, Model model) {
    return show(user, model, null, null);
  }

  @PostMapping
  String change(
      CurrentUser user,
      @RequestParam(defaultValue = "") String current,
      @RequestParam(defaultValue = "") String chosen,
      @RequestParam(defaultValue = "") String again,
      Model model) {
    String hash = hashOf(user);
    if (hash != null && !encoder.matches(current, hash)) {
      return show(user, model, "current", "This is not your present password.");
    }
    String trouble = troubleWith(chosen);
    if (trouble != null) {
      return show(user, model, "chosen", trouble);
    }
    if (!chosen.equals(again)) {
      return show(
          user, model, "again", "The two are not the same. Type the new password once more.");
    }
    accounts.setPassword(user.id(), encoder.encode(chosen));
    return "redirect:/settings/password?saved";
  }

  private static @Nullable String troubleWith(String password) {
    if (password.codePointCount(0, password.length()) < SHORTEST) {
      return "Use %d characters or more.".formatted(SHORTEST);
    }
    if (password.getBytes(StandardCharsets.UTF_8).length > MOST_BYTES) {
      return "Use at most %d bytes; letters outside a-z take two to four.".formatted(MOST_BYTES);
    }
    return null;
  }

  private String show(
      CurrentUser user, Model model, @Nullable String field, @Nullable String trouble) {
    model.addAttribute("hasPassword", hashOf(user) != null);
    model.addAttribute("troubleField", field);
    model.addAttribute("trouble", trouble);
    return "web/password";
  }

  private @Nullable String hashOf(CurrentUser user) {
    return accounts.byId(user.id()).map(Account::getPassword).orElse(null);
  }
}
