package hub.integration.check;

import hub.integration.FlowText;
import hub.integration.check.Tree.Field;
import hub.integration.check.Tree.Fields;
import hub.integration.check.Tree.Items;
import hub.integration.check.Tree.Word;
import hub.integration.policy.FailurePolicy;
import hub.integration.policy.FlowForm;
import hub.integration.policy.FlowHeader;
import hub.integration.policy.FlowLanguage;
import hub.integration.policy.FlowStep;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Goes through a flow from its first line to its last and holds each part against the list. */
final class RouteWalk {
  private static final int MOST_TURNS = 1_000;
  private static final int LONGEST_DELAY = 60_000;
  private static final String NAME = "[A-Za-z][A-Za-z0-9_-]*";

  /** Steps whose condition decides; elsewhere Simple makes a value. */
  private static final Set<String> CONDITIONS = Set.of("filter", "when", "validate", "onWhen");

  private final FlowText flow;
  private final Source source;
  private final Findings findings;
  private final Placeholders placeholders;
  private final Typed typed;
  private final Simple simple;
  private final Endpoints endpoints;
  private final Directs directs;
  private final Map<String, Integer> ids = new HashMap<>();
  private final List<CheckedRoute> routes = new ArrayList<>();

  RouteWalk(
      FlowText flow,
      FlowValues values,
      Camel camel,
      Hosts hosts,
      Source source,
      Findings findings) {
    this.flow = flow;
    this.source = source;
    this.findings = findings;
    this.placeholders = new Placeholders(values, source, findings);
    this.typed = new Typed(camel, placeholders, findings);
    this.simple = new Simple(camel, source, findings);
    this.endpoints =
        new Endpoints(flow.kind(), camel.catalog(), placeholders, hosts, source, findings);
    this.directs = new Directs(flow, source, findings);
  }

  /** Where a step stands: what its route serves, and what it is within. */
  private record Spot(String from, boolean parts, boolean looped) {
    Spot inSplit() {
      return new Spot(from, true, looped);
    }

    Spot inLoop() {
      return new Spot(from, parts, true);
    }
  }

  List<CheckedRoute> walk(Tree flowItems) {
    if (flowItems instanceof Items items) {
      items.items().forEach(this::item);
    }
    if (routes.isEmpty() && !findings.any()) {
      findings.add(flowItems.place(), "schema", "There is no route in it.", "Begin with - route:");
    }
    directs.check();
    return routes;
  }

  private void item(Tree item) {
    if (!(item instanceof Fields fields) || fields.fields().isEmpty()) {
      findings.add(item.place(), "schema", "There is no route here.", "Write - route:");
    } else {
      for (Field field : fields.fields()) {
        if (field.name().equals("route") && field.value() instanceof Fields route) {
          route(field, route);
        } else if (!field.name().equals("route")) {
          findings.add(
              field.key().place(),
              "policy",
              "A flow holds routes and no %s.".formatted(field.name()),
              "Put its steps into a route: - route:");
        }
      }
    }
  }

  private void route(Field named, Fields route) {
    listed(route, FlowForm.ROUTE.properties(), "A route");
    Optional<Word> id = id(named.key(), route, "route");
    route.word("routeConfigurationId").ifPresent(this::failurePolicy);
    texts(route, Set.of("from"));
    if (route.get("from") instanceof Fields from) {
      listed(from, FlowForm.FROM.properties(), "from");
      from.word("id").ifPresent(word -> id(word));
      endpoints.check(from, true);
      Optional<Word> uri = from.word("uri");
      uri.filter(word -> word.text().startsWith("direct:")).ifPresent(directs::serves);
      String plain = uri.map(word -> word.text().split("\\?", 2)[0]).orElse("");
      routes.add(
          new CheckedRoute(id.map(Word::text).orElse(""), named.key().place().line(), plain));
      steps(from, new Spot(plain, false, false));
    }
  }

  private void failurePolicy(Word word) {
    List<String> known = FailurePolicy.of(flow.kind()).stream().map(FailurePolicy::id).toList();
    if (!known.contains(word.text())) {
      findings.add(
          word.place(),
          "policy",
          "There is no failure policy %s for this flow.".formatted(word.text()),
          NearMiss.remedy(
              word.text(),
              known,
              known.isEmpty()
                  ? "Leave routeConfigurationId out."
                  : "There are " + String.join(", ", known) + "."));
    }
  }

  private Optional<Word> id(Word owner, Fields fields, String what) {
    Optional<Word> id = fields.word("id");
    if (id.isEmpty() && fields.field("id").isEmpty()) {
      findings.add(
          owner.place(),
          "id",
          "This %s has no id.".formatted(what),
          "Add id: %s-... below it, by which counters and log name it.".formatted(flow.name()));
    }
    id.ifPresent(this::id);
    return id;
  }

  private void id(Word id) {
    Integer before = ids.putIfAbsent(id.text(), id.place().line());
    boolean own = id.text().equals(flow.name()) || id.text().startsWith(flow.name() + "-");
    if (before != null) {
      findings.add(
          id.place(),
          "id",
          "The id %s is on line %d already.".formatted(id.text(), before),
          "Give it another.");
    } else if (!own) {
      findings.add(
          id.place(),
          "id",
          "The id %s does not begin with the flow's name.".formatted(id.text()),
          "Call it %s-%s.".formatted(flow.name(), id.text()));
    } else if (!id.text().matches("[a-z0-9]+(-[a-z0-9]+)*")) {
      findings.add(
          id.place(),
          "id",
          "The id %s is no id.".formatted(id.text()),
          "Use small letters, digits and dashes.");
    }
  }

  private void steps(Fields owner, Spot spot) {
    owner.items("steps").forEach(step -> step(step, spot));
  }

