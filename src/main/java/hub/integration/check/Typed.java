package hub.integration.check;

import hub.integration.check.Tree.Field;
import hub.integration.check.Tree.Fields;
import hub.integration.check.Tree.Word;
import java.util.List;
import org.apache.camel.tooling.model.BaseOptionModel;
import org.apache.camel.util.TimeUtils;

/**
 * Looks at what is more than text in steps: yes or no, numbers, durations and choices, each as
 * Camel's own model has it. The schema takes durations for text and whole numbers for any, and
 * cannot know what a placeholder stands for.
 */
final class Typed {
  private final Camel camel;
  private final Placeholders placeholders;
  private final Findings findings;

  Typed(Camel camel, Placeholders placeholders, Findings findings) {
    this.camel = camel;
    this.placeholders = placeholders;
    this.findings = findings;
  }

  /** The properties of a step, a part of one, or a language. */
  void check(String owner, Fields fields) {
    for (Field field : fields.fields()) {
      if (field.value() instanceof Word word) {
        camel.option(owner, field.name()).ifPresent(option -> check(option, word));
      }
    }
  }

  private void check(BaseOptionModel option, Word word) {
    String value = placeholders.filled(word.text());
    String wanted = wanted(option, value);
    // What nothing is configured as is told where placeholders are looked at.
    if (!wanted.isEmpty() && !value.contains("{{")) {
      findings.add(
          word.place(),
          "schema",
          word.text().equals(value)
              ? "%s cannot be %s.".formatted(option.getName(), value)
              : "%s cannot be %s, which is %s.".formatted(option.getName(), word.text(), value),
          "Give %s.".formatted(wanted));
    }
  }

  /** What it should be instead; empty if it is. */
  private static String wanted(BaseOptionModel option, String value) {
    return switch (option.getType()) {
      case "boolean" -> value.matches("true|false") ? "" : "true or false";
      case "integer" -> value.matches("-?[0-9]{1,9}") ? "" : "a whole number";
      case "number" -> value.matches("-?[0-9]{1,9}(\\.[0-9]{1,9})?") ? "" : "a number";
      case "duration" -> isDuration(value) ? "" : "a duration, such as 500 or 10s";
      case "enum" -> oneOf(option.getEnums(), value);
      default -> "";
    };
  }

  private static String oneOf(List<String> choices, String value) {
    return choices.contains(value) ? "" : "one of " + String.join(", ", choices);
  }

  private static boolean isDuration(String value) {
    try {
      return value.matches("[0-9].*") && TimeUtils.toMilliSeconds(value) >= 0;
    } catch (IllegalArgumentException | IndexOutOfBoundsException none) {
      return false;
    }
  }
}
