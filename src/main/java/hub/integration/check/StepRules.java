package hub.integration.check;

import hub.integration.check.Tree.Field;
import hub.integration.check.Tree.Fields;
import hub.integration.check.Tree.Word;
import hub.integration.policy.FlowForm;
import hub.integration.policy.FlowStep;
import java.util.Optional;

/** What holds for one kind of step alone. */
final class StepRules {
  private static final int MOST_TURNS = 1_000;
  private static final int LONGEST_DELAY = 60_000;

  private final Properties properties;
  private final Placeholders placeholders;
  private final Simple simple;
  private final Endpoints endpoints;
  private final Directs directs;
  private final Findings findings;

  StepRules(
      Properties properties,
      Placeholders placeholders,
      Simple simple,
      Endpoints endpoints,
      Directs directs,
      Findings findings) {
    this.properties = properties;
    this.placeholders = placeholders;
    this.simple = simple;
    this.endpoints = endpoints;
    this.directs = directs;
    this.findings = findings;
  }

  void check(FlowStep step, Field field, Fields body, Spot spot) {
    switch (step) {
      case TO -> {
        endpoints.check(body, false);
        body.word("uri")
            .filter(uri -> uri.text().startsWith("direct:"))
            .ifPresent(uri -> directs.calls(spot.from(), uri, spot.parts()));
        variable(body, "variableSend");
        variable(body, "variableReceive");
      }
      case MARSHAL, UNMARSHAL -> {
        format(field, body);
        variable(body, "variableSend");
        variable(body, "variableReceive");
      }
      case SET_HEADER -> body.word("name").ifPresent(name -> properties.name(name, true));
      case SET_VARIABLE, REMOVE_VARIABLE ->
          body.word("name").ifPresent(name -> properties.name(name, false));
      case LOG -> body.word("message").ifPresent(simple::expression);
      case CONVERT_BODY ->
          body.word("type")
              .ifPresent(
                  type ->
                      properties.oneOf(type, FlowForm.TYPES, "the types that a body may become"));
      case THROW ->
          body.word("exceptionType")
              .ifPresent(
                  type ->
                      properties.oneOf(
                          type, FlowForm.EXCEPTIONS, "the exceptions that a flow may throw"));
      case LOOP -> {
        if (spot.looped()) {
          findings.add(
              field.key().place(),
              "policy",
              "A loop within a loop may take for ever.",
              "Move one of them out, or use split.");
        }
        number(field, body, MOST_TURNS, "A loop's turns");
      }
      case DELAY -> number(field, body, LONGEST_DELAY, "A delay's milliseconds");
      default -> {}
    }
  }

  private void variable(Fields body, String property) {
    body.word(property).ifPresent(name -> properties.name(name, false));
  }

  private void format(Field field, Fields body) {
    if (body.get("json") == null) {
      findings.add(
          field.key().place(),
          "policy",
          "%s needs json here.".formatted(field.name()),
          "Add json: {} below it.");
    }
  }

  /** Loops and delays are bounded by what is written, never by a message. */
  private void number(Field field, Fields body, int most, String what) {
    Optional<Word> constant =
        body.get("expression") instanceof Fields expression
                && expression.get("constant") instanceof Fields language
            ? language.word("expression")
            : Optional.empty();
    String number = constant.map(word -> placeholders.filled(word.text())).orElse("");
    boolean bounded = number.matches("[0-9]{1,9}") && Integer.parseInt(number) <= most;
    if (!bounded && !number.contains("{{")) {
      findings.add(
          constant.map(Word::place).orElse(field.key().place()),
          "policy",
          "%s must be a constant of at most %,d.".formatted(what, most),
          "Give it as expression: constant: expression: \"10\"; a filter inside ends it earlier.");
    }
  }
}
