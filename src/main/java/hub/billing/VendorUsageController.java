package hub.billing;

import hub.Mode;
import hub.web.CurrentUser;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.ModelAndView;

/** The vendor's own usage report beside the ledger of the whole installation. */
@Controller
@RequestMapping("/operations")
class VendorUsageController {
  private static final String VENDOR = "openai";

  private final VendorUsage usage;

  VendorUsageController(VendorUsage usage) {
    this.usage = usage;
  }

  @GetMapping("/vendor-usage")
  String page(Model model) {
    return show(model, null);
  }

  private String show(Model model, @Nullable String trouble) {
    model.addAttribute("place", "operations");
    model.addAttribute("trouble", trouble);
    model.addAttribute(
        "reports",
        Stream.of(Mode.values()).flatMap(mode -> usage.compare(VENDOR, mode).stream()).toList());
    return "money/vendor-usage";
  }

  @PostMapping("/vendor-usage")
  ModelAndView take(
      CurrentUser user, @RequestParam MultipartFile file, @RequestParam String mode, Model model)
      throws IOException {
    try {
      VendorReport report = VendorReport.of(new String(file.getBytes(), StandardCharsets.UTF_8));
      usage.keep(VENDOR, Mode.of(mode), report, user.id());
      return new ModelAndView("redirect:/operations/vendor-usage");
    } catch (UnreadableReport none) {
      return new ModelAndView(
          show(model, none.getMessage()), model.asMap(), HttpStatus.UNPROCESSABLE_CONTENT);
    }
  }

  @GetMapping("/vendor-usage.csv")
  ResponseEntity<byte[]> csv() {
    return ResponseEntity.ok()
        .header(
            HttpHeaders.CONTENT_DISPOSITION,
            ContentDisposition.attachment().filename("vendor-usage.csv").build().toString())
        .contentType(new MediaType("text", "csv", StandardCharsets.UTF_8))
        .body(
            ReconciliationController.csv(
                Stream.of(Mode.values())
                    .flatMap(mode -> usage.compare(VENDOR, mode).stream())
                    .flatMap(
                        report ->
                            report.differences().stream()
                                .map(each -> new ReconciliationController.Row(report.at(), each)))
                    .toList()));
  }
}
