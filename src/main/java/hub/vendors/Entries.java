package hub.vendors;

import java.util.Optional;
import java.util.regex.Pattern;

/** Checks what is entered about a vendor before it is stored or sent. */
public final class Entries {
  private static final int LONGEST_KEY = 1_000;
  private static final Pattern VISIBLE = Pattern.compile("[\\x21-\\x7e]+");

  private Entries() {}

  /**
   * A key without the space around it, which pasting brings along.
   *
   * @throws EntryRefused if it could not stand in a header as it is
   */
  public static String key(String field, String entered) {
    String key = entered.strip();
    Optional<String> trouble = keyTrouble(key);
    if (trouble.isPresent()) {
      throw new EntryRefused(field, trouble.get());
    }
    return key;
  }

  /** Why this is no key; empty if it is one. Never repeats it. */
  public static Optional<String> keyTrouble(String key) {
    if (key.isEmpty()) {
      return Optional.of("Paste the key.");
    }
    if (key.length() > LONGEST_KEY) {
      return Optional.of("No key is that long: paste the key alone.");
    }
    return VISIBLE.matcher(key).matches()
        ? Optional.empty()
        : Optional.of(
            "A key has no spaces, line ends or letters outside ASCII: paste the key alone.");
  }

  /**
   * A name of a few characters, such as a model's or an account's.
   *
   * @param allowed what it may be made of, as a regular expression
   * @param remedy what would work, a sentence
   * @throws EntryRefused if it is something else
   */
  public static String name(String field, String entered, String allowed, String remedy) {
    String name = entered.strip();
    if (!name.matches(allowed)) {
      throw new EntryRefused(field, remedy);
    }
    return name;
  }
}
