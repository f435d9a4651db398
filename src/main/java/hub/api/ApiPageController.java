package hub.api;

import hub.web.Problem;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;

/** The page that explains the API to people. */
@Controller
class ApiPageController {

  @GetMapping("/api")
  String page(HttpServletRequest request, Model model) {
    model.addAttribute(
        "hub", ServletUriComponentsBuilder.fromContextPath(request).build().toUriString());
    model.addAttribute("problems", Problem.Kind.values());
    return "api/page";
  }
}
