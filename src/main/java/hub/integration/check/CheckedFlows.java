package hub.integration.check;

import hub.integration.FlowText;
import hub.integration.process.ChildSettings;
import hub.integration.process.ViewPasses;
import java.util.List;
import java.util.Optional;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/**
 * The check, in the order in which one thing rests on another: that the text can be read in one way
 * only, that it has the form of Camel's YAML, and that it does nothing that is not on the list.
 */
@Component
class CheckedFlows implements FlowCheck {
  private final FlowValues values;
  private final FlowSchema schema;
  private final Camel camel;
  private final Reach reach;

  @Autowired
  CheckedFlows(
      FlowValues values,
      FlowSchema schema,
      Camel camel,
      ChildSettings settings,
      ViewPasses passes) {
    this(values, schema, camel, new Reach(new Hosts(settings.hosts()), passes::lacking));
  }

  CheckedFlows(FlowValues values, FlowSchema schema, Camel camel, Reach reach) {
    this.values = values;
    this.schema = schema;
    this.camel = camel;
    this.reach = reach;
  }

  @Override
  public Checked check(FlowText flow) {
    Findings findings = new Findings();
    Source source = new Source(flow.yaml());
    Optional<Tree> tree = YamlReader.read(flow.yaml(), source, findings);
    if (tree.isEmpty()) {
      return new Checked(flow, findings.all(), List.of());
    }
    schema.check(tree.get(), findings);
    List<CheckedRoute> routes =
        new RouteWalk(flow, values, camel, reach, source, findings).walk(tree.get());
    return new Checked(flow, findings.all(), routes);
  }
}