  private void step(Tree tree, Spot spot) {
    if (tree instanceof Fields empty && empty.fields().isEmpty()) {
      findings.add(
          tree.place(),
          "schema",
          "There is no step here.",
          "Write its name and what belongs to it.");
    } else if (tree instanceof Fields step
        && step.fields().size() == 1
        && step.fields().getFirst().value() instanceof Fields) {
      Field field = step.fields().getFirst();
      Optional<FlowStep> known = FlowStep.of(field.name());
      if (known.isEmpty()) {
        findings.add(
            field.key().place(),
            "policy",
            "%s is none of the steps that a flow may have.".formatted(field.name()),
            "There are " + String.join(", ", FlowStep.words()) + ".");
      } else {
        step(known.get(), field, (Fields) field.value(), spot);
      }
    }
  }

  private void step(FlowStep step, Field field, Fields body, Spot spot) {
    listed(body, step.properties(), field.name());
    id(field.key(), body, "step");
    texts(
        body,
        Set.of(
            "uri",
            "parameters",
            "expression",
            "correlationExpression",
            "steps",
            "when",
            "otherwise",
            "doCatch",
            "doFinally",
            "onFallback",
            "resilience4jConfiguration",
            "json",
            "headers",
            "variables"));
    expression(field.name(), body, spot);
    if (body.get("correlationExpression") instanceof Fields correlation) {
      language(correlation, false);
    }
    special(step, field, body, spot);
    Spot within =
        step == FlowStep.SPLIT ? spot.inSplit() : step == FlowStep.LOOP ? spot.inLoop() : spot;
    steps(body, within);
    body.items("when").forEach(when -> part(FlowForm.WHEN, "when", when, within));
    body.items("doCatch").forEach(caught -> part(FlowForm.CATCH, "doCatch", caught, within));
    part(FlowForm.OTHERWISE, "otherwise", body.get("otherwise"), within);
    part(FlowForm.FINALLY, "doFinally", body.get("doFinally"), within);
    part(FlowForm.ON_FALLBACK, "onFallback", body.get("onFallback"), within);
    part(
        FlowForm.BREAKER,
        "resilience4jConfiguration",
        body.get("resilience4jConfiguration"),
        within);
    part(FlowForm.JSON, "json", body.get("json"), within);
    body.items("headers").forEach(header -> named(FlowForm.HEADERS, "headers", header, within));
    body.items("variables")
        .forEach(variable -> named(FlowForm.VARIABLES, "variables", variable, within));
  }

  private void part(
      FlowForm form, String name, @org.jspecify.annotations.Nullable Tree tree, Spot spot) {
    if (tree instanceof Fields fields) {
      listed(fields, form.properties(), name);
      fields.word("id").ifPresent(this::id);
      texts(fields, Set.of("expression", "steps", "onWhen"));
      expression(name, fields, spot);
      fields.items("exception").forEach(this::exception);
      part(FlowForm.ON_WHEN, "onWhen", fields.get("onWhen"), spot);
      steps(fields, spot);
    }
  }

  private void named(FlowForm form, String what, Tree tree, Spot spot) {
    part(form, what, tree, spot);
    if (tree instanceof Fields fields) {
      fields.word("name").ifPresent(name -> name(name, form == FlowForm.HEADERS));
    }
  }

  private void exception(Tree tree) {
    if (tree instanceof Word word) {
      oneOf(word, FlowForm.EXCEPTIONS, "the exceptions that a flow may name");
    }
  }

  private void oneOf(Word word, Collection<String> allowed, String what) {
    if (!allowed.contains(word.text())) {
      findings.add(
          word.place(),
          "policy",
          "%s is none of %s.".formatted(word.text(), what),
          NearMiss.remedy(word.text(), allowed, "There are " + String.join(", ", allowed) + "."));
    }
  }

  private void special(FlowStep step, Field field, Fields body, Spot spot) {
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
      case SET_HEADER -> body.word("name").ifPresent(name -> name(name, true));
      case SET_VARIABLE, REMOVE_VARIABLE -> body.word("name").ifPresent(name -> name(name, false));
      case LOG -> body.word("message").ifPresent(simple::expression);
      case CONVERT_BODY ->
          body.word("type")
              .ifPresent(type -> oneOf(type, FlowForm.TYPES, "the types that a body may become"));
      case THROW ->
          body.word("exceptionType")
              .ifPresent(
                  type -> oneOf(type, FlowForm.EXCEPTIONS, "the exceptions that a flow may throw"));
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
    body.word(property).ifPresent(name -> name(name, false));
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

  private void name(Word name, boolean header) {
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

  private void expression(String owner, Fields body, Spot spot) {
    if (body.get("expression") instanceof Fields expression) {
      language(expression, CONDITIONS.contains(owner));
      if (spot.looped()) {
        growth(owner, body, expression);
      }
    }
  }

  private void language(Fields expression, boolean condition) {
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
    listed(body, language.properties(), language.word());
    body.fields().stream()
        .filter(field -> field.value() instanceof Word)
        .forEach(field -> text((Word) field.value()));
    Optional<Word> text = body.word("expression");
    if (language == FlowLanguage.SIMPLE && text.isPresent()) {
      if (condition) {
        simple.predicate(text.get());
      } else {
        simple.expression(text.get());
      }
    } else if (language == FlowLanguage.HEADER || language == FlowLanguage.VARIABLE) {
      text.filter(word -> !word.text().matches(NAME))
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

  /** Every other text of a step. */
  private void texts(Fields fields, Set<String> besides) {
    for (Field field : fields.fields()) {
      if (field.value() instanceof Word word && !besides.contains(field.name())) {
        text(word);
      }
    }
  }

  private void text(Word word) {
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

  private void listed(Fields fields, Set<String> allowed, String owner) {
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
}
