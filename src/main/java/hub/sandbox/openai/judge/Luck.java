package hub.sandbox.openai.judge;

import hub.Sha256;
import java.nio.ByteBuffer;

/**
 * Chance that can be repeated: the same seed and the same names always draw the same number, in any
 * order and in any process.
 */
public record Luck(long seed) {
  private static final double STEPS = 1L << 53;

  /** A number from 0 to below 1. */
  public double draw(String... names) {
    return (number(names) >>> 11) / STEPS;
  }

  /** Whether something with this probability happens. */
  public boolean strikes(double rate, String... names) {
    return rate > 0 && draw(names) < rate;
  }

  /** A whole number from {@code from} to {@code to}, both included. */
  public int between(int from, int to, String... names) {
    return from + (int) (draw(names) * (to - from + 1));
  }

  /** A name of a text that is as good as the text: 32 hexadecimal digits. */
  public static String nameOf(String text) {
    return Sha256.hex(text, 16);
  }

  private long number(String... names) {
    return ByteBuffer.wrap(Sha256.of(seed + "\u0000" + String.join("\u0000", names))).getLong();
  }
}
