package bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Prints a benchmark's conditions and figures in the form that {@code ops/bench} promises. */
final class Figures {
  private final String bench;
  private final List<String> missed = new ArrayList<>();

  Figures(String bench) {
    this.bench = bench;
  }

  void condition(String words) {
    System.out.println("# " + words);
  }

  void figure(String name, Number value, String unit) {
    String shown =
        value instanceof Double number
            ? String.format(Locale.ROOT, "%.3f", number)
            : value.toString();
    System.out.println(name + " " + shown + " " + unit);
  }

  /** A figure with a goal; the benchmark fails if it is missed. */
  void figure(String name, Number value, String unit, boolean goalMet) {
    figure(name, value, unit);
    require(goalMet, name + " is " + value + " " + unit);
  }

  void require(boolean holds, String otherwise) {
    if (!holds) {
      missed.add(otherwise);
    }
  }

  /** Prints the verdict and ends the process with it. */
  void end() {
    System.out.println(
        missed.isEmpty()
            ? "bench " + bench + " ok"
            : "bench " + bench + " failed: " + String.join("; ", missed));
    System.out.flush();
    System.exit(missed.isEmpty() ? 0 : 1);
  }
}
