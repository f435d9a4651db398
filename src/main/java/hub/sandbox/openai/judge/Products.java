package hub.sandbox.openai.judge;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds the products that a text names. */
final class Products {
  private static final Pattern USED =
      Pattern.compile(
          "\\b(?:use|uses|used|using|switched to|moved to|went with|tried|recommend|swear"
              + " by|switching from|leaving|paying for|signed up for)"
              + " ((?-i:[A-Z][A-Za-z0-9]{2,}(?:[ .][A-Z][A-Za-z0-9]+)?))",
          Pattern.CASE_INSENSITIVE);
  private static final Set<String> NO_PRODUCTS =
      Set.of(
          "Reddit", "The", "This", "That", "These", "What", "English", "German", "French", "Monday",
          "Friday", "PDF", "VAT", "USD", "EUR");

  private static final Map<String, Pattern> WHOLE = Memory.of(1_000);

  private Products() {}

  /**
   * Products in a sentence: those that the catalogue knows, otherwise names that are said to be
   * used.
   */
  static List<String> in(String sentence, Field field) {
    Set<String> found = new LinkedHashSet<>();
    field.known().stream()
        .flatMap(known -> known.problem().products().stream())
        .filter(product -> names(sentence, product))
        .forEach(found::add);
    Matcher used = USED.matcher(sentence);
    while (found.isEmpty() && used.find()) {
      if (!NO_PRODUCTS.contains(used.group(1))) {
        found.add(used.group(1));
      }
    }
    return List.copyOf(found);
  }

  private static boolean names(String sentence, String product) {
    return sentence.contains(product)
        && WHOLE.computeIfAbsent(product, Products::whole).matcher(sentence).find();
  }

  private static Pattern whole(String product) {
    return Pattern.compile("\\b" + Pattern.quote(product) + "\\b");
  }
}
