package browser;

import java.util.List;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;

/** The pages whose own controllers need a database: the same templates with sample values. */
@Controller
class OtherPages {

  /** One model's prices for a million tokens. */
  record Price(
      String model,
      int version,
      String uncached,
      String cached,
      String cacheWrite,
      String output) {}

  @GetMapping("/log-in")
  String logIn(Model model) {
    model.asMap().remove("currentUser");
    model.addAttribute("passwordExists", true);
    return "web/login";
  }

  @PostMapping("/log-in")
  String loggedIn() {
    return "redirect:/";
  }

  @GetMapping("/settings/password")
  String password(Model model) {
    model.addAttribute("hasPassword", true);
    return "web/password";
  }

  @GetMapping("/money/prices")
  String prices(Model model) {
    model.addAttribute("place", "money");
    model.addAttribute("mayEdit", true);
    model.addAttribute(
        "rows",
        List.of(
            new Price("gpt-5-mini", 2, "0.25", "0.025", "0.25", "2"),
            new Price("gpt-5-nano", 1, "0.05", "0.005", "0.05", "0.4")));
    return "money/prices";
  }

  @GetMapping("/sample-error")
  String error() {
    return "error/404";
  }
}
