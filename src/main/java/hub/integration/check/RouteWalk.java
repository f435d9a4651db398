package hub.integration.check;

import hub.integration.FlowText;
import hub.integration.check.Tree.Field;
import hub.integration.check.Tree.Fields;
import hub.integration.check.Tree.Items;
import hub.integration.check.Tree.Word;
import hub.integration.policy.FailurePolicy;
import hub.integration.policy.FlowForm;
import hub.integration.policy.FlowStep;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Goes through a flow from its first line to its last and holds each part against the list. */
final class RouteWalk {
  /** What a step has besides texts, each looked at where it belongs. */
  private static final Set<String> STRUCTURE =
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
          "variables");

  private final FlowText flow;
  private final Findings findings;
  private final Ids ids;
  private final Properties properties;
  private final Expressions expressions;
  private final Endpoints endpoints;
  private final Directs directs;
  private final StepRules rules;
  private final Statements statements;
  private final List<CheckedRoute> routes = new ArrayList<>();

  RouteWalk(
      FlowText flow,
      FlowValues values,
      Camel camel,
      Reach reach,
      Source source,
      Findings findings) {
    this.flow = flow;
    this.findings = findings;
    this.ids = new Ids(flow.name(), findings);
    Placeholders placeholders = new Placeholders(values, source, findings);
    Simple simple = new Simple(camel, source, findings);
    Typed typed = new Typed(camel, placeholders, findings);
    this.properties = new Properties(placeholders, simple, typed, findings);
    this.expressions = new Expressions(properties, simple, findings);
    this.endpoints =
        new Endpoints(flow.kind(), camel.catalog(), placeholders, reach, source, findings);
    this.directs = new Directs(flow, source, findings);
    this.statements = new Statements(source, findings);
    this.rules = new StepRules(properties, placeholders, simple, endpoints, directs, findings);
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
    properties.listed(route, FlowForm.ROUTE.properties(), "A route");
    Optional<Word> id = ids.require(named.key(), route, "route");
    route.word("routeConfigurationId").ifPresent(this::failurePolicy);
    properties.texts(route, Set.of("from"));
    if (route.get("from") instanceof Fields from) {
      properties.listed(from, FlowForm.FROM.properties(), "from");
      from.word("id").ifPresent(ids::check);
      endpoints.check(from, true);
      Optional<Word> uri = from.word("uri");
      uri.filter(word -> word.text().startsWith("direct:")).ifPresent(directs::serves);
      String plain = uri.map(word -> word.text().split("\\?", 2)[0]).orElse("");
      routes.add(
          new CheckedRoute(id.map(Word::text).orElse(""), named.key().place().line(), plain));
      steps("from", from, new Spot(plain, false, false));
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

  private void steps(String name, Fields owner, Spot spot) {
    statements.check(name, owner.items("steps"));
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
    properties.listed(body, step.properties(), field.name());
    ids.require(field.key(), body, "step");
    properties.texts(body, STRUCTURE);
    expressions.check(field.name(), body, spot);
    if (body.get("correlationExpression") instanceof Fields correlation) {
      expressions.language(correlation, false);
    }
    rules.check(step, field, body, spot);
    Spot within =
        step == FlowStep.SPLIT ? spot.inSplit() : step == FlowStep.LOOP ? spot.inLoop() : spot;
    steps(field.name(), body, within);
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

  private void part(FlowForm form, String name, @Nullable Tree tree, Spot spot) {
    if (tree instanceof Fields fields) {
      properties.listed(fields, form.properties(), name);
      fields.word("id").ifPresent(ids::check);
      properties.texts(fields, Set.of("expression", "steps", "onWhen"));
      expressions.check(name, fields, spot);
      fields.items("exception").forEach(this::exception);
      part(FlowForm.ON_WHEN, "onWhen", fields.get("onWhen"), spot);
      steps(name, fields, spot);
    }
  }

  private void named(FlowForm form, String what, Tree tree, Spot spot) {
    part(form, what, tree, spot);
    if (tree instanceof Fields fields) {
      fields.word("name").ifPresent(name -> properties.name(name, form == FlowForm.HEADERS));
    }
  }

  private void exception(Tree tree) {
    if (tree instanceof Word word) {
      properties.oneOf(word, FlowForm.EXCEPTIONS, "the exceptions that a flow may name");
    }
  }
}
