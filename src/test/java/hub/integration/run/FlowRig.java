package hub.integration.run;

import hub.Roles;
import hub.TestDatabase;
import hub.integration.Flow;
import hub.integration.FlowChanged;
import hub.integration.FlowKind;
import hub.integration.FlowText;
import hub.integration.Flows;
import hub.integration.TestFlows;
import java.time.Clock;
import java.time.Duration;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.impl.DefaultCamelContext;

/** A process that serves flows: a bare Camel on a test's store. */
public final class FlowRig implements AutoCloseable {
  final TestFlows store;
  final Flows flows;
  final DefaultCamelContext camel = new DefaultCamelContext();
  final FlowDoors doors;
  final FlowRunner runner;
  final ProducerTemplate template;

  public FlowRig(TestFlows store) {
    this(store, Roles.all());
  }

  FlowRig(TestFlows store, Roles roles) {
    this(store, roles, new FlowDoors());
  }

  FlowRig(TestFlows store, Roles roles, FlowDoors doors) {
    this.doors = doors;
    this.store = store;
    this.flows = store.flows();
    try {
      camel.disableJMX();
      camel.addComponent("direct", doors);
      camel.start();
    } catch (Exception e) {
      throw new IllegalStateException("Camel did not start", e);
    }
    camel.getShutdownStrategy().setTimeout(2);
    runner =
        new FlowRunner(
            camel,
            doors,
            store.publications(),
            roles,
            new FlowSettings(
                "", Duration.ofSeconds(1), Duration.ofMinutes(1), Duration.ofSeconds(20)),
            Clock.systemUTC());
    runner.begin();
    template = camel.createProducerTemplate();
  }

  /** Follows at once what is published by this rig's store. */
  public FlowRig following() {
    store.listen(
        event -> {
          if (event instanceof FlowChanged changed) {
            runner.changed(changed);
          }
        });
    return this;
  }

  /** A source that serves this text. */
  public Flow serving(String name, String yaml) {
    Flow made =
        flows.create(new FlowText(FlowKind.SOURCE, name, yaml), null, TestDatabase.USER, "");
    flows.turn(made.id(), Flow.State.ON, TestDatabase.USER);
    flows.publish(made.id(), 1, TestDatabase.USER);
    return made;
  }

  /** Saves and publishes the next version. */
  public boolean publish(Flow flow, String yaml) {
    int newest = now(flow).newest();
    flows.save(flow.id(), yaml, newest, TestDatabase.USER, "");
    return flows.publish(flow.id(), newest + 1, TestDatabase.USER).passes();
  }

  Flow now(Flow flow) {
    return flows.find(TestDatabase.WORKSPACE, flow.id()).orElseThrow();
  }

  /** What a flow of {@link #answering} answers. */
  public String ask(String name) {
    return template.requestBody("direct:flow-" + name, "", String.class);
  }

  /** A flow that is asked, and answers a word by a route of its own inside. */
  public static String answering(String name, String word) {
    return """
    - route:
        id: %1$s-asked
        from:
          uri: direct:flow-%1$s
          steps:
            - to:
                id: %1$s-inside
                uri: direct:%1$s-inside
            - setBody:
                id: %1$s-word
                expression:
                  simple:
                    expression: "${body} %2$s"
    - route:
        id: %1$s-inner
        from:
          uri: direct:%1$s-inside
          steps:
            - setBody:
                id: %1$s-inner-word
                expression:
                  constant:
                    expression: "%2$s"
    """
        .formatted(name, word);
  }

  /** The same with a step that cannot be. */
  static String broken(String name) {
    return answering(name, "never")
        + """
        - route:
            id: %1$s-broken
            from:
              uri: direct:%1$s-broken
              steps:
                - to:
                    id: %1$s-nowhere
                    uri: nosuch:component
        """
            .formatted(name);
  }

  /** Looks what others published. */
  public void look() {
    runner.look();
  }

  public DefaultCamelContext camel() {
    return camel;
  }

  @Override
  public void close() {
    camel.stop();
  }
}
