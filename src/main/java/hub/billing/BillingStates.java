package hub.billing;

import hub.Mode;
import hub.budget.MonthlyLimits;
import hub.budget.Rates;
import hub.budget.Tokens;
import hub.ledger.Entry;
import hub.ledger.Ledger;
import hub.web.UiStates;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The ledger and what was compared, in every state. */
@Component
class BillingStates implements UiStates {
  private static final Instant NOW = Instant.parse("2026-11-23T14:02:30Z");
  private static final String HASH = "9c41d0f0b07e3f44".repeat(4);

  private static final List<Reconciliation.Difference> DIFFERENCES =
      List.of(
          new Reconciliation.Difference(
              "Ledger and usage",
              Reconciliation.Cause.IN_FLIGHT,
              new BigDecimal("0.0238272"),
              "Charged, and not yet told to Stripe."));

  /** An invoice as it begins. */
  public record Bill(List<Spending.Line> lines, Exact rounding, Invoice invoice) {}

  private static Invoice invoice() {
    return new Invoice(
        "in_1",
        new UUID(0, 1),
        Mode.SANDBOX,
        "SANDBOX-0001",
        "paid",
        NOW,
        NOW,
        41_269_800,
        4_127,
        825,
        4_952,
        false,
        null,
        null);
  }

  @Override
  public String template() {
    return "money/states";
  }

  @Override
  public Map<String, ?> values() {
    return Map.of(
        "uiPausedSince",
        NOW,
        "uiReached",
        List.of(standing(null, "4.1", "5"), standing("Mira Okafor", "2.5", "2.5")),
        "uiReports",
        List.of(report(List.of()), report(DIFFERENCES)),
        "uiBill",
        new Bill(
            List.of(
                new Spending.Line(
                    "Analyses",
                    "28 analyses, 2,611 calls",
                    "/analyses",
                    new BigDecimal("29.8846"),
                    Exact.of(new BigDecimal("29.8846"))),
                new Spending.Line(
                    "Credits",
                    "1 entry",
                    "",
                    new BigDecimal("-2.5"),
                    Exact.of(new BigDecimal("-2.5")))),
            Exact.of(new BigDecimal("0.0002")),
            invoice()),
        "uiDispute",
        new Dispute("dp_1", "needs_response", "fraudulent", 4_127, NOW, NOW),
        "uiVendor",
        new VendorUsage.Report(
            NOW, Mode.LIVE, 30, 3_204, 14_882_110, new BigDecimal("10.32"), DIFFERENCES),
        "uiEntries",
        List.of(
            EntryView.opened(
                chained(2, call()),
                HASH,
                new EntryViews.Beside(
                    "Invoicing for freelance translators",
                    new BigDecimal("0.0184"),
                    "answered",
                    NOW)),
            EntryView.of(chained(1, credit()))));
  }

  private static MonthlyLimits.Standing standing(
      @Nullable String person, String charged, String limit) {
    return new MonthlyLimits.Standing(
        new UUID(0, person == null ? 1 : 2),
        new UUID(0, 1),
        person,
        new BigDecimal(limit),
        new BigDecimal(charged),
        BigDecimal.ZERO);
  }

  private static Reconciliation.Report report(List<Reconciliation.Difference> differences) {
    return new Reconciliation.Report(NOW, Mode.SANDBOX, 3_204, 3_204, 61, 2, differences);
  }

  private static Ledger.Chained chained(long seq, Entry entry) {
    return new Ledger.Chained(seq, HASH, entry);
  }

  private static Entry call() {
    Tokens tokens = new Tokens(3_184, 1_536, 0, 1_072, 448);
    Rates rates =
        new Rates(
            new BigDecimal("0.00000025"),
            new BigDecimal("0.000000025"),
            new BigDecimal("0.0000003125"),
            new BigDecimal("0.000002"));
    BigDecimal cost = rates.cost(tokens);
    BigDecimal markup = new BigDecimal("4");
    return new Entry(
        2,
        new UUID(0, 1),
        Entry.Kind.CALL,
        Mode.SANDBOX,
        NOW,
        cost.multiply(markup),
        new Entry.Call(
            new UUID(0xa7f32201L << 32, 2),
            new UUID(0, 3),
            "openai",
            "gpt-5-mini",
            "feasibility",
            9,
            tokens,
            rates,
            cost,
            markup,
            BigDecimal.ZERO),
        null,
        null);
  }

  private static Entry credit() {
    return new Entry(
        1,
        new UUID(0, 1),
        Entry.Kind.CREDIT,
        Mode.SANDBOX,
        NOW,
        new BigDecimal("-2.5"),
        null,
        "A report that came late",
        new UUID(0, 4));
  }
}
