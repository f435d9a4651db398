package hub.integration.child;

import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The functions of Simple that flows may use. Those that reach the environment, beans, classes, the
 * registry, files or the context are not among them.
 */
public final class SimpleFunctions {
  /** By the word that stands behind the brace. */
  public static final Set<String> ALLOWED =
      Set.of(
          "abs",
          "average",
          "body",
          "bodyAs",
          "bodyOneLine",
          "capitalize",
          "ceil",
          "collate",
          "concat",
          "contains",
          "date",
          "date-with-timezone",
          "distinct",
          "empty",
          "exception",
          "exchangeId",
          "exchangeProperty",
          "false",
          "filter",
          "floor",
          "forEach",
          "hash",
          "header",
          "headers",
          "id",
          "iif",
          "isAlpha",
          "isAlphaNumeric",
          "isEmpty",
          "isNumeric",
          "join",
          "kindOfType",
          "length",
          "list",
          "listAdd",
          "listRemove",
          "lowercase",
          "mandatoryBodyAs",
          "map",
          "mapAdd",
          "mapRemove",
          "max",
          "messageTimestamp",
          "min",
          "newEmpty",
          "normalizeWhitespace",
          "not",
          "null",
          "originalBody",
          "pad",
          "pretty",
          "prettyBody",
          "quote",
          "random",
          "range",
          "replace",
          "reverse",
          "routeId",
          "safeQuote",
          "shuffle",
          "size",
          "skip",
          "sort",
          "split",
          "stepId",
          "substring",
          "substringAfter",
          "substringBefore",
          "substringBetween",
          "sum",
          "throwException",
          "toJson",
          "toJsonBody",
          "toPrettyJson",
          "toPrettyJsonBody",
          "trim",
          "true",
          "unquote",
          "uppercase",
          "uuid",
          "val",
          "variable",
          "variableAs",
          "variables");

  /** Also what only opens like a function: whatever it may be, it is named and refused. */
  private static final Pattern FUNCTION =
      Pattern.compile("\\$(?:simple|init)?\\{\\s*([A-Za-z][A-Za-z-]*)?");

  private SimpleFunctions() {}

  /** The first function in a text that flows may not use, however deep it stands. */
  public static Optional<String> refused(String text) {
    Matcher function = FUNCTION.matcher(text);
    while (function.find()) {
      String name = function.group(1);
      if (name == null || !ALLOWED.contains(name) || function.group().startsWith("$init")) {
        int end = Math.min(text.length(), function.start() + 40);
        return Optional.of(text.substring(function.start(), end));
      }
    }
    return Optional.empty();
  }
}
