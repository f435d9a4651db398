package hub.sources;

import org.jspecify.annotations.Nullable;

/**
 * PostgreSQL stores neither NUL nor half a surrogate pair; both become the replacement character.
 */
final class Storable {
  private Storable() {}

  static @Nullable String clean(@Nullable String text) {
    if (text == null || text.chars().noneMatch(c -> c == 0 || Character.isSurrogate((char) c))) {
      return text;
    }
    StringBuilder clean = new StringBuilder(text.length());
    text.codePoints().map(Storable::storable).forEach(clean::appendCodePoint);
    return clean.toString();
  }

  private static int storable(int codePoint) {
    boolean half = codePoint <= Character.MAX_VALUE && Character.isSurrogate((char) codePoint);
    return codePoint == 0 || half ? 0xFFFD : codePoint;
  }
}
