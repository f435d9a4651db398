package hub.llm;

import hub.budget.Rates;
import hub.vendors.EntryRefused;
import java.math.BigDecimal;

/**
 * A model's price as it is typed: US dollars for a million tokens, and how much the model takes.
 *
 * @param free whether it was said that the model costs nothing
 * @param cached empty means as {@code input}
 * @param context tokens that fit, input and output together
 * @param longest tokens that it writes at most
 */
public record PriceEntry(
    boolean free, String input, String cached, String output, String context, String longest) {
  private static final int MILLION = 6;
  private static final int MOST_TOKENS = 100_000_000;

  /** Whether nothing was typed, so that a price that is known stays. */
  boolean isEmpty() {
    return !free && input.isBlank() && cached.isBlank() && output.isBlank();
  }

  /**
   * The price.
   *
   * @throws EntryRefused naming the field
   */
  ModelPrice price(String model) {
    long fits = tokens("context", context);
    long writes = tokens("longest", longest);
    if (writes > fits) {
      throw new EntryRefused(
          "longest", "It can’t write more than fits: give less than " + fits + ".");
    }
    return new ModelPrice(0, model, rates(), null, BigDecimal.ONE, fits, writes);
  }

  private Rates rates() {
    if (free) {
      if (!input.isBlank() || !cached.isBlank() || !output.isBlank()) {
        throw new EntryRefused(
            "free", "Either it costs nothing, or it has prices: clear one of both.");
      }
      return new Rates(BigDecimal.ZERO, BigDecimal.ZERO, BigDecimal.ZERO, BigDecimal.ZERO);
    }
    BigDecimal uncached = rate("input", input);
    return new Rates(
        uncached,
        cached.isBlank() ? uncached : rate("cached", cached),
        uncached,
        rate("output", output));
  }

  private static BigDecimal rate(String field, String typed) {
    String number = typed.strip().replace(',', '.');
    if (!number.matches("\\d{1,7}(\\.\\d{1,9})?")) {
      throw new EntryRefused(field, "Type dollars for a million tokens, like 0.25.");
    }
    BigDecimal rate = new BigDecimal(number).movePointLeft(MILLION);
    if (rate.signum() == 0) {
      throw new EntryRefused(
          field, "If it costs nothing, tick “It costs nothing” and leave this empty.");
    }
    return rate;
  }

  private static long tokens(String field, String typed) {
    String number = typed.strip().replaceAll("[ ,.’']", "");
    if (!number.matches("\\d{1,9}")
        || Long.parseLong(number) < 1
        || Long.parseLong(number) > MOST_TOKENS) {
      throw new EntryRefused(field, "Type a number of tokens, like 128000.");
    }
    return Long.parseLong(number);
  }
}
