package hub.integration.view;

import hub.integration.FlowKind;
import hub.integration.secret.FlowSecrets;
import hub.web.CurrentUser;
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

/** What a workspace's flows know others by: written here, shown nowhere. */
@Controller
@RequestMapping("/flows/secrets")
class SecretsController {
  private final FlowSecrets secrets;

  SecretsController(FlowSecrets secrets) {
    this.secrets = secrets;
  }

  @GetMapping
  String list(CurrentUser user, Model model) {
    return page(user, "", null, model);
  }

  @PostMapping
  ModelAndView put(
      CurrentUser user, @RequestParam String name, @RequestParam String value, Model model) {
    FlowReader.requireEditor(user, FlowKind.RESULT);
    try {
      secrets.put(user.workspaceId(), name.strip(), value, user.id());
      return new ModelAndView("redirect:/flows/secrets");
    } catch (IllegalArgumentException | IllegalStateException refused) {
      return new ModelAndView(
          page(user, name, refused.getMessage(), model),
          model.asMap(),
          HttpStatus.UNPROCESSABLE_CONTENT);
    }
  }

  @PostMapping("/{name}/remove")
  String remove(CurrentUser user, @PathVariable String name) {
    FlowReader.requireEditor(user, FlowKind.RESULT);
    secrets.remove(user.workspaceId(), name);
    return "redirect:/flows/secrets";
  }

  private String page(CurrentUser user, String name, @Nullable String trouble, Model model) {
    model.addAttribute("secrets", secrets.names(user.workspaceId()));
    model.addAttribute("name", name);
    model.addAttribute("trouble", trouble);
    model.addAttribute("mayEdit", user.mayEditFlows());
    return "flows/secrets";
  }
}
