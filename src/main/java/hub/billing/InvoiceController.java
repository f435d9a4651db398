package hub.billing;

import hub.budget.Amounts;
import hub.budget.InvalidAmount;
import hub.ledger.Ledger;
import hub.web.CurrentUser;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
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
  private final EntryViews views;
  private final Spending spending;
  private final CreditNotes creditNotes;
  private final StripeAccess access;
  private final Statement statements;

  InvoiceController(
      Invoices invoices,
      MeterGroups groups,
      Ledger ledger,
      EntryViews views,
      Spending spending,
      CreditNotes creditNotes,
      StripeAccess access,
      Statement statements) {
    this.invoices = invoices;
    this.groups = groups;
    this.ledger = ledger;
    this.views = views;
    this.spending = spending;
    this.creditNotes = creditNotes;
    this.access = access;
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
    List<Spending.Line> lines =
        spending.of(
            invoice.workspaceId(), invoice.mode(), invoice.periodStart(), invoice.periodEnd());
    model.addAttribute("place", "money");
    model.addAttribute("invoice", invoice);
    model.addAttribute("lines", lines);
    model.addAttribute("rounding", Exact.of(invoice.total().subtract(Spending.sum(lines))));
    model.addAttribute("groups", told);
    model.addAttribute("group", group);
    model.addAttribute("open", open);
    model.addAttribute("creditNotes", creditNotes.of(invoice.id()));
    model.addAttribute("mayCredit", mayCredit(user, invoice));
    model.addAttribute("once", UUID.randomUUID());
    model.addAttribute(
        "entries",
        told.stream()
            .filter(each -> each.number() == group)
            .flatMap(each -> entries(each, open).stream())
            .toList());
    return "money/invoice";
  }

  private List<EntryView> entries(MeterGroup group, long open) {
    return views.of(
        group.workspaceId(),
        ledger.between(group.workspaceId(), group.firstSeq(), group.lastSeq()),
        open);
  }

  private static boolean mayCredit(CurrentUser user, Invoice invoice) {
    return user.administrator()
        && (invoice.status().equals("open") || invoice.status().equals("paid"));
  }

  /** Money is given back by who runs the installation, not by who paid. */
  @PostMapping("/invoices/{id}/credit")
  String credit(
      CurrentUser user,
      @PathVariable String id,
      @RequestParam String amount,
      @RequestParam String reason,
      @RequestParam UUID once) {
    if (!user.administrator()) {
      throw new AccessDeniedException("Credit notes are the administrator's");
    }
    Invoice invoice = invoice(user, id);
    if (!mayCredit(user, invoice)) {
      throw new ResponseStatusException(
          HttpStatus.CONFLICT, "Only a final invoice that was sent can be credited.");
    }
    long cents = cents(amount);
    if (cents < 1 || cents > invoice.totalCents() || reason.isBlank() || reason.length() > 200) {
      throw new ResponseStatusException(
          HttpStatus.UNPROCESSABLE_CONTENT,
          "Type an amount from 0.01 to %s and a reason of at most 200 characters."
              .formatted(invoice.total().toPlainString()));
    }
    try {
      creditNotes.make(access.now(), invoice, cents, reason.strip(), user.id(), once.toString());
    } catch (StripeFailure refused) {
      throw new ResponseStatusException(
          HttpStatus.CONFLICT, String.valueOf(refused.getMessage()), refused);
    }
    return "redirect:/money/invoices/" + invoice.id();
  }

  private static long cents(String typed) {
    try {
      return Amounts.parse("amount", typed.strip().replaceFirst("^\\$", ""))
          .movePointRight(2)
          .longValueExact();
    } catch (ArithmeticException | InvalidAmount none) {
      return 0;
    }
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
