package hub.integration.view;

import hub.web.CurrentUser;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ModelAttribute;

/** Every page of this room is for those who own flows: integrators, owners, the administrator. */
@ControllerAdvice(basePackageClasses = OnlyIntegrators.class)
class OnlyIntegrators {

  @ModelAttribute
  void refuseOthers(CurrentUser user, Model model) {
    if (!user.maySeeFlows()) {
      throw new AccessDeniedException("The role " + user.role() + " has no flows");
    }
    model.addAttribute("place", "flows");
  }
}
