package hub.operations;

import hub.web.CurrentUser;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ModelAttribute;

/** Every page of this room shows work of all workspaces, so it is the administrator's alone. */
@ControllerAdvice(basePackageClasses = OnlyAdministrators.class)
class OnlyAdministrators {

  @ModelAttribute
  void refuseOthers(CurrentUser user) {
    if (!user.administrator()) {
      throw new AccessDeniedException("Operations are the administrator's");
    }
  }
}
