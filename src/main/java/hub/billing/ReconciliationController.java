package hub.billing;

import hub.web.CurrentUser;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.server.ResponseStatusException;

/** What was compared, and every difference with its cause. */
@Controller
@RequestMapping("/money")
class ReconciliationController {
  private final Reconciliation reconciliation;

  ReconciliationController(Reconciliation reconciliation) {
    this.reconciliation = reconciliation;
  }

  @GetMapping("/reconciliation")
  String page(CurrentUser user, Model model) {
    model.addAttribute("place", "money");
    try {
      model.addAttribute("report", reconciliation.compare(user.workspaceId()));
    } catch (StripeFailure gone) {
      model.addAttribute("stripeTrouble", gone.getMessage());
    }
    return "money/reconciliation";
  }

  @GetMapping("/reconciliation.csv")
  ResponseEntity<byte[]> csv(CurrentUser user) {
    try {
      Reconciliation.Report report = reconciliation.compare(user.workspaceId());
      byte[] content =
          csv(report.differences().stream().map(each -> new Row(report.at(), each)).toList());
      return ResponseEntity.ok()
          .header(
              HttpHeaders.CONTENT_DISPOSITION,
              ContentDisposition.attachment().filename("reconciliation.csv").build().toString())
          .contentType(new MediaType("text", "csv", StandardCharsets.UTF_8))
          .body(content);
    } catch (StripeFailure gone) {
      throw new ResponseStatusException(
          HttpStatus.BAD_GATEWAY, String.valueOf(gone.getMessage()), gone);
    }
  }

  /** A difference and when it was found. */
  record Row(Instant at, Reconciliation.Difference found) {}

  /** No cell begins with what a spreadsheet takes for a formula. */
  static byte[] csv(List<Row> found) {
    StringWriter text = new StringWriter();
    try (CSVPrinter rows = new CSVPrinter(text, CSVFormat.EXCEL)) {
      rows.printRecord("Compared", "Between", "Cause", "Amount in US dollars", "What it is");
      for (Row row : found) {
        Reconciliation.Difference each = row.found();
        rows.printRecord(
            row.at(),
            each.between(),
            each.cause().words(),
            each.amount().stripTrailingZeros().toPlainString(),
            each.detail());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.toString().getBytes(StandardCharsets.UTF_8);
  }
}
