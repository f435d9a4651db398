package hub.billing;

import hub.budget.Rates;
import hub.budget.Tokens;
import hub.ledger.Entry;
import hub.ledger.EntryLine;
import hub.ledger.Ledger;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A ledger entry as pages show it.
 *
 * @param what what it is for, in words
 * @param call what was paid for; null for anything but a call
 * @param beside what else is known of a call; null where it is not shown
 * @param before the beginning of the hash before it; null where it is not shown
 */
public record EntryView(
    long seq,
    Instant at,
    String what,
    @Nullable Exact cost,
    Exact charge,
    String hash,
    @Nullable CallView call,
    EntryViews.@Nullable Beside beside,
    @Nullable String before) {
  private static final int SHOWN = 7;

  private static final Map<String, String> STAGES =
      Map.of(
          "classify",
          "Sort posts",
          "comments",
          "Read comments",
          "feasibility",
          "Judge feasibility",
          "antipatterns",
          "Look for anti-patterns",
          "merge",
          "Merge",
          "rank",
          "Rank",
          "trial",
          "Trial of the model",
          "embed",
          "Make findable",
          "search",
          "Search by meaning",
          "themes",
          "Name themes");

  /** One kind of token. */
  public record Kind(String name, long count, String aMillion, Exact cost) {}

  /** The paid call behind an entry. */
  public record CallView(
      List<Kind> kinds,
      Exact cost,
      String markup,
      Exact charge,
      UUID analysis,
      String model,
      int prices,
      UUID attempt,
      Exact loss) {}

  /** In a list, closed. */
  static EntryView of(Ledger.Chained chained) {
    return view(chained, null, null);
  }

  /** Opened: with the hash before it. */
  static EntryView opened(
      Ledger.Chained chained, @Nullable String before, EntryViews.@Nullable Beside beside) {
    return view(chained, short7(before == null ? EntryLine.NOTHING_BEFORE : before), beside);
  }

  private static EntryView view(
      Ledger.Chained chained, @Nullable String before, EntryViews.@Nullable Beside beside) {
    Entry entry = chained.entry();
    Entry.Call call = entry.call();
    return new EntryView(
        chained.seq(),
        entry.at(),
        call == null ? words(entry) : STAGES.getOrDefault(call.stage(), call.stage()),
        call == null ? null : Exact.of(call.cost()),
        Exact.of(entry.charge()),
        short7(chained.hash()),
        call == null ? null : call(entry, call),
        beside,
        before);
  }

  private static String words(Entry entry) {
    String kind = entry.kind().word();
    return kind.substring(0, 1).toUpperCase(Locale.ROOT)
        + kind.substring(1)
        + ": "
        + entry.reason();
  }

  private static CallView call(Entry entry, Entry.Call call) {
    Tokens tokens = call.tokens();
    Rates rates = call.rates();
    return new CallView(
        List.of(
            kind("Input, uncached", tokens.uncached(), rates.uncached()),
            kind("Input, cached", tokens.cached(), rates.cached()),
            kind("Cache writes", tokens.cacheWrite(), rates.cacheWrite()),
            kind(
                tokens.reasoning() == 0
                    ? "Output"
                    : "Output, " + tokens.reasoning() + " of it reasoning",
                tokens.output(),
                rates.output())),
        Exact.of(call.cost()),
        call.markup().stripTrailingZeros().toPlainString(),
        Exact.of(entry.charge()),
        call.budgetId(),
        call.model(),
        call.priceVersion(),
        call.attemptId(),
        Exact.of(call.loss()));
  }

  private static Kind kind(String name, long count, BigDecimal rate) {
    return new Kind(
        name,
        count,
        "$" + rate.movePointRight(6).stripTrailingZeros().toPlainString(),
        Exact.of(rate.multiply(BigDecimal.valueOf(count))));
  }

  private static String short7(String hash) {
    return hash.substring(0, SHOWN);
  }
}
