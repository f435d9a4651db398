package hub.billing;

import hub.Mode;
import hub.billing.Reconciliation.Cause;
import hub.billing.Reconciliation.Difference;
import hub.budget.Rates;
import java.math.BigDecimal;
import java.sql.Date;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Holds the ledger of all workspaces against what the model's vendor reports for the same days. A
 * call counts on the day it was sent. Amounts are what the vendor takes, without markup.
 */
@Component
public class VendorUsage {
  private static final BigDecimal ROUNDED = new BigDecimal("0.0001");

  private final JdbcClient jdbc;
  private final TransactionTemplate transaction;
  private final Clock clock;
  private final Map<Mode, Report> last = new ConcurrentHashMap<>();

  public VendorUsage(JdbcClient jdbc, TransactionTemplate transaction, Clock clock) {
    this.jdbc = jdbc;
    this.transaction = transaction;
    this.clock = clock;
  }

  /**
   * One comparison.
   *
   * @param days of which the vendor reported
   * @param tokens what it counted on them
   * @param cost what it takes for them, where it said so
   */
  public record Report(
      Instant at,
      Mode mode,
      int days,
      long requests,
      long tokens,
      BigDecimal cost,
      List<Difference> differences) {

    /** Whether nothing but rounding is between the two. */
    public boolean isClean() {
      return differences.stream().allMatch(each -> each.cause() == Cause.ROUNDING);
    }
  }

  /** Of one model on one day. */
  private record Ours(
      LocalDate day,
      String model,
      long requests,
      long input,
      long cached,
      long output,
      BigDecimal cost,
      long doubts,
      BigDecimal doubtful) {
    static Ours none(LocalDate day, String model) {
      return new Ours(day, model, 0, 0, 0, 0, BigDecimal.ZERO, 0, BigDecimal.ZERO);
    }

    Ours and(Ours more) {
      return new Ours(
          day,
          model,
          requests + more.requests,
          input + more.input,
          cached + more.cached,
          output + more.output,
          cost.add(more.cost),
          doubts + more.doubts,
          doubtful.add(more.doubtful));
    }
  }

  /** Keeps a report; what was reported before for the same day and model is replaced. */
  void keep(String vendor, Mode mode, VendorReport report, UUID by) {
    transaction.executeWithoutResult(
        open -> {
          report.used().forEach(line -> keepUsage(vendor, mode, line, by));
          report.costs().forEach((day, cost) -> keepCost(vendor, mode, day, cost, by));
        });
  }

  private void keepUsage(String vendor, Mode mode, VendorReport.Used line, UUID by) {
    jdbc.sql(
            """
            insert into vendor_usage (vendor, mode, day, model, requests, input_tokens,
                                      cached_tokens, output_tokens, imported_by, imported_at)
            values (:vendor, :mode, :day, :model, :requests, :input, :cached, :output, :by, :now)
            on conflict (vendor, mode, day, model) do update
               set requests = :requests, input_tokens = :input, cached_tokens = :cached,
                   output_tokens = :output, imported_by = :by, imported_at = :now
            """)
        .param("vendor", vendor)
        .param("mode", mode.word())
        .param("day", Date.valueOf(line.day()))
        .param("model", line.model())
        .param("requests", line.requests())
        .param("input", line.input())
        .param("cached", line.cached())
        .param("output", line.output())
        .param("by", by)
        .param("now", Timestamp.from(clock.instant()))
        .update();
  }

  private void keepCost(String vendor, Mode mode, LocalDate day, BigDecimal cost, UUID by) {
    jdbc.sql(
            """
            insert into vendor_cost (vendor, mode, day, cost, imported_by, imported_at)
            values (:vendor, :mode, :day, :cost, :by, :now)
            on conflict (vendor, mode, day) do update
               set cost = :cost, imported_by = :by, imported_at = :now
            """)
        .param("vendor", vendor)
        .param("mode", mode.word())
        .param("day", Date.valueOf(day))
        .param("cost", cost)
        .param("by", by)
        .param("now", Timestamp.from(clock.instant()))
        .update();
  }

  /** Compares every mode of which something was reported. */
  public void compareAll() {
    for (Mode mode : Mode.values()) {
      compare("openai", mode);
    }
  }

  /** The last comparison by this process. */
  public Optional<Report> last(Mode mode) {
    return Optional.ofNullable(last.get(mode));
  }

