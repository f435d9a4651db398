package hub.web;

import hub.web.CurrentUser.Role;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
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
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;

/** Where owners see who may log in, and invite others. */
@Controller
@RequestMapping("/settings/people")
class PeopleController {
  private static final Pattern EMAIL = Pattern.compile("[^\\s@,;<>]{1,64}@[^\\s@,;<>]{1,189}");
  private static final int LONGEST_NAME = 100;

  private final People people;
  private final Invitations invitations;

  PeopleController(People people, Invitations invitations) {
    this.people = people;
    this.invitations = invitations;
  }

  /** The form as it was sent, with what is wrong with it. */
  record Form(
      String email,
      String name,
      Role role,
      boolean administrator,
      @Nullable String troubleField,
      @Nullable String trouble) {

    static Form fresh() {
      return new Form("", "", Role.ANALYST, false, null, null);
    }

    private Form with(String field, String sentence) {
      return new Form(email, name, role, administrator, field, sentence);
    }
  }

  @GetMapping
  String page(CurrentUser user, Model model) {
    return show(user, model, Form.fresh());
  }

  @PostMapping
  ModelAndView invite(
      CurrentUser user,
      @RequestParam(defaultValue = "") String email,
      @RequestParam(defaultValue = "") String name,
      @RequestParam(defaultValue = "") String role,
      @RequestParam(defaultValue = "false") boolean administrator,
      Model model) {
    boolean runs = administrator && user.administrator();
    Form form =
        checked(
            user,
            new Form(
                email.strip(), name.strip(), role(role).orElse(Role.VIEWER), runs, null, null));
    if (form.trouble() != null) {
      return new ModelAndView(
          show(user, model, form), model.asMap(), HttpStatus.UNPROCESSABLE_CONTENT);
    }
    String path =
        invitations.invite(
            user, new Invitations.Wanted(form.email(), form.name(), form.role(), runs));
    model.addAttribute("link", here(path));
    model.addAttribute("linkFor", form.name());
    return new ModelAndView(show(user, model, Form.fresh()), model.asMap());
  }

  @PostMapping("/invitations/{id}/revoke")
  String revoke(CurrentUser user, @PathVariable UUID id) {
    invitations.revoke(user.workspaceId(), id);
    return "redirect:/settings/people?revoked";
  }

  private Form checked(CurrentUser user, Form form) {
    if (!EMAIL.matcher(form.email()).matches()) {
      return form.with("email", "Give one address, like ana@example.org.");
    }
    if (form.name().isEmpty() || form.name().length() > LONGEST_NAME) {
      return form.with("name", "Give a name of 1 to 100 characters.");
    }
    boolean isHere =
        people.of(user.workspaceId()).stream()
            .anyMatch(person -> person.email().equalsIgnoreCase(form.email()));
    return isHere ? form.with("email", "Whoever has this address is here already.") : form;
  }

  private String show(CurrentUser user, Model model, Form form) {
    model.addAttribute("people", people.of(user.workspaceId()));
    model.addAttribute("invitations", invitations.open(user.workspaceId()));
    model.addAttribute("roles", Role.values());
    model.addAttribute("form", form);
    return "web/people";
  }

  static Optional<Role> role(String word) {
    return Arrays.stream(Role.values())
        .filter(role -> role.word().equals(word.toLowerCase(Locale.ROOT)))
        .findFirst();
  }

  /** The whole link, as the browser at hand reaches the hub. */
  static String here(String path) {
    return ServletUriComponentsBuilder.fromCurrentContextPath().toUriString() + path;
  }
}
