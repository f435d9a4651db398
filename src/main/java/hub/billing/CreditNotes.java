package hub.billing;

import hub.ledger.Ledger;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Gives back what an invoice took too much. Stripe makes the credit note; whatever tells of it, it
 * is fetched again and entered in the ledger once, as a refund.
 */
@Component
public class CreditNotes {
  private static final String AUTHOR = "sluice_author";

  private final JdbcClient jdbc;
  private final TransactionTemplate transaction;
  private final Stripe stripe;
  private final BillingAccounts accounts;
  private final Ledger ledger;

  public CreditNotes(
      JdbcClient jdbc,
      TransactionTemplate transaction,
      Stripe stripe,
      BillingAccounts accounts,
      Ledger ledger) {
    this.jdbc = jdbc;
    this.transaction = transaction;
    this.stripe = stripe;
    this.accounts = accounts;
    this.ledger = ledger;
  }

  /**
   * Makes one.
   *
   * @param cents how much before tax; Stripe adds the tax that was taken for it
   * @param once the form's own key, so that a form sent twice gives back once
   * @throws StripeFailure if Stripe refuses, for instance more than is left of the invoice
   */
  void make(
      StripeConnection to, Invoice invoice, long cents, String reason, UUID author, String once) {
    com.stripe.model.CreditNote made =
        stripe.ask(
            to,
            com.stripe.model.CreditNote.class,
            "creditNotes",
            "create",
            null,
            parameters(invoice, cents, reason, author),
            "sluice-credit-" + once);
    keep(to, made, () -> {});
  }

  /** A paid invoice gives to the customer's balance, which the next one draws on. */
  private static Map<String, Object> parameters(
      Invoice invoice, long cents, String reason, UUID author) {
    Map<String, Object> line =
        Map.of(
            "type", "custom_line_item", "description", reason, "quantity", 1, "unit_amount", cents);
    Map<String, Object> common =
        Map.of(
            "invoice",
            invoice.id(),
            "lines",
            List.of(line),
            "memo",
            reason,
            "metadata",
            Map.of(AUTHOR, author.toString()));
    if (!invoice.status().equals("paid")) {
      return common;
    }
    Map<String, Object> paid = new HashMap<>(common);
    paid.put("credit_amount", cents + taxOf(invoice, cents));
    return paid;
  }

  /** The tax that was taken for so many of the invoice's cents, the half up. */
  static long taxOf(Invoice invoice, long cents) {
    return invoice.totalCents() == 0
        ? 0
        : BigDecimal.valueOf(invoice.taxCents())
            .multiply(BigDecimal.valueOf(cents))
            .divide(BigDecimal.valueOf(invoice.totalCents()), 0, RoundingMode.HALF_UP)
            .longValueExact();
  }

  /**
   * Fetches one and keeps it, together with what {@code more} does.
   *
   * @throws StripeFailure if Stripe cannot be asked
   */
  void fetch(StripeConnection to, String id, Runnable more) {
    keep(
        to,
        stripe.ask(
            to, com.stripe.model.CreditNote.class, "creditNotes", "retrieve", id, Map.of(), null),
        more);
  }

  private void keep(StripeConnection to, com.stripe.model.CreditNote note, Runnable more) {
    Optional<BillingAccount> account =
        accounts.ofCustomer(to.mode(), Objects.requireNonNullElse(note.getCustomer(), ""));
    transaction.executeWithoutResult(
        open -> {
          account.filter(of -> isKnown(of, note.getInvoice())).ifPresent(of -> keep(of, note));
          more.run();
        });
  }

  /** Its invoice is heard of first, or the webhook comes again. */
  private boolean isKnown(BillingAccount account, String invoice) {
    boolean known =
        jdbc.sql("select exists (select from invoice where id = :id and workspace_id = :workspace)")
            .param("id", invoice)
            .param("workspace", account.workspaceId())
            .query(Boolean.class)
            .single();
    if (!known) {
      throw new InvoiceUnheardOf(invoice);
    }
    return true;
  }

  private void keep(BillingAccount account, com.stripe.model.CreditNote note) {
    long tax =
        Objects.requireNonNullElse(
                note.getTotalTaxes(), List.<com.stripe.model.CreditNote.TotalTax>of())
            .stream()
            .mapToLong(com.stripe.model.CreditNote.TotalTax::getAmount)
            .sum();
    long total = note.getTotal() - tax;
    String reason = Objects.requireNonNullElse(note.getMemo(), "Made at Stripe");
    if (insert(account, note, total, tax, reason) && total > 0) {
      ledger.giveBack(
          account.workspaceId(),
          account.mode(),
          BigDecimal.valueOf(total, 2),
          cut("Credit note %s: %s".formatted(note.getNumber(), reason)),
          author(note));
    } else {
      jdbc.sql("update credit_note set status = :status, pdf_url = :pdf where id = :id")
          .param("status", note.getStatus())
          .param("pdf", note.getPdf())
          .param("id", note.getId())
          .update();
    }
  }

  private boolean insert(
      BillingAccount account,
      com.stripe.model.CreditNote note,
      long total,
      long tax,
      String reason) {
    return jdbc.sql(
                """
                insert into credit_note (id, workspace_id, mode, invoice_id, number, status,
                                         total_cents, tax_cents, reason, pdf_url, made_at)
                values (:id, :workspace, :mode, :invoice, :number, :status, :total, :tax, :reason,
                        :pdf, :at)
                on conflict do nothing
                """)
            .param("id", note.getId())
            .param("workspace", account.workspaceId())
            .param("mode", account.mode().word())
            .param("invoice", note.getInvoice())
            .param("number", note.getNumber())
            .param("status", note.getStatus())
            .param("total", total)
            .param("tax", tax)
            .param("reason", reason)
            .param("pdf", note.getPdf())
            .param("at", Timestamp.from(Instant.ofEpochSecond(note.getCreated())))
            .update()
        == 1;
  }

  private static @Nullable UUID author(com.stripe.model.CreditNote note) {
    String author =
        Objects.requireNonNullElse(note.getMetadata(), Map.<String, String>of()).get(AUTHOR);
    return author == null ? null : UUID.fromString(author);
  }

  private static String cut(String text) {
    return text.substring(0, Math.min(text.length(), 500));
  }

  /** The invoice's credit notes, oldest first. */
  List<CreditNote> of(String invoice) {
    return jdbc.sql("select * from credit_note where invoice_id = :id order by made_at, id")
        .param("id", invoice)
        .query(CreditNotes::note)
        .list();
  }

  private static CreditNote note(ResultSet rows, int n) throws SQLException {
    return new CreditNote(
        rows.getString("id"),
        rows.getString("number"),
        rows.getString("status"),
        rows.getLong("total_cents"),
        rows.getLong("tax_cents"),
        rows.getString("reason"),
        rows.getString("pdf_url"),
        rows.getTimestamp("made_at").toInstant());
  }
}
