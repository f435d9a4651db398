package hub.integration.check;

import hub.integration.check.Tree.Word;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Looks at each {@code {{...}}}: values of the configuration anywhere, secrets only where they may
 * stand.
 */
final class Placeholders {
  private static final Pattern FORM = Pattern.compile("\\{\\{([^{}]*)}}");
  private static final Pattern SECRET =
      Pattern.compile("flow\\.secret\\.[a-z][a-z0-9]*(-[a-z0-9]+)*");

  private final FlowValues values;
  private final Source source;
  private final Findings findings;

  Placeholders(FlowValues values, Source source, Findings findings) {
    this.values = values;
    this.source = source;
    this.findings = findings;
  }

  /**
   * Checks a text.
   *
   * @param secrets whether a secret may stand in it
   */
  void check(Word word, boolean secrets) {
    Matcher forms = FORM.matcher(word.text());
    forms.results().forEach(form -> check(word, form, secrets));
    if (forms.replaceAll("").contains("{{")) {
      findings.add(
          source.find(word.place(), "{{", 0),
          "placeholder",
          "A placeholder begins here and does not end.",
          "Write {{flow.name}}; text that needs two braces cannot stand in a flow.");
    }
  }

  private void check(Word word, MatchResult form, boolean secrets) {
    String name = form.group(1).strip();
    Place place = source.find(word.place(), form.group(), 0);
    if (SECRET.matcher(name).matches()) {
      if (!secrets) {
        findings.add(
            place,
            "placeholder",
            "The secret %s may not stand here.".formatted(name),
            "Secrets go into passwords and tokens of endpoints, such as authBearerToken, and paths"
                + " of web addresses.");
      }
    } else if (!values.names().contains(name)) {
      findings.add(
          place,
          "placeholder",
          name.startsWith("flow.")
              ? "Nothing is configured as %s.".formatted(name)
              : "{{%s}} is not a flow's to read.".formatted(name),
          NearMiss.remedy(
              name,
              values.names(),
              values.names().isEmpty()
                  ? "Write the value itself."
                  : "There are "
                      + String.join(", ", values.names())
                      + "; or write the value itself."));
    }
  }

  /** The text with the configuration's values in it; what has none stays as it is. */
  String filled(String text) {
    return FORM.matcher(text)
        .replaceAll(
            form ->
                Matcher.quoteReplacement(values.value(form.group(1).strip()).orElse(form.group())));
  }
}
