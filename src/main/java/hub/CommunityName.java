package hub;

import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What people call a place where texts come from. Reddit's names have letters, digits and
 * underscores; a word with a dash is another forum's, so the two are never mistaken for each other.
 */
public final class CommunityName {
  private static final Pattern FORUM = Pattern.compile("[a-z][a-z0-9]*(-[a-z0-9]+){1,4}");

  private CommunityName() {}

  /**
   * Whether this is a forum's word, for instance {@code some-forum}, and no community of Reddit.
   */
  public static boolean isForum(String name) {
    return name.length() <= 40 && FORUM.matcher(name).matches();
  }

  /** The plain name of what somebody typed: without {@code r/}, a forum's word in small letters. */
  public static String bare(String typed) {
    String name = typed.strip().replaceFirst("^/?r/", "");
    String small = name.toLowerCase(Locale.ROOT);
    return isForum(small) ? small : name;
  }

  /** As pages name it: {@code r/freelance}, or a forum's own name, {@code Some Forum}. */
  public static String shown(String name) {
    return isForum(name)
        ? Stream.of(name.split("-")).map(CommunityName::capital).collect(Collectors.joining(" "))
        : "r/" + name;
  }

  /** An account as its forum shows it; null stays null. */
  public static @Nullable String author(String community, @Nullable String author) {
    return author == null || isForum(community) ? author : "u/" + author;
  }

  private static String capital(String word) {
    return Character.toUpperCase(word.charAt(0)) + word.substring(1);
  }
}
