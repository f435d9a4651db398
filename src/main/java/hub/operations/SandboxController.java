package hub.operations;

import hub.sandbox.Fault;
import hub.sandbox.Sandbox;
import java.util.List;
import java.util.Locale;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** What goes wrong on purpose in the sandbox, to see how the hub takes it. */
@Controller
@RequestMapping("/sandbox")
class SandboxController {
  private static final long LONGEST = 600_000;

  private final Sandbox sandbox;

  SandboxController(Sandbox sandbox) {
    this.sandbox = sandbox;
  }

  /** A fault that is switched on. */
  public record Line(String id, String vendor, String title, String share, String times) {
    static Line of(Fault fault) {
      String share = Math.round(fault.share() * 100) + " %";
      String times =
          fault.millis() == 0
              ? ""
              : fault.slowest() > fault.millis()
                  ? "%,d ms, one in 100 %,d ms".formatted(fault.millis(), fault.slowest())
                  : String.format(Locale.ROOT, "%,d ms", fault.millis());
      return new Line(fault.id(), fault.vendor(), FaultSwitch.titleOf(fault), share, times);
    }
  }

  @GetMapping
  String page(Model model) {
    boolean started = sandbox.isStarted();
    model.addAttribute("place", "operations");
    model.addAttribute("started", started);
    model.addAttribute(
        "faults",
        started ? sandbox.switches().on().stream().map(Line::of).toList() : List.<Line>of());
    model.addAttribute("kinds", List.of(FaultSwitch.values()));
    model.addAttribute("vendors", sandbox.vendors());
    return "operations/sandbox";
  }

  /** Shares are percent; times are milliseconds, at most ten minutes. */
  @PostMapping("/faults")
  String add(
      @RequestParam FaultSwitch kind,
      @RequestParam String vendor,
      @RequestParam(defaultValue = "100") int share,
      @RequestParam(defaultValue = "0") long millis,
      @RequestParam(defaultValue = "0") long slowest) {
    if (sandbox.isStarted() && sandbox.vendors().contains(vendor)) {
      double part = Math.clamp(share, 1, 100) / 100.0;
      sandbox
          .switches()
          .add(
              kind.of(
                  vendor, part, Math.clamp(millis, 0, LONGEST), Math.clamp(slowest, 0, LONGEST)));
    }
    return "redirect:/sandbox";
  }

  @PostMapping("/faults/{id}/off")
  String remove(@PathVariable String id) {
    if (sandbox.isStarted() && id.matches("f\\d{1,9}")) {
      sandbox.switches().remove(id);
    }
    return "redirect:/sandbox";
  }

  @PostMapping("/faults/off")
  String clear() {
    if (sandbox.isStarted()) {
      sandbox.switches().clear();
    }
    return "redirect:/sandbox";
  }
}
