package hub.integration.view;

import static org.assertj.core.api.Assertions.assertThat;

import hub.integration.view.Shape.Branch;
import hub.integration.view.Shape.Step;
import hub.integration.view.StepTraffic.Count;
import java.util.Set;
import org.apache.camel.CamelContext;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A route of Java, drawn off Camel's live model with what went through it. */
class LiveShapeTest {
  private final StepCounts counts = new StepCounts();
  private final CamelContext camel = new DefaultCamelContext();

  @BeforeEach
  void start() throws Exception {
    camel.disableJMX();
    camel.getCamelContextExtension().addInterceptStrategy(counts);
    camel.addRoutes(
        new RouteBuilder() {
          @Override
          public void configure() {
            from("direct:numbers")
                .routeId("numbers")
                .split(body())
                .id("each")
                .filter(simple("${body} > 1"))
                .id("large")
                .to("mock:kept")
                .id("hand-on")
                .end()
                .end()
                .choice()
                .id("which")
                .when(simple("${body} == 7"))
                .throwException(new IllegalStateException("seven"))
                .id("break")
                .otherwise()
                .log("fine")
                .id("say")
                .end();
          }
        });
    camel.start();
  }

  @AfterEach
  void stop() throws Exception {
    camel.close();
  }

  private Shape.Route route() {
    return LiveShape.of(camel, "numbers").orElseThrow();
  }

  @Test
  void nestsWhatAStepContains() {
    Shape.Route route = route();

    assertThat(route.from()).isEqualTo("direct:numbers");
    assertThat(route.steps()).extracting(Step::id).containsExactly("", "each", "which");
    Step split = route.steps().get(1);
    Step filter = split.branches().getFirst().steps().getFirst();
    assertThat(filter.detail()).isEqualTo("${body} > 1");
    assertThat(filter.branches().getFirst().steps())
        .extracting(Step::id)
        .containsExactly("hand-on");
    assertThat(route.steps().get(2).branches())
        .extracting(Branch::when)
        .containsExactly("${body} == 7", "otherwise");
  }

  @Test
  void countsWhatWentThroughEachStepAndWhatFailed() {
    camel.createProducerTemplate().sendBody("direct:numbers", "1");
    camel.createProducerTemplate().sendBody("direct:numbers", java.util.List.of(1, 2, 3));
    camel
        .createProducerTemplate()
        .send("direct:numbers", exchange -> exchange.getMessage().setBody(7));

    StepTraffic traffic = counts.of(route(), id -> id);

    assertThat(traffic.of("each")).isEqualTo(new Count(3, 0));
    assertThat(traffic.of("large")).isEqualTo(new Count(5, 0));
    assertThat(traffic.of("hand-on")).isEqualTo(new Count(3, 0));
    assertThat(traffic.of("break")).isEqualTo(new Count(1, 1));
    assertThat(traffic.of("which")).isEqualTo(new Count(3, 1));
  }

  @Test
  void drawsEveryStepOnceAndNoneOverAnother() {
    camel.createProducerTemplate().sendBody("direct:numbers", java.util.List.of(1, 2, 3));

    Diagram diagram = Diagram.of(route(), counts.of(route(), id -> id), Set.of("large"));

    assertThat(diagram.boxes())
        .extracting(box -> box.step().id())
        .containsExactly("", "each", "large", "hand-on", "which", "break", "say");
    assertThat(diagram.boxes()).extracting(box -> box.x() + " " + box.y()).doesNotHaveDuplicates();
    assertThat(diagram.boxes())
        .allMatch(
            box ->
                box.x() + Diagram.BOX_WIDTH <= diagram.width()
                    && box.y() + Diagram.BOX_HEIGHT <= diagram.height());
    assertThat(diagram.notes()).extracting(Diagram.Note::words).contains("1 left out", "otherwise");
  }
}
