package hub.integration.check;

import hub.integration.check.Tree.Field;
import hub.integration.check.Tree.Fields;
import hub.integration.check.Tree.Word;
import hub.integration.policy.FlowHeader;
import java.util.Collection;
import java.util.Locale;
import java.util.Set;

/** Looks at the properties of steps and other maps: which there may be, and what they say. */
final class Properties {
  /** What headers and variables may be called. */
  static final String NAME = "[A-Za-z][A-Za-z0-9_-]*";

  private final Placeholders placeholders;
  private final Simple simple;
  private final Typed typed;
  private final Findings findings;

  Properties(Placeholders placeholders, Simple simple, Typed typed, Findings findings) {
    this.placeholders = placeholders;
    this.simple = simple;
    this.typed = typed;
    this.findings = findings;
  }

  void listed(Fields fields, Set<String> allowed, String owner) {
    typed.check(owner, fields);
    for (Field field : fields.fields()) {
      if (!allowed.contains(field.name())) {
        findings.add(
            field.key().place(),
            "policy",
            "%s may not have %s in a flow.".formatted(owner, field.name()),
            NearMiss.remedy(
                field.name(), allowed, "It may have " + String.join(", ", allowed) + "."));
      }
    }
  }

  /** Every other text of a step. */
  void texts(Fields fields, Set<String> besides) {
    for (Field field : fields.fields()) {
      if (field.value() instanceof Word word && !besides.contains(field.name())) {
        text(word);
      }
    }
  }

  void text(Word word) {
    placeholders.check(word, false);
    simple.functions(word);
    String start = word.text().strip().toLowerCase(Locale.ROOT);
    if (start.startsWith("resource:")) {
      findings.add(
          word.place(), "policy", "A flow reads no resources.", "Write out what stands there.");
    } else if (start.matches("#(class|bean|type|property|valueas|autowired).*")) {
      findings.add(
          word.place(),
          "bean",
          "There is no %s that a flow may use.".formatted(word.text()),
          "Leave it out.");
    }
  }

  void oneOf(Word word, Collection<String> allowed, String what) {
    if (!allowed.contains(word.text())) {
      findings.add(
          word.place(),
          "policy",
          "%s is none of %s.".formatted(word.text(), what),
          NearMiss.remedy(word.text(), allowed, "There are " + String.join(", ", allowed) + "."));
    }
  }

  void name(Word name, boolean header) {
    if (!name.text().matches(NAME)) {
      findings.add(
          name.place(),
          "policy",
          "%s is no name for a %s of a flow."
              .formatted(name.text(), header ? "header" : "variable"),
          "Use letters, digits and dashes, beginning with a letter.");
    } else if (header && !FlowHeader.allows(name.text())) {
      findings.add(
          name.place(),
          "policy",
          "A flow may not set the header %s.".formatted(name.text()),
          NearMiss.remedy(
              name.text(),
              FlowHeader.words(),
              "There are " + String.join(", ", FlowHeader.words()) + "."));
    }
  }
}
