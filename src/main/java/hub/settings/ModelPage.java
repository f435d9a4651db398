package hub.settings;

import hub.budget.ModelStops;
import hub.llm.ModelPrice;
import hub.llm.ModelState;
import hub.llm.PriceEntry;
import hub.llm.Trials;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The page on which a model is set up, step by step.
 *
 * @param address as it was typed, else as it is stored, else the usual one
 * @param model likewise
 * @param price as it was typed
 * @param worst the most that a trial is charged, in US dollars; null while something is missing
 * @param last the last trial; null if none was made
 * @param stopped the models that wait for a person
 */
public record ModelPage(
    ModelState state,
    String address,
    String model,
    PriceEntry price,
    Trouble trouble,
    @Nullable BigDecimal worst,
    Trials.@Nullable Trial last,
    List<ModelStops.Stop> stopped) {
  private static final int MILLION = 6;

  /** The first step that is not done yet, from 1; 6 when all are. */
  public int next() {
    if (!state.hasAddress()) {
      return 1;
    }
    if (!state.hasKey()) {
      return 2;
    }
    if (!state.hasModel()) {
      return 3;
    }
    if (state.triedAt() == null && !state.fromEnvironment()) {
      return 4;
    }
    return state.isLive() ? 6 : 5;
  }

  /** How a step stands: {@code done}, {@code next} or {@code waits}. */
  public String step(int number) {
    if (number == next()) {
      return "next";
    }
    return number < next() ? "done" : "waits";
  }

  /** Whether something was refused that no field on the page shows. */
  public boolean hasTroubleWithoutField() {
    boolean hidden = state.fromEnvironment() || !state.hasAddress();
    return trouble.isAt("live")
        || hidden && !trouble.isAt("") && (state.fromEnvironment() || !trouble.isAt("address"));
  }

  /** What the price table says of the model, in words; empty if nothing. */
  public String priceWords() {
    return state.price().map(ModelPage::words).orElse("");
  }

  private static String words(ModelPrice price) {
    String fits =
        "%,d tokens fit, %,d in an answer".formatted(price.maxContext(), price.maxOutput());
    return price.isFree()
        ? "It costs nothing; " + fits + "."
        : "$%s input, $%s input from the cache, $%s output for a million tokens; %s."
            .formatted(
                shown(price.rates().uncached()),
                shown(price.rates().cached()),
                shown(price.rates().output()),
                fits);
  }

  private static String shown(BigDecimal rate) {
    return rate.movePointRight(MILLION).stripTrailingZeros().toPlainString();
  }

  /** The most that a trial is charged, exactly. */
  public String worstExactly() {
    return worst == null ? "" : "$" + plain(worst);
  }

  /** What the last trial came to, in words. */
  public String lastWords() {
    if (last == null) {
      return "";
    }
    BigDecimal charge = last.charge();
    return charge == null
        ? switch (last.state()) {
          case "doubt", "sent", "held" -> "no answer yet; $" + plain(last.hold()) + " stays held";
          case "unknown" -> "no answer came; nothing was charged";
          default -> "nothing was charged";
        }
        : "charged exactly $" + plain(charge) + ", " + last.outcome();
  }

  private static String plain(BigDecimal amount) {
    return amount.signum() == 0 ? "0.00" : amount.stripTrailingZeros().toPlainString();
  }
}
