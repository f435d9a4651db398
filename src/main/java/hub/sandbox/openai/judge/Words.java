package hub.sandbox.openai.judge;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** The words of a text that carry meaning, cut to their stems. */
final class Words {
  private static final Set<String> COMMON =
      new HashSet<>(
          Arrays.asList(
              ("a about after again all also am an and any are around as at back be because been"
                   + " before being both but by can could did do does doing done down each even"
                   + " ever every few for from get gets getting go going got had has have having he"
                   + " her here him his how i if in into is it its just know let like ll look make"
                   + " many may me more most much must my need never no nor not now of off on once"
                   + " one only or other our out over own people put re really s same say see she"
                   + " should since so some still such t take than that the their them then there"
                   + " these they thing things this those through to too two under until up us use"
                   + " used using very want was way we well were what when where which while who"
                   + " why will with without would yet you your don didn isn ve m d small")
                  .split(" ")));

  private Words() {}

  /** The stems of a text. */
  static Set<String> of(String text) {
    return Arrays.stream(text.toLowerCase(Locale.ROOT).split("[^\\p{L}]+"))
        .filter(word -> word.length() > 2 && !COMMON.contains(word))
        .map(Words::stem)
        .collect(Collectors.toUnmodifiableSet());
  }

  /** Which part of these words the text holds, 0 to 1. */
  static double share(Set<String> wanted, String text) {
    if (wanted.isEmpty()) {
      return 0;
    }
    Set<String> there = of(text);
    return (double) wanted.stream().filter(there::contains).count() / wanted.size();
  }

  /** How many of these words the text holds. */
  static long common(Set<String> wanted, String text) {
    return of(text).stream().filter(wanted::contains).count();
  }

  private static String stem(String word) {
    return word.replaceFirst("(ations?|ings?|ers?|ors?|ed|es|s|ly)$", "")
        .replaceFirst("(.)\\1$", "$1");
  }
}
