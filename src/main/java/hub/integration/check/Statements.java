package hub.integration.check;

import hub.integration.check.Tree.Field;
import hub.integration.check.Tree.Fields;
import hub.integration.check.Tree.Word;
import hub.integration.child.Select;
import hub.integration.policy.FlowHeader;
import hub.integration.policy.FlowView;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Looks at what a flow asks {@code jdbc:views}: it stands as a constant in the step before, so that
 * no word of a message can become a word of a statement; values come as parameters.
 */
final class Statements {
  private static final String CONSTANT = "expression: constant: expression: select ...";

  private final Source source;
  private final Findings findings;

  Statements(Source source, Findings findings) {
    this.source = source;
    this.findings = findings;
  }

  /**
   * Looks at steps that follow each other.
   *
   * @param owner what they stand in
   */
  void check(String owner, List<Tree> steps) {
    Field before = null;
    for (Tree tree : steps) {
      Field step = tree instanceof Fields fields ? first(fields) : null;
      if (step != null
          && step.name().equals("to")
          && step.value() instanceof Fields to
          && to.word("uri").filter(uri -> uri.text().startsWith("jdbc:")).isPresent()) {
        ask(owner, before, to);
      }
      before = step;
    }
  }

  private static @Nullable Field first(Fields step) {
    return step.fields().isEmpty() ? null : step.fields().getFirst();
  }

  private void ask(String owner, @Nullable Field before, Fields to) {
    Word uri = to.word("uri").orElseThrow();
    Optional<Word> statement = owner.equals("multicast") ? Optional.empty() : constant(before);
    if (statement.isEmpty()) {
      findings.add(
          uri.place(),
          "policy",
          "The statement must stand in the step before, as a constant.",
          "Put a setBody with %s directly before it; values come as :?sql_name from headers."
              .formatted(CONSTANT));
    } else {
      statement(statement.get(), to);
    }
    to.field("variableSend")
        .ifPresent(
            variable ->
                findings.add(
                    variable.key().place(),
                    "policy",
                    "A statement comes from no variable.",
                    "Leave variableSend out; the step before sets the statement."));
  }

  private static Optional<Word> constant(@Nullable Field before) {
    return before != null
            && before.name().equals("setBody")
            && before.value() instanceof Fields body
            && body.get("disabled") == null
            && body.get("expression") instanceof Fields expression
            && expression.get("constant") instanceof Fields constant
        ? constant.word("expression")
        : Optional.empty();
  }

  private void statement(Word statement, Fields to) {
    String sql = statement.text();
    Select.fault(sql, FlowView.words())
        .ifPresent(
            fault ->
                findings.add(place(statement, fault), "policy", fault.sentence(), fault.remedy()));
    for (String name : Select.parameters(sql)) {
      if (!FlowHeader.PARAMETER.covers(name)) {
        findings.add(
            source.find(statement.place(), ":?" + name, 0),
            "policy",
            "%s is no name for a parameter.".formatted(name),
            "Begin it with sql_, and set the header of that name before.");
      } else if (!takesHeaders(to)) {
        findings.add(
            to.word("uri").orElseThrow().place(),
            "endpoint",
            "The statement has parameters, and this step does not fill them in.",
            "Add useHeadersAsParameters: \"true\" to its parameters.");
      }
    }
  }

  private static boolean takesHeaders(Fields to) {
    return to.word("uri").orElseThrow().text().contains("useHeadersAsParameters=true")
        || to.get("parameters") instanceof Fields parameters
            && parameters
                .word("useHeadersAsParameters")
                .filter(word -> word.text().equals("true"))
                .isPresent();
  }

  /** Of several equal words the one that is meant. */
  private Place place(Word statement, Select.Fault fault) {
    int earlier = 0;
    int at = fault.token().isEmpty() ? -1 : statement.text().indexOf(fault.token());
    while (at >= 0 && at < fault.at()) {
      earlier++;
      at = statement.text().indexOf(fault.token(), at + 1);
    }
    return fault.token().isBlank()
        ? statement.place()
        : source.find(statement.place(), fault.token(), earlier);
  }
}
