package hub.billing;

import hub.Mode;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Holds against each other what should agree: settled calls and ledger, ledger and what was told to
 * Stripe, that and what Stripe counted, and what it counted and billed. Every difference has a
 * cause and an amount.
 */
@Component
public class Reconciliation {
  private static final Logger LOG = LoggerFactory.getLogger(Reconciliation.class);
  private static final Duration LOOK_BACK = Duration.ofDays(3650);

  private final JdbcClient jdbc;
  private final Clock clock;
  private final StripeAccess access;
  private final BillingAccounts accounts;
  private final MeterGroups groups;
  private final Summaries summaries;
  private final Invoices invoices;
  private final BillingSettings settings;
  private final Map<UUID, Report> last = new ConcurrentHashMap<>();

  public Reconciliation(
      JdbcClient jdbc,
      Clock clock,
      StripeAccess access,
      BillingAccounts accounts,
      MeterGroups groups,
      Summaries summaries,
      Invoices invoices,
      BillingSettings settings) {
    this.jdbc = jdbc;
    this.clock = clock;
    this.access = access;
    this.accounts = accounts;
    this.groups = groups;
    this.summaries = summaries;
    this.invoices = invoices;
    this.settings = settings;
  }

  /** Why two sides differ. */
  public enum Cause {
    /** Under way; it will agree by itself. */
    IN_FLIGHT,
    /** It is not known whether it was done. */
    UNKNOWN_OUTCOME,
    /** Stripe refused it; a person must look. */
    REJECTED,
    /** Too late for its invoice; a person must look. */
    LATE,
    /** Below a whole unit or cent, by the stated rule. */
    ROUNDING,
    /** Nothing explains it. */
    UNEXPLAINED;

    /** In words. */
    public String words() {
      return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
  }

  /**
   * A difference: {@code amount} US dollars more on the first side than on the second.
   *
   * @param between the two sides, in words
   * @param detail what it is about, a sentence
   */
  public record Difference(String between, Cause cause, BigDecimal amount, String detail) {}

  /**
   * One comparison of everything.
   *
   * @param calls settled calls
   * @param entries ledger entries of calls
   * @param events meter events that were sent
   * @param invoiced invoices, the preview included
   */
  public record Report(
      Instant at,
      Mode mode,
      long calls,
      long entries,
      long events,
      long invoiced,
      List<Difference> differences) {

    /** Whether everything agrees, but for what rounding leaves below a cent. */
    public boolean isClean() {
      return differences.stream().allMatch(each -> each.cause() == Cause.ROUNDING);
    }

    /** What nothing explains, in US dollars. */
    public BigDecimal unexplained() {
      return differences.stream()
          .filter(each -> each.cause() == Cause.UNEXPLAINED)
          .map(each -> each.amount().abs())
          .reduce(BigDecimal.ZERO, BigDecimal::add);
    }
  }

  /** The last comparison of this workspace by this process. */
  public Optional<Report> last(UUID workspaceId) {
    return Optional.ofNullable(last.get(workspaceId));
  }

  /**
   * Compares every workspace that has an account. Where Stripe can't be asked about one, its last
   * comparison stays, and the others are compared all the same.
   */
  public void compareAll() {
    accounts.all(access.now().mode()).forEach(this::compareOrLeave);
  }

  private void compareOrLeave(BillingAccount account) {
    try {
      compare(account.workspaceId());
    } catch (StripeFailure gone) {
      LOG.warn("Workspace {} was not compared: {}", account.workspaceId(), gone.getMessage());
    }
  }

