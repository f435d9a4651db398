package hub.integration.view;

import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** What flows may use, for those who write them: the very list that they are checked against. */
@Controller
class GuideController {
  private final Guide guide;

  GuideController(Guide guide) {
    this.guide = guide;
  }

  @GetMapping("/flows/docs")
  String show(Model model) {
    model.addAttribute("guide", guide);
    return "flows/docs";
  }
}
