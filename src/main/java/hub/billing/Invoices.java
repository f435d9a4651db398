package hub.billing;

import com.stripe.model.InvoiceLineItem;
import hub.Mode;
import hub.ledger.Ledger;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Invoices, always as Stripe has them now: whatever spoke of one, it is fetched again. */
@Component
public class Invoices {
  private final JdbcClient jdbc;
  private final TransactionTemplate transaction;
  private final Clock clock;
  private final Stripe stripe;
  private final BillingAccounts accounts;
  private final Ledger ledger;
  private final PaidWork paidWork;

  public Invoices(
      JdbcClient jdbc,
      TransactionTemplate transaction,
      Clock clock,
      Stripe stripe,
      BillingAccounts accounts,
      Ledger ledger,
      PaidWork paidWork) {
    this.jdbc = jdbc;
    this.transaction = transaction;
    this.clock = clock;
    this.stripe = stripe;
    this.accounts = accounts;
    this.ledger = ledger;
    this.paidWork = paidWork;
  }

  /**
   * Fetches an invoice and keeps it, together with what {@code more} does.
   *
   * @throws StripeFailure if Stripe cannot be asked
   */
  void fetch(StripeConnection to, String id, Runnable more) {
    Instant asked = clock.instant();
    com.stripe.model.Invoice invoice =
        stripe.ask(to, com.stripe.model.Invoice.class, "invoices", "retrieve", id, Map.of(), null);
    Optional<BillingAccount> account =
        accounts.ofCustomer(to.mode(), Objects.requireNonNullElse(invoice.getCustomer(), ""));
    transaction.executeWithoutResult(
        open -> {
          account.ifPresent(of -> keep(of, read(of, invoice), asked));
          more.run();
        });
  }

  /** The running period's invoice as it would be now; it has no number and is not kept. */
  public Invoice preview(StripeConnection to, BillingAccount account) {
    return read(
        account,
        stripe.ask(
            to,
            com.stripe.model.Invoice.class,
            "invoicePreviews",
            "create",
            null,
            Map.of("customer", account.customerId(), "subscription", account.subscriptionId()),
            null));
  }

  private static Invoice read(BillingAccount account, com.stripe.model.Invoice invoice) {
    long quantity =
        invoice.getLines().getData().stream()
            .map(InvoiceLineItem::getQuantityDecimal)
            .filter(Objects::nonNull)
            .reduce(BigDecimal.ZERO, BigDecimal::add)
            .longValueExact();
    String status = Objects.requireNonNullElse(invoice.getStatus(), "draft");
    return new Invoice(
        invoice.getId(),
        account.workspaceId(),
        account.mode(),
        invoice.getNumber(),
        status,
        Instant.ofEpochSecond(invoice.getPeriodStart()),
        Instant.ofEpochSecond(invoice.getPeriodEnd()),
        quantity,
        invoice.getTotal() - tax(invoice),
        tax(invoice),
        invoice.getAmountPaid(),
        status.equals("open") && Boolean.TRUE.equals(invoice.getAttempted()),
        invoice.getHostedInvoiceUrl(),
        invoice.getInvoicePdf());
  }

  /** Stripe's total holds the tax; what is billed for usage does not. */
  private static long tax(com.stripe.model.Invoice invoice) {
    return Objects.requireNonNullElse(
            invoice.getTotalTaxes(), List.<com.stripe.model.Invoice.TotalTax>of())
        .stream()
        .mapToLong(com.stripe.model.Invoice.TotalTax::getAmount)
        .sum();
  }

  /** Two that fetch at once may come back in any order: what was asked for later is newer. */
  private void keep(BillingAccount account, Invoice invoice, Instant asked) {
    jdbc.sql(
            """
            insert into invoice (id, workspace_id, mode, number, status, period_start, period_end,
                                 quantity, total_cents, tax_cents, paid_cents, failed, hosted_url,
                                 pdf_url, fetched_at)
            values (:id, :workspace, :mode, :number, :status, :start, :end,
                    :quantity, :total, :tax, :paid, :failed, :hosted, :pdf, :asked)
            on conflict (id) do update
               set number = :number, status = :status, period_start = :start, period_end = :end,
                   quantity = :quantity, total_cents = :total, tax_cents = :tax,
                   paid_cents = :paid,
                   failed = :failed, hosted_url = :hosted, pdf_url = :pdf, fetched_at = :asked
             where invoice.fetched_at <= :asked
            """)
        .param("id", invoice.id())
        .param("workspace", account.workspaceId())
        .param("mode", account.mode().word())
        .param("number", invoice.number())
        .param("status", invoice.status())
        .param("start", Timestamp.from(invoice.periodStart()))
        .param("end", Timestamp.from(invoice.periodEnd()))
        .param("quantity", invoice.quantity())
        .param("total", invoice.totalCents())
        .param("tax", invoice.taxCents())
        .param("paid", invoice.paidCents())
        .param("failed", invoice.failed())
        .param("hosted", invoice.hostedUrl())
        .param("pdf", invoice.pdfUrl())
        .param("asked", Timestamp.from(asked))
        .update();
    enterRounding(invoice);
    paidWork.decide(account.workspaceId(), account.mode());
  }

  /** Once an invoice, when it is final: only then its cents are known. */
  private void enterRounding(Invoice invoice) {
    boolean isFinal = invoice.status().equals("open") || invoice.status().equals("paid");
    if (isFinal
        && jdbc.sql("update invoice set rounded = true where id = :id and not rounded")
                .param("id", invoice.id())
                .update()
            == 1
        && invoice.rounding().signum() != 0) {
      ledger.round(
          invoice.workspaceId(),
          invoice.mode(),
          invoice.rounding(),
          "Invoice " + invoice.number() + " rounded to whole cents");
    }
  }

  /** The workspace's invoices, newest first. */
  public List<Invoice> all(UUID workspaceId, Mode mode) {
    return jdbc.sql(
            """
            select * from invoice
             where workspace_id = :workspace and mode = :mode
             order by period_end desc, id
            """)
        .param("workspace", workspaceId)
        .param("mode", mode.word())
        .query(Invoices::invoice)
        .list();
  }

  /** One of the workspace's invoices. */
  public Optional<Invoice> find(UUID workspaceId, String id) {
    return jdbc.sql("select * from invoice where workspace_id = :workspace and id = :id")
        .param("workspace", workspaceId)
        .param("id", id)
        .query(Invoices::invoice)
        .optional();
  }

  private static Invoice invoice(ResultSet rows, int n) throws SQLException {
    return new Invoice(
        rows.getString("id"),
        rows.getObject("workspace_id", UUID.class),
        Mode.of(rows.getString("mode")),
        rows.getString("number"),
        rows.getString("status"),
        rows.getTimestamp("period_start").toInstant(),
        rows.getTimestamp("period_end").toInstant(),
        rows.getLong("quantity"),
        rows.getLong("total_cents"),
        rows.getLong("tax_cents"),
        rows.getLong("paid_cents"),
        rows.getBoolean("failed"),
        rows.getString("hosted_url"),
        rows.getString("pdf_url"));
  }
}
