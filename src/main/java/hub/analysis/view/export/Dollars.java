package hub.analysis.view.export;

import com.fasterxml.jackson.annotation.JsonValue;
import hub.web.CsvTable;
import java.math.BigDecimal;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;

/**
 * Exact US dollars as a decimal string, {@code "1.2874"}: a JSON number would be rounded by most
 * readers. At least two decimals, and no more than are needed.
 */
public record Dollars(@JsonValue String amount) implements CsvTable.Figure {

  /** The amount in full, never in powers of ten. */
  public static Dollars of(BigDecimal amount) {
    BigDecimal shortest = amount.stripTrailingZeros();
    return new Dollars((shortest.scale() < 2 ? shortest.setScale(2) : shortest).toPlainString());
  }

  /** An estimate or a share, to a millionth: what it is no more exact than. */
  public static Dollars about(BigDecimal amount) {
    return of(amount.setScale(6, RoundingMode.HALF_UP));
  }

  /** The same as {@link #of}; null for null. */
  public static @Nullable Dollars ofNullable(@Nullable BigDecimal amount) {
    return amount == null ? null : of(amount);
  }

  @Override
  public String toString() {
    return amount;
  }
}
