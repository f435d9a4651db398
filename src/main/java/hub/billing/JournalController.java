package hub.billing;

import hub.Mode;
import hub.web.CurrentUser;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.YearMonth;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;

/** A month as bookkeepers post it, and its closing. */
@Controller
@RequestMapping("/money")
class JournalController {
  private final StripeAccess access;
  private final Months months;

  JournalController(StripeAccess access, Months months) {
    this.access = access;
    this.months = months;
  }

  @GetMapping("/journal")
  String page(CurrentUser user, @RequestParam(defaultValue = "") String month, Model model) {
    Mode mode = access.now().mode();
    YearMonth shown = month(month);
    Months.Month found = months.find(user.workspaceId(), mode, shown);
    List<Journal.Line> lines = months.journal(user.workspaceId(), mode, found);
    model.addAttribute("place", "money");
    model.addAttribute("mayManage", MoneyController.mayManage(user));
    model.addAttribute("month", found);
    model.addAttribute("before", shown.minusMonths(1));
    model.addAttribute("after", shown.isBefore(months.now()) ? shown.plusMonths(1) : null);
    model.addAttribute("isOver", shown.isBefore(months.now()));
    model.addAttribute("lines", lines);
    model.addAttribute("debit", Journal.debit(lines));
    model.addAttribute("credit", Journal.credit(lines));
    model.addAttribute("closed", months.closed(user.workspaceId(), mode));
    return "money/journal";
  }

  @PostMapping("/journal/close")
  String close(CurrentUser user, @RequestParam String month) {
    if (!MoneyController.mayManage(user)) {
      throw new AccessDeniedException("Months are the owner's to close");
    }
    try {
      months.close(user.workspaceId(), access.now().mode(), month(month), user.id());
    } catch (MonthOpen open) {
      throw new ResponseStatusException(HttpStatus.CONFLICT, open.getMessage(), open);
    }
    return "redirect:/money/journal?month=" + month(month);
  }

  @GetMapping("/journal.csv")
  ResponseEntity<byte[]> csv(CurrentUser user, @RequestParam(defaultValue = "") String month) {
    Mode mode = access.now().mode();
    Months.Month found = months.find(user.workspaceId(), mode, month(month));
    return ResponseEntity.ok()
        .header(
            HttpHeaders.CONTENT_DISPOSITION,
            ContentDisposition.attachment()
                .filename(
                    "journal-%s%s.csv".formatted(found.key(), found.isClosed() ? "" : "-open"))
                .build()
                .toString())
        .contentType(new MediaType("text", "csv", StandardCharsets.UTF_8))
        .body(csv(months.journal(user.workspaceId(), mode, found)));
  }

  private YearMonth month(String given) {
    try {
      return given.isBlank() ? months.now() : YearMonth.parse(given);
    } catch (DateTimeException none) {
      throw new ResponseStatusException(
          HttpStatus.BAD_REQUEST, "A month looks like 2026-11.", none);
    }
  }

  /** No cell begins with what a spreadsheet takes for a formula. */
  static byte[] csv(List<Journal.Line> lines) {
    StringWriter text = new StringWriter();
    try (CSVPrinter rows = new CSVPrinter(text, CSVFormat.EXCEL)) {
      rows.printRecord(
          "Day",
          "Account",
          "Debit",
          "Credit",
          "Currency",
          "What it is",
          "First entry",
          "Last entry");
      for (Journal.Line line : lines) {
        rows.printRecord(
            line.day(),
            line.account(),
            side(line.debit()),
            side(line.credit()),
            "USD",
            line.what(),
            line.firstSeq(),
            line.lastSeq());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.toString().getBytes(StandardCharsets.UTF_8);
  }

  private static String side(BigDecimal amount) {
    return amount.signum() == 0 ? "" : amount.stripTrailingZeros().toPlainString();
  }
}