  /** What no comparison explains, in US dollars. */
  public BigDecimal unexplained() {
    return last.values().stream()
        .flatMap(report -> report.differences().stream())
        .filter(each -> each.cause() == Cause.UNEXPLAINED)
        .map(each -> each.amount().abs())
        .reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  /** Compares all days of which this vendor reported. */
  public Optional<Report> compare(String vendor, Mode mode) {
    List<VendorReport.Used> used = used(vendor, mode);
    Map<LocalDate, BigDecimal> costs = costs(vendor, mode);
    TreeSet<LocalDate> days = new TreeSet<>(costs.keySet());
    used.forEach(line -> days.add(line.day()));
    if (days.isEmpty()) {
      return Optional.empty();
    }
    Map<String, Ours> ours = ours(vendor, mode, days.first(), days.last());
    List<Difference> found = new ArrayList<>();
    compareTokens(used, ours, rates(vendor, mode), found);
    compareCosts(costs, ours, found);
    Report report =
        new Report(
            clock.instant(),
            mode,
            days.size(),
            used.stream().mapToLong(VendorReport.Used::requests).sum(),
            used.stream().mapToLong(line -> line.input() + line.output()).sum(),
            costs.values().stream().reduce(BigDecimal.ZERO, BigDecimal::add),
            List.copyOf(found));
    last.put(mode, report);
    return Optional.of(report);
  }

  private List<VendorReport.Used> used(String vendor, Mode mode) {
    return jdbc.sql(
            """
            select day, model, requests, input_tokens as input, cached_tokens as cached,
                   output_tokens as output
              from vendor_usage where vendor = :vendor and mode = :mode
             order by day, model
            """)
        .param("vendor", vendor)
        .param("mode", mode.word())
        .query(VendorReport.Used.class)
        .list();
  }

  private record DayCost(LocalDate day, BigDecimal cost) {}

  private Map<LocalDate, BigDecimal> costs(String vendor, Mode mode) {
    return jdbc
        .sql("select day, cost from vendor_cost where vendor = :vendor and mode = :mode")
        .param("vendor", vendor)
        .param("mode", mode.word())
        .query(DayCost.class)
        .list()
        .stream()
        .collect(Collectors.toMap(DayCost::day, DayCost::cost, BigDecimal::add, TreeMap::new));
  }

  /** By day and model, without the date in a model's name. */
  private Map<String, Ours> ours(String vendor, Mode mode, LocalDate first, LocalDate last) {
    List<Ours> rows =
        jdbc.sql(
                """
                select (attempt.sent_at at time zone 'UTC')::date as day, attempt.model,
                       count(entry.position) as requests,
                       coalesce(sum(entry.uncached_tokens + entry.cached_tokens
                                    + entry.cache_write_tokens), 0)::bigint as input,
                       coalesce(sum(entry.cached_tokens), 0)::bigint as cached,
                       coalesce(sum(entry.output_tokens), 0)::bigint as output,
                       coalesce(sum(entry.cost), 0) as cost,
                       count(*) filter (where attempt.state in ('doubt', 'unknown')) as doubts,
                       coalesce(sum(attempt.hold / attempt.markup)
                                filter (where attempt.state in ('doubt', 'unknown')), 0)
                         as doubtful
                  from attempt left join ledger_entry entry on entry.attempt_id = attempt.id
                 where attempt.vendor = :vendor and attempt.mode = :mode
                   and attempt.sent_at >= :first and attempt.sent_at < :last
                 group by 1, 2
                """)
            .param("vendor", vendor)
            .param("mode", mode.word())
            .param("first", midnight(first))
            .param("last", midnight(last.plusDays(1)))
            .query(Ours.class)
            .list();
    Map<String, Ours> ours = new TreeMap<>();
    rows.forEach(
        row -> ours.merge(key(row.day(), VendorReport.model(row.model())), row, Ours::and));
    return ours;
  }

  private static Timestamp midnight(LocalDate day) {
    return Timestamp.from(day.atStartOfDay().toInstant(ZoneOffset.UTC));
  }

  private static String key(LocalDate day, String model) {
    return day + " " + model;
  }

  private record Priced(
      String model,
      BigDecimal uncachedPrice,
      BigDecimal cachedPrice,
      BigDecimal cacheWritePrice,
      BigDecimal outputPrice) {}

  /** What each model was last charged by. */
  private Map<String, Rates> rates(String vendor, Mode mode) {
    return jdbc
        .sql(
            """
            select distinct on (model) model, uncached_price, cached_price, cache_write_price,
                   output_price
              from attempt
             where vendor = :vendor and mode = :mode and state = 'settled'
             order by model, ended_at desc
            """)
        .param("vendor", vendor)
        .param("mode", mode.word())
        .query(Priced.class)
        .list()
        .stream()
        .collect(
            Collectors.toMap(
                row -> VendorReport.model(row.model()),
                row ->
                    new Rates(
                        row.uncachedPrice(),
                        row.cachedPrice(),
                        row.cacheWritePrice(),
                        row.outputPrice()),
                (one, other) -> one));
  }

  private void compareTokens(
      List<VendorReport.Used> used,
      Map<String, Ours> ours,
      Map<String, Rates> rates,
      List<Difference> found) {
    TreeSet<String> reported = new TreeSet<>();
    TreeSet<LocalDate> days = new TreeSet<>();
    for (VendorReport.Used line : used) {
      reported.add(key(line.day(), line.model()));
      days.add(line.day());
      Ours own =
          ours.getOrDefault(key(line.day(), line.model()), Ours.none(line.day(), line.model()));
      compare(line, own, rates.get(line.model()), found);
    }
    ours.forEach(
        (key, own) -> {
          if (days.contains(own.day()) && !reported.contains(key) && own.requests() > 0) {
            String model = VendorReport.model(own.model());
            compare(
                new VendorReport.Used(own.day(), model, 0, 0, 0, 0), own, rates.get(model), found);
          }
        });
  }

  private void compare(
      VendorReport.Used theirs, Ours own, @Nullable Rates rates, List<Difference> found) {
    long requests = theirs.requests() - own.requests();
    long input = theirs.input() - own.input();
    long cached = theirs.cached() - own.cached();
    long output = theirs.output() - own.output();
    if (requests == 0 && input == 0 && cached == 0 && output == 0) {
      return;
    }
    BigDecimal amount =
        rates == null
            ? BigDecimal.ZERO
            : rates
                .uncached()
                .multiply(BigDecimal.valueOf(input - cached))
                .add(rates.cached().multiply(BigDecimal.valueOf(cached)))
                .add(rates.output().multiply(BigDecimal.valueOf(output)));
    found.add(
        new Difference(
            "%s, %s".formatted(theirs.day(), theirs.model()),
            cause(theirs.day(), amount, own),
            amount,
            "The vendor counts %+d requests, %+d input (%+d of it cached) and %+d output tokens beside ours.%s"
                .formatted(requests, input, cached, output, doubts(own))));
  }

  private static String doubts(Ours own) {
    return own.doubts() == 0
        ? ""
        : " %d of our calls have an unknown outcome.".formatted(own.doubts());
  }

  /** More at the vendor's, and no more than the calls of which nobody knows can have taken. */
  private Cause cause(LocalDate day, BigDecimal amount, Ours own) {
    if (!day.isBefore(clock.instant().atOffset(ZoneOffset.UTC).toLocalDate())) {
      return Cause.IN_FLIGHT;
    }
    return own.doubts() > 0 && amount.signum() >= 0 && amount.compareTo(own.doubtful()) <= 0
        ? Cause.UNKNOWN_OUTCOME
        : Cause.UNEXPLAINED;
  }

  private void compareCosts(
      Map<LocalDate, BigDecimal> costs, Map<String, Ours> ours, List<Difference> found) {
    costs.forEach(
        (day, cost) -> {
          Ours own =
              ours.values().stream()
                  .filter(each -> each.day().equals(day))
                  .reduce(Ours.none(day, ""), Ours::and);
          BigDecimal amount = cost.subtract(own.cost());
          if (amount.signum() != 0) {
            boolean isRounded = amount.abs().compareTo(ROUNDED) < 0;
            found.add(
                new Difference(
                    day + ", costs",
                    isRounded ? Cause.ROUNDING : cause(day, amount, own),
                    amount,
                    "The vendor takes $%s, our entries come to $%s.%s"
                        .formatted(plain(cost), plain(own.cost()), doubts(own))));
          }
        });
  }

  private static String plain(BigDecimal amount) {
    return amount.stripTrailingZeros().toPlainString();
  }
}
