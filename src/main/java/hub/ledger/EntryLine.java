package hub.ledger;

import hub.Sha256;
import hub.budget.Rates;
import hub.budget.Tokens;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * An entry at its place in the chain, written as the one line that is hashed: fields in a fixed
 * order between tabs, amounts without needless zeros, times in UTC to the microsecond. Whoever
 * holds the line and the hash before it can hash it again with any tool:
 *
 * <pre>printf '%s\n%s' "$before" "$line" | sha256sum</pre>
 */
public final class EntryLine {
  /** What the first entry of a chain follows. */
  public static final String NOTHING_BEFORE = "0".repeat(64);

  private static final String FORMAT = "1";
  private static final int FIELDS_OF_A_CALL = 18;

  private EntryLine() {}

  /** The line of the entry at this place, from 1. */
  public static String of(long seq, Entry entry) {
    List<String> fields = new ArrayList<>();
    fields.add(FORMAT);
    fields.add(entry.workspaceId().toString());
    fields.add(Long.toString(seq));
    fields.add(Long.toString(entry.position()));
    fields.add(entry.kind().word());
    fields.add(entry.mode().word());
    fields.add(entry.at().toString());
    fields.add(plain(entry.charge()));
    fields.addAll(call(entry.call()));
    fields.add(escaped(entry.reason()));
    fields.add(entry.author() == null ? "" : entry.author().toString());
    return String.join("\t", fields);
  }

  /** The hash of a line and all before it, 64 hexadecimal digits. */
  public static String hash(String before, String line) {
    return Sha256.hex(before + "\n" + line);
  }

  /** Fields, whatever they hold, as one line between tabs. */
  public static String join(List<String> fields) {
    return fields.stream().map(EntryLine::escaped).collect(Collectors.joining("\t"));
  }

  private static List<String> call(Entry.@Nullable Call call) {
    if (call == null) {
      return List.of("\t".repeat(FIELDS_OF_A_CALL - 1));
    }
    Tokens tokens = call.tokens();
    Rates rates = call.rates();
    return List.of(
        text(call.attemptId()),
        text(call.budgetId()),
        escaped(call.vendor()),
        escaped(call.model()),
        escaped(call.stage()),
        Integer.toString(call.priceVersion()),
        Long.toString(tokens.uncached()),
        Long.toString(tokens.cached()),
        Long.toString(tokens.cacheWrite()),
        Long.toString(tokens.output()),
        Long.toString(tokens.reasoning()),
        plain(rates.uncached()),
        plain(rates.cached()),
        plain(rates.cacheWrite()),
        plain(rates.output()),
        plain(call.cost()),
        plain(call.markup()),
        plain(call.loss()));
  }

  private static String text(UUID id) {
    return id.toString();
  }

  private static String plain(BigDecimal amount) {
    return amount.stripTrailingZeros().toPlainString();
  }

  /** No text can end its field or its line. */
  private static String escaped(@Nullable String text) {
    return text == null
        ? ""
        : text.replace("\\", "\\\\").replace("\t", "\\t").replace("\n", "\\n").replace("\r", "\\r");
  }
}
