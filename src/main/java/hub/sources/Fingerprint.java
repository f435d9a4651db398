package hub.sources;

import hub.Sha256;
import java.nio.ByteBuffer;
import java.text.Normalizer;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Tells copies from texts of people's own: equal for texts with the same letters and digits in the
 * same order.
 */
final class Fingerprint {
  /** Shorter texts ("same here", "this") are written by many people on their own. */
  private static final int FEWEST_CHARACTERS = 40;

  private Fingerprint() {}

  /** The fingerprint of a title and body, or null where they are too short to tell. */
  static @Nullable Long of(@Nullable String title, String body) {
    String letters = lettersOf((title == null ? "" : title) + body);
    if (letters.length() < FEWEST_CHARACTERS) {
      return null;
    }
    return ByteBuffer.wrap(Sha256.of(letters)).getLong();
  }

  private static String lettersOf(String text) {
    String all = Normalizer.normalize(text, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
    StringBuilder letters = new StringBuilder(all.length());
    int at = 0;
    while (at < all.length()) {
      int letter = all.codePointAt(at);
      if (Character.isLetterOrDigit(letter)) {
        letters.appendCodePoint(letter);
      }
      at += Character.charCount(letter);
    }
    return letters.toString();
  }
}
