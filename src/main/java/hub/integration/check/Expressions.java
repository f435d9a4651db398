package hub.integration.check;

import hub.integration.check.Tree.Field;
import hub.integration.check.Tree.Fields;
import hub.integration.check.Tree.Word;
import hub.integration.policy.FlowLanguage;
import java.util.Optional;
import java.util.Set;

/** Looks at expressions: their languages, and what they come to in a loop. */
final class Expressions {
  /** Steps whose condition decides; elsewhere Simple makes a value. */
  private static final Set<String> CONDITIONS = Set.of("filter", "when", "validate", "onWhen");

  private final Properties properties;
  private final Simple simple;
  private final Findings findings;

  Expressions(Properties properties, Simple simple, Findings findings) {
    this.properties = properties;
    this.simple = simple;
    this.findings = findings;
  }

  void check(String owner, Fields body, Spot spot) {
    if (body.get("expression") instanceof Fields expression) {
      language(expression, CONDITIONS.contains(owner));
      if (spot.looped()) {
        growth(owner, body, expression);
      }
    }
  }

  void language(Fields expression, boolean condition) {
    for (Field field : expression.fields()) {
      Optional<FlowLanguage> language = FlowLanguage.of(field.name());
      if (language.isEmpty()) {
        findings.add(
            field.key().place(),
            "policy",
            "%s is none of the languages of a flow.".formatted(field.name()),
            NearMiss.remedy(
                field.name(),
                FlowLanguage.words(),
                "There are " + String.join(", ", FlowLanguage.words()) + "."));
      } else if (field.value() instanceof Fields body) {
        language(language.get(), body, condition);
      }
    }
  }

  private void language(FlowLanguage language, Fields body, boolean condition) {
    properties.listed(body, language.properties(), language.word());
    body.fields().stream()
        .filter(field -> field.value() instanceof Word)
        .forEach(field -> properties.text((Word) field.value()));
    Optional<Word> text = body.word("expression");
    if (language == FlowLanguage.SIMPLE && text.isPresent()) {
      if (condition) {
        simple.predicate(text.get());
      } else {
        simple.expression(text.get());
      }
    } else if (language == FlowLanguage.HEADER || language == FlowLanguage.VARIABLE) {
      text.filter(word -> !word.text().matches(Properties.NAME))
          .ifPresent(
              word ->
                  findings.add(
                      word.place(),
                      "policy",
                      "%s is no name.".formatted(word.text()),
                      "Use letters, digits and dashes."));
    }
  }

  /** A body that takes itself in twice a turn is doubled each time. */
  private void growth(String owner, Fields body, Fields expression) {
    if (expression.get("simple") instanceof Fields language
        && language.word("expression").isPresent()) {
      Word text = language.word("expression").get();
      String itself =
          owner.startsWith("setVariable") || owner.equals("variables")
              ? "${variable." + body.word("name").map(Word::text).orElse("")
              : "${body";
      if (text.text().indexOf(itself) != text.text().lastIndexOf(itself)
          && !owner.equals("filter")
          && !CONDITIONS.contains(owner)
          && text.text().indexOf(itself) >= 0
          && !text.text().contains("[")) {
        findings.add(
            text.place(),
            "policy",
            "This doubles at each turn of the loop.",
            "Let a turn add to what there was once at most.");
      }
    }
  }
}
