package hub.settings;

import hub.web.CurrentUser;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ModelAttribute;

/** Every page of this room, one that is added later too, is the administrator's alone. */
@ControllerAdvice(basePackageClasses = AdministratorsOnly.class)
class AdministratorsOnly {

  @ModelAttribute
  void refuseOthers(CurrentUser user) {
    if (!user.administrator()) {
      throw new AccessDeniedException("Settings are the administrator's");
    }
  }
}
