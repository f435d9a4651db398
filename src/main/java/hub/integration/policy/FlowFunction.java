package hub.integration.policy;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What may stand in {@code ${...}} of Simple. There is no way from here to a Java object's methods:
 * of maps and lists alone, names and places are read.
 */
public enum FlowFunction {
  BODY(
      "body",
      "The body; of a map or list a part: ${body[title]}, ${body[0][id]}.",
      "body(\\[[^\\[\\]().$\\u0000]+])*"),
  HEADER(
      "header",
      "A header: ${header.Subject}.",
      "headers?[.:]" + Names.NAME + "(\\[[^\\[\\]().$\\u0000]+])*|headers?\\[" + Names.NAME + "]"),
  VARIABLE(
      "variable",
      "A variable: ${variable.page}, ${variable.post[title]}.",
      "variable[.:]" + Names.NAME + "(\\[[^\\[\\]().$\\u0000]+])*"),
  PROPERTY(
      "exchangeProperty",
      "One of the properties below: ${exchangeProperty.CamelSplitIndex}.",
      "exchangeProperty\\.(" + FlowProperty.names("|") + ")"),
  EXCEPTION("exception.message", "What went wrong, in doCatch.", "exception\\.message"),
  DATE(
      "date",
      "A time: ${date:now:yyyy-MM-dd}.",
      "date:now(:[A-Za-z0-9 .,:'/_-]+)?|date-with-timezone:now:[A-Za-z/_+0-9:-]+:[A-Za-z0-9"
          + " .,:'/_-]+"),
  WORDS(
      "others",
      "bodyOneLine, prettyBody, toJsonBody, toPrettyJsonBody, exchangeId, id, routeId, stepId,"
          + " messageTimestamp, uuid, null.",
      "bodyOneLine|prettyBody|toJsonBody|toPrettyJsonBody|exchangeId|id|routeId|stepId|messageTimestamp|uuid|null"),
  CALLS(
      "functions of values",
      "name(...) with one of: " + String.join(", ", Names.CALLS) + ".",
      "(" + String.join("|", Names.CALLS) + ")(\\(.*\\))?");

  private final String title;
  private final String does;
  private final Pattern form;

  FlowFunction(String title, String does, String form) {
    this.title = title;
    this.does = does;
    this.form = Pattern.compile(form, Pattern.DOTALL);
  }

  public String title() {
    return title;
  }

  public String does() {
    return does;
  }

  /**
   * Whether this may be evaluated.
   *
   * @param function what stands between {@code ${} and {@code }}, with the character 0 for each
   *     function within it
   */
  public static boolean allows(String function) {
    return Arrays.stream(values()).anyMatch(one -> one.form.matcher(function.strip()).matches());
  }

  /** Names that a slip may have come from. */
  public static List<String> names() {
    return java.util.stream.Stream.concat(
            Names.CALLS.stream(),
            java.util.stream.Stream.of(
                "body", "header", "variable", "exchangeProperty", "date", "uuid", "routeId"))
        .toList();
  }

  /** Operators that would load a class or could take for ever. */
  public static final Set<String> REFUSED_OPERATORS = Set.of("is", "regex");

  private static final class Names {
    /** Of headers and variables. */
    static final String NAME = "[A-Za-z][A-Za-z0-9_-]*";

    static final List<String> CALLS =
        List.of(
            "abs",
            "average",
            "capitalize",
            "ceil",
            "concat",
            "contains",
            "distinct",
            "floor",
            "hash",
            "isAlpha",
            "isAlphaNumeric",
            "isEmpty",
            "isNumeric",
            "join",
            "length",
            "list",
            "lowercase",
            "map",
            "max",
            "min",
            "normalizeWhitespace",
            "pretty",
            "quote",
            "random",
            "replace",
            "reverse",
            "safeQuote",
            "size",
            "substring",
            "substringAfter",
            "substringBefore",
            "substringBetween",
            "sum",
            "toJson",
            "toPrettyJson",
            "trim",
            "unquote",
            "uppercase",
            "val");
  }
}
