package hub.integration.check;

import hub.integration.check.Tree.Word;
import hub.integration.policy.FlowFunction;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.camel.language.simple.types.SimpleIllegalSyntaxException;

/**
 * Looks at Simple: that Camel can read it, and that it names nothing but the functions of the list.
 */
final class Simple {
  private static final Pattern WORDS = Pattern.compile("'[^']*'|\"[^\"]*\"|[^\\s'\"]+");

  private final Camel camel;
  private final Source source;
  private final Findings findings;

  Simple(Camel camel, Source source, Findings findings) {
    this.camel = camel;
    this.source = source;
    this.findings = findings;
  }

  /** Functions in any text, whatever is said to become of it. */
  void functions(Word word) {
    for (String function : functions(word.text())) {
      String plain = function.replace("\u0000", "...");
      if (!FlowFunction.allows(function)) {
        findings.add(
            source.find(word.place(), "${" + head(function), 0),
            "simple",
            "${%s} is none of the functions that a flow may use.".formatted(shortened(plain)),
            NearMiss.remedy(
                head(function),
                FlowFunction.names(),
                function.startsWith("body.")
                    ? "Read a part of the body as ${body[%s]}."
                        .formatted(head(function.substring(5)))
                    : "There are ${body}, ${header.name}, ${variable.name} and those in the"
                        + " documentation."));
      }
    }
    if (word.text().contains("$init{")
        || word.text().contains("~:=")
        || word.text().contains("$:=")) {
      findings.add(
          source.find(word.place(), "$", 0),
          "simple",
          "Functions cannot be made in a flow.",
          "Keep a value with setVariable.");
    }
  }

  void expression(Word word) {
    if (isSound(word)) {
      camel.unreadableExpression(readable(word)).ifPresent(trouble -> tell(word, trouble));
    }
  }

  void predicate(Word word) {
    if (isSound(word)) {
      camel.unreadablePredicate(readable(word)).ifPresent(trouble -> tell(word, trouble));
    }
    Matcher words = WORDS.matcher(outside(word.text()));
    while (words.find()) {
      String operator = words.group().replaceFirst("^!", "");
      if (FlowFunction.REFUSED_OPERATORS.contains(operator)) {
        findings.add(
            source.find(word.place(), words.group() + " ", 0),
            "simple",
            "The operator %s may not be used.".formatted(words.group()),
            "Compare with ==, contains, startsWith, endsWith or in.");
      }
    }
  }

  /** Camel wants a value where a placeholder stands. */
  private static String readable(Word word) {
    return word.text().replaceAll("\\{\\{[^{}]*}}", "1");
  }

  /** Camel's parser is given what is on the list alone: it may look for classes and resources. */
  private static boolean isSound(Word word) {
    return functions(word.text()).stream().allMatch(FlowFunction::allows)
        && !word.text().strip().startsWith("resource:");
  }

  private void tell(Word word, SimpleIllegalSyntaxException trouble) {
    String reason =
        String.valueOf(trouble.getShortMessage()).lines().findFirst().orElse("").strip();
    findings.add(
        word.place(),
        "simple",
        "Simple cannot read this: %s.".formatted(reason.replaceFirst("\\.$", "")),
        trouble.getIndex() > 0
            ? "Look at character %d, %s."
                .formatted(trouble.getIndex() + 1, near(word.text(), trouble.getIndex()))
            : "Mind braces, quotes and spaces round operators.");
  }

  private static String near(String text, int index) {
    int at = Math.min(index, text.length());
    return "behind " + text.substring(Math.max(0, at - 12), at).strip();
  }

  /** What stands between functions. */
  private static String outside(String text) {
    StringBuilder rest = new StringBuilder();
    int depth = 0;
    for (int i = 0; i < text.length(); i++) {
      if (text.startsWith("${", i)) {
        depth++;
        i++;
      } else if (depth > 0 && text.charAt(i) == '}') {
        depth--;
        rest.append('0');
      } else if (depth == 0) {
        rest.append(text.charAt(i));
      }
    }
    return rest.toString();
  }

  /** Each function, the inner ones too; within another an inner one is the character 0. */
  static List<String> functions(String text) {
    List<String> all = new ArrayList<>();
    String plain = text.replace("$simple{", "${");
    for (int i = plain.indexOf("${"); i >= 0; i = plain.indexOf("${", i + 1)) {
      StringBuilder own = new StringBuilder();
      int depth = 1;
      for (int j = i + 2; j < plain.length() && depth > 0; j++) {
        if (plain.startsWith("${", j)) {
          own.append(depth == 1 ? "\u0000" : "");
          depth++;
          j++;
        } else if (plain.charAt(j) == '}') {
          depth--;
        } else if (depth == 1) {
          own.append(plain.charAt(j));
        }
      }
      all.add(own.toString());
    }
    return all;
  }

  private static String head(String function) {
    Matcher head = Pattern.compile("\\s*[A-Za-z_$-]+").matcher(function);
    return head.lookingAt() ? head.group() : "";
  }

  private static String shortened(String text) {
    return text.length() > 60 ? text.substring(0, 57) + "..." : text;
  }
}