  /** What no comparison explains, over all workspaces, in US dollars. */
  public BigDecimal unexplained() {
    return last.values().stream().map(Report::unexplained).reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  /**
   * Compares now.
   *
   * @throws StripeFailure if Stripe cannot be asked
   */
  public Report compare(UUID workspaceId) {
    StripeConnection to = access.now();
    List<Difference> found = new ArrayList<>();
    Calls calls = calls(workspaceId, to.mode());
    compareCalls(calls, found);
    long events = 0;
    long invoiced = 0;
    Optional<BillingAccount> account = accounts.find(workspaceId, to.mode());
    if (account.isPresent()) {
      MeterGroups.Told told = groups.told(workspaceId, to.mode());
      events = told.sent();
      compareLedger(account.get(), told, found);
      compareStates(groups.open(workspaceId, to.mode()), found);
      long counted = compareMeter(to, account.get(), told, found);
      invoiced = compareInvoices(to, account.get(), counted, found);
    }
    Report report =
        new Report(
            clock.instant(),
            to.mode(),
            calls.settled(),
            calls.entries(),
            events,
            invoiced,
            List.copyOf(found));
    last.put(workspaceId, report);
    return report;
  }

  private record Calls(
      long settled,
      BigDecimal charged,
      long entries,
      BigDecimal entered,
      long unknown,
      BigDecimal unknownHeld) {}

  private Calls calls(UUID workspaceId, Mode mode) {
    return jdbc.sql(
            """
            select count(*) filter (where state = 'settled') as settled,
                   coalesce(sum(charge), 0) as charged,
                   (select count(*) from ledger_entry
                     where workspace_id = :workspace and mode = :mode and kind = 'call') as entries,
                   (select coalesce(sum(charge), 0) from ledger_entry
                     where workspace_id = :workspace and mode = :mode and kind = 'call') as entered,
                   count(*) filter (where state in ('doubt', 'unknown')) as unknown,
                   coalesce(sum(hold) filter (where state in ('doubt', 'unknown')), 0)
                     as unknown_held
              from attempt
             where workspace_id = :workspace and mode = :mode
            """)
        .param("workspace", workspaceId)
        .param("mode", mode.word())
        .query(Calls.class)
        .single();
  }

  private static void compareCalls(Calls calls, List<Difference> found) {
    if (calls.settled() != calls.entries() || calls.charged().compareTo(calls.entered()) != 0) {
      found.add(
          new Difference(
              "Calls and ledger",
              Cause.UNEXPLAINED,
              calls.charged().subtract(calls.entered()),
              "%d settled calls, %d entries.".formatted(calls.settled(), calls.entries())));
    }
    if (calls.unknown() > 0) {
      found.add(
          new Difference(
              "Calls and the model’s vendor",
              Cause.UNKNOWN_OUTCOME,
              calls.unknownHeld(),
              "%d calls whose answer never came. Nothing is charged for them; the vendor may have billed up to this."
                  .formatted(calls.unknown())));
    }
  }

  private void compareLedger(
      BillingAccount account, MeterGroups.Told told, List<Difference> found) {
    BigDecimal billable =
        jdbc.sql(
                """
                select coalesce(sum(charge), 0) from ledger_entry entry
                 where workspace_id = :workspace and mode = :mode
                   and kind in ('call', 'credit', 'adjustment')
                   and not exists (select from ledger_link link
                                    where link.position = entry.position and link.seq <= :from)
                """)
            .param("workspace", account.workspaceId())
            .param("mode", account.mode().word())
            .param("from", account.billedFrom())
            .query(BigDecimal.class)
            .single();
    add(
        found,
        "Ledger and usage",
        Cause.IN_FLIGHT,
        billable.subtract(told.total()),
        "Charged, and not yet told to Stripe.");
    add(
        found,
        "Ledger and usage",
        Cause.ROUNDING,
        told.total().subtract(BigDecimal.valueOf(told.units(), Catalog.DECIMALS)),
        "Below a millionth of a dollar; told with the next charge.");
  }

  private static void compareStates(List<MeterGroup> open, List<Difference> found) {
    for (MeterGroup group : open) {
      Cause cause =
          switch (group.state()) {
            case "doubt" -> Cause.UNKNOWN_OUTCOME;
            case "rejected" -> Cause.REJECTED;
            case "held" -> Cause.LATE;
            default -> Cause.IN_FLIGHT;
          };
      add(
          found,
          "Usage and Stripe’s meter",
          cause,
          group.amount(),
          "Group %d. %s".formatted(group.number(), group.note() == null ? "" : group.note()));
    }
  }

  private long compareMeter(
      StripeConnection to, BillingAccount account, MeterGroups.Told told, List<Difference> found) {
    Instant end = Instant.ofEpochSecond(clock.instant().getEpochSecond() / 60 * 60 + 60);
    long counted = summaries.counted(to, account, end.minus(LOOK_BACK), end);
    long sent = told.sentUnits();
    Instant last = told.lastSentAt();
    boolean settles = last != null && last.plus(settings.settlesWithin()).isAfter(end);
    add(
        found,
        "Usage and Stripe’s meter",
        settles && sent > counted ? Cause.IN_FLIGHT : Cause.UNEXPLAINED,
        BigDecimal.valueOf(sent - counted, Catalog.DECIMALS),
        "We sent %d millionths, Stripe counts %d.".formatted(sent, counted));
    return counted;
  }

  private long compareInvoices(
      StripeConnection to, BillingAccount account, long counted, List<Difference> found) {
    List<Invoice> all =
        invoices.all(account.workspaceId(), account.mode()).stream()
            .filter(invoice -> !invoice.status().equals("draft"))
            .toList();
    List<Invoice> next = upcoming(to, account);
    long billed = Stream.of(all, next).flatMap(List::stream).mapToLong(Invoice::quantity).sum();
    boolean isClosing = invoices.all(account.workspaceId(), account.mode()).size() > all.size();
    add(
        found,
        "Stripe’s meter and invoices",
        isClosing ? Cause.IN_FLIGHT : Cause.UNEXPLAINED,
        BigDecimal.valueOf(counted - billed, Catalog.DECIMALS),
        "Stripe counts %d millionths and bills %d.".formatted(counted, billed));
    for (Invoice invoice : all) {
      add(
          found,
          "Invoice " + invoice.number(),
          invoice.rounding().abs().compareTo(new BigDecimal("0.005")) <= 0
              ? Cause.ROUNDING
              : Cause.UNEXPLAINED,
          invoice.rounding(),
          "Rounded to whole cents; an entry of the ledger says so.");
    }
    return (long) all.size() + next.size();
  }

  /** The preview, which Stripe refuses for a subscription that ended: nothing follows. */
  private List<Invoice> upcoming(StripeConnection to, BillingAccount account) {
    return account.isEnded() ? List.of() : List.of(invoices.preview(to, account));
  }

  private static void add(
      List<Difference> found, String between, Cause cause, BigDecimal amount, String detail) {
    if (amount.signum() != 0) {
      found.add(new Difference(between, cause, amount, detail));
    }
  }
}
