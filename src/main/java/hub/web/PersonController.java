package hub.web;

import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.ModelAndView;

/** One person: their role, a link for a new password, the end of their access. */
@Controller
@RequestMapping("/settings/people/{id}")
class PersonController {
  private final People people;
  private final Invitations invitations;

  PersonController(People people, Invitations invitations) {
    this.people = people;
    this.invitations = invitations;
  }

  @GetMapping
  String page(CurrentUser user, @PathVariable UUID id, Model model) {
    model.addAttribute("person", find(user, id));
    model.addAttribute("roles", CurrentUser.Role.values());
    return "web/person";
  }

  @PostMapping("/role")
  ModelAndView change(
      CurrentUser user,
      @PathVariable UUID id,
      @RequestParam String role,
      @RequestParam(defaultValue = "false") boolean administrator,
      Model model) {
    Person person = find(user, id);
    CurrentUser.Role chosen = PeopleController.role(role).orElse(person.role());
    boolean runs = user.administrator() ? administrator : person.administrator();
    try {
      people.change(user, id, chosen, runs);
      return new ModelAndView("redirect:/settings/people/" + id + "?changed");
    } catch (PeopleRefused refused) {
      return refused(user, id, model, refused);
    }
  }

  @PostMapping("/password-link")
  ModelAndView passwordLink(CurrentUser user, @PathVariable UUID id, Model model) {
    Person person = find(user, id);
    if (person.administrator() && !user.administrator()) {
      return refused(
          user,
          id,
          model,
          new PeopleRefused(
              person.name()
                  + " runs the installation; only another administrator can make this link."));
    }
    model.addAttribute("link", PeopleController.here(invitations.renew(user, person)));
    return new ModelAndView(page(user, id, model), model.asMap());
  }

  @PostMapping("/end")
  ModelAndView end(CurrentUser user, @PathVariable UUID id, Model model) {
    try {
      people.endAccess(user, id);
      return new ModelAndView("redirect:/settings/people?ended");
    } catch (PeopleRefused refused) {
      return refused(user, id, model, refused);
    }
  }

  private ModelAndView refused(CurrentUser user, UUID id, Model model, PeopleRefused why) {
    model.addAttribute("trouble", why.getMessage());
    return new ModelAndView(page(user, id, model), model.asMap(), HttpStatus.CONFLICT);
  }

  private Person find(CurrentUser user, UUID id) {
    return people
        .find(user.workspaceId(), id)
        .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
  }
}
