package hub.sandbox.reddit;

import hub.sandbox.Spin;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;

/** Says fragments: deals them, takes their choices, and lets a few people write as they do. */
final class Tongue {
  private final SplittableRandom dice;
  private final Map<List<String>, Deck<String>> decks = new IdentityHashMap<>();

  Tongue(SplittableRandom dice) {
    this.dice = dice;
  }

  /** One of the fragments, said; empty when there are none. */
  String say(List<String> fragments) {
    return fragments.isEmpty() ? "" : spin(deck(fragments).deal());
  }

  /** Like {@link #say} with this probability, otherwise empty. */
  String sometimes(double probability, List<String> fragments) {
    return chance(probability) ? say(fragments) : "";
  }

  String spin(String fragment) {
    return Spin.turn(fragment, dice::nextInt);
  }

  boolean chance(double probability) {
    return dice.nextDouble() < probability;
  }

  int between(int least, int most) {
    return dice.nextInt(least, most + 1);
  }

  private Deck<String> deck(List<String> fragments) {
    return decks.computeIfAbsent(fragments, cards -> new Deck<>(cards, dice));
  }

  /** The sentences that are not empty, with spaces between. */
  static String join(String... sentences) {
    StringBuilder joined = new StringBuilder();
    for (String sentence : sentences) {
      if (!sentence.isEmpty()) {
        joined.append(joined.isEmpty() ? "" : " ").append(sentence);
      }
    }
    return joined.toString();
  }

  /** The paragraphs that are not empty, with blank lines between. */
  static String paragraphs(String... paragraphs) {
    StringBuilder joined = new StringBuilder();
    for (String paragraph : paragraphs) {
      if (!paragraph.isEmpty()) {
        joined.append(joined.isEmpty() ? "" : "\n\n").append(paragraph);
      }
    }
    return joined.toString();
  }

  /** How this person types: most as written, one in eleven without capitals. */
  static String typedBy(String author, String text) {
    return Math.floorMod(author.hashCode(), 11) == 0 ? text.toLowerCase(Locale.ROOT) : text;
  }

  static String capital(String sentence) {
    return sentence.isEmpty()
        ? ""
        : Character.toUpperCase(sentence.charAt(0)) + sentence.substring(1);
  }
}
