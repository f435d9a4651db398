package hub.billing;

import java.math.BigDecimal;

/**
 * An exact amount as the ledger shows it: up to the cent, and what is finer, which is set faint.
 *
 * @param cents for instance {@code $0.01}, with a true minus below zero
 * @param rest for instance {@code 19136}
 */
public record Exact(String cents, String rest) {
  private static final int FEWEST = 7;

  static Exact of(BigDecimal amount) {
    BigDecimal shown = amount.abs().stripTrailingZeros();
    String digits = shown.setScale(Math.max(FEWEST, shown.scale())).toPlainString();
    int cut = digits.indexOf('.') + 3;
    return new Exact(
        (amount.signum() < 0 ? "−$" : "$") + digits.substring(0, cut), digits.substring(cut));
  }
}
