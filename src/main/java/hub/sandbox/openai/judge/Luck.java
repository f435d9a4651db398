package hub.sandbox.openai.judge;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

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
    return HexFormat.of().formatHex(sha256(text), 0, 16);
  }

  private long number(String... names) {
    return ByteBuffer.wrap(sha256(seed + "\u0000" + String.join("\u0000", names))).getLong();
  }

  private static byte[] sha256(String text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("SHA-256 belongs to every Java", e);
    }
  }
}
