package hub.billing;

import hub.ledger.Ledger;
import hub.web.CurrentUser;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;

/** One invoice, opened down to its calls, and its statement. */
@Controller
@RequestMapping("/money")
class InvoiceController {
  private final Invoices invoices;
  private final MeterGroups groups;
  private final Ledger ledger;
  private final Statement statements;

  InvoiceController(Invoices invoices, MeterGroups groups, Ledger ledger, Statement statements) {
    this.invoices = invoices;
    this.groups = groups;
    this.ledger = ledger;
    this.statements = statements;
  }

  @GetMapping("/invoices/{id}")
  String page(
      CurrentUser user,
      @PathVariable String id,
      @RequestParam(defaultValue = "0") long group,
      @RequestParam(defaultValue = "0") long open,
      Model model) {
    Invoice invoice = invoice(user, id);
    List<MeterGroup> told =
        groups.between(
            invoice.workspaceId(), invoice.mode(), invoice.periodStart(), invoice.periodEnd());
    model.addAttribute("place", "money");
    model.addAttribute("invoice", invoice);
    model.addAttribute("rounding", Exact.of(invoice.rounding()));
    model.addAttribute("groups", told);
    model.addAttribute("group", group);
    model.addAttribute("open", open);
    model.addAttribute(
        "entries",
        told.stream()
            .filter(each -> each.number() == group)
            .flatMap(each -> entries(each, open).stream())
            .toList());
    return "money/invoice";
  }

  private List<EntryView> entries(MeterGroup group, long open) {
    return ledger.between(group.workspaceId(), group.firstSeq(), group.lastSeq()).stream()
        .map(
            each ->
                each.seq() == open
                    ? EntryView.opened(
                        each,
                        ledger
                            .find(group.workspaceId(), each.seq() - 1)
                            .map(Ledger.Chained::hash)
                            .orElse(null))
                    : EntryView.of(each))
        .toList();
  }

  @GetMapping("/invoices/{id}/statement")
  ResponseEntity<byte[]> statement(CurrentUser user, @PathVariable String id) {
    Invoice invoice = invoice(user, id);
    String text =
        statements
            .of(invoice)
            .orElseThrow(
                () ->
                    new ResponseStatusException(
                        HttpStatus.NOT_FOUND, "No checkpoint covers this invoice yet."));
    return file("statement-" + invoice.number() + ".txt", text.getBytes(StandardCharsets.UTF_8));
  }

  /** The program that checks a statement, to be kept and read by whoever pays. */
  @GetMapping("/verify-statement")
  ResponseEntity<byte[]> verifier() throws IOException {
    try (InputStream in =
        Objects.requireNonNull(
            InvoiceController.class.getResourceAsStream("/statement/VerifyStatement.java"))) {
      return file("VerifyStatement.java", in.readAllBytes());
    }
  }

  private static ResponseEntity<byte[]> file(String name, byte[] content) {
    return ResponseEntity.ok()
        .header(
            HttpHeaders.CONTENT_DISPOSITION,
            ContentDisposition.attachment().filename(name).build().toString())
        .contentType(new MediaType(MediaType.TEXT_PLAIN, StandardCharsets.UTF_8))
        .body(content);
  }

  private Invoice invoice(CurrentUser user, String id) {
    return invoices
        .find(user.workspaceId(), id)
        .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
  }
}
