package hub.budget;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** Refuses amounts of US dollars that no budget can mean, at the boundary where they come in. */
public final class Amounts {
  /** No amount reaches this, in US dollars. */
  public static final BigDecimal BOUND = new BigDecimal(1_000_000_000);

  private static final int FINEST = 18;

  private Amounts() {}

  /**
   * The amount, unchanged.
   *
   * @throws InvalidAmount if it is missing, negative, out of range or finer than 18 decimals
   */
  public static BigDecimal checked(String what, @Nullable BigDecimal amount) {
    if (amount == null) {
      throw new InvalidAmount(what, "missing", "an amount of US dollars");
    }
    // Scale and precision first: arithmetic on 1e-999999999 would run for ever.
    if (amount.precision() - (long) amount.scale() > 10 || amount.scale() > 100) {
      throw new InvalidAmount(what, "out of range", "less than " + BOUND);
    }
    if (amount.signum() < 0) {
      throw new InvalidAmount(what, amount.toPlainString(), "0 or more");
    }
    if (amount.compareTo(BOUND) >= 0) {
      throw new InvalidAmount(what, amount.toPlainString(), "less than " + BOUND);
    }
    if (amount.stripTrailingZeros().scale() > FINEST) {
      throw new InvalidAmount(what, amount.toPlainString(), "at most 18 decimals");
    }
    return amount;
  }

  /**
   * Reads an amount that a person typed, for instance {@code 2.50}.
   *
   * @throws InvalidAmount if it is no plain decimal number, or {@link #checked} refuses it
   */
  public static BigDecimal parse(String what, @Nullable String text) {
    String typed = text == null ? "" : text.strip();
    if (!typed.matches("-?\\d{1,20}(\\.\\d{1,30})?")) {
      throw new InvalidAmount(what, typed.isEmpty() ? "missing" : "no number", "for instance 2.50");
    }
    return checked(what, new BigDecimal(typed));
  }

  /** As {@link #checked}, and more than zero. */
  static BigDecimal positive(String what, @Nullable BigDecimal amount) {
    BigDecimal checked = checked(what, amount);
    if (checked.signum() == 0) {
      throw new InvalidAmount(what, "0", "more than 0");
    }
    return checked;
  }
}
