package hub.settings;

import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The doctor's page: what works, what does not, and what to do about it. */
@Controller
@RequestMapping("/settings")
class SettingsController {
  private final Doctor doctor;

  SettingsController(Doctor doctor) {
    this.doctor = doctor;
  }

  /** At once; the checks follow by themselves, or on a press where no script runs. */
  @GetMapping
  String page(
      @RequestParam(name = "check", required = false) @org.jspecify.annotations.Nullable
          String check,
      Model model) {
    model.addAttribute("report", check == null ? null : doctor.look());
    return "settings/doctor";
  }

  /** The checks alone. */
  @GetMapping("/checks")
  String checks(Model model) {
    model.addAttribute("report", doctor.look());
    return "settings/doctor :: checks";
  }
}
