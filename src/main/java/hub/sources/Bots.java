package hub.sources;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Tells accounts that write by themselves; what they say is no person's voice. */
public final class Bots {
  private static final Pattern NAMED =
      Pattern.compile("automoderator|.*modteam|.*bot[_-]?\\d?", Pattern.CASE_INSENSITIVE);

  /** People choose these words as names, alone or at the end. */
  private static final Pattern NO_BOTS =
      Pattern.compile(".*(robot|abbot|talbot|cabot|turbot)[_-]?\\d?", Pattern.CASE_INSENSITIVE);

  private static final Pattern SAYS_SO =
      Pattern.compile(
          "\\b(i am|i'm|i\\^?'m|this is) a bot\\b|\\bbeep[ ,]*boop\\b|this action was performed"
              + " automatically");

  /** Each of those sentences has one of these words, which are found sooner. */
  private static final List<String> HINTS = List.of(" bot", "boop", "automatically");

  /** Where automatic authors sign. */
  private static final int SIGNATURE = 400;

  private Bots() {}

  /** Whether an account's name, or the end of the text itself, says that no person wrote it. */
  public static boolean wrote(@Nullable String author, String body) {
    return author != null && (isNamedSo(author) || signsSo(body));
  }

  private static boolean isNamedSo(String author) {
    return NAMED.matcher(author).matches() && !NO_BOTS.matcher(author).matches();
  }

  private static boolean signsSo(String body) {
    String end = body.substring(Math.max(0, body.length() - SIGNATURE)).toLowerCase(Locale.ROOT);
    return HINTS.stream().anyMatch(end::contains) && SAYS_SO.matcher(end).find();
  }
}
