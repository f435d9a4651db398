package hub.integration.view;

import static org.assertj.core.api.Assertions.assertThat;

import hub.integration.check.TestChecks;
import hub.integration.delivery.ResultEvent;
import hub.integration.policy.Door;
import hub.integration.policy.FlowStep;
import hub.integration.policy.FlowView;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.thymeleaf.context.Context;
import org.thymeleaf.spring6.SpringTemplateEngine;
import org.thymeleaf.templateresolver.ClassLoaderTemplateResolver;

/** The documentation for integrators, on the page's own template. */
class GuideTest {

  @Test
  void saysAllThatTheCheckAllows() {
    String page = page();

    for (Door door : Door.values()) {
      assertThat(page).contains(door.uri());
    }
    for (FlowStep step : FlowStep.values()) {
      assertThat(page).contains(">" + step.word() + "<");
    }
    for (ResultEvent event : ResultEvent.values()) {
      event.fields().forEach(field -> assertThat(page).contains(">" + field.name() + "<"));
    }
    for (FlowView view : FlowView.values()) {
      assertThat(page).contains(">" + view.word() + "<");
      view.columns().forEach(column -> assertThat(page).contains(">" + column.name() + "<"));
    }
    assertThat(page).contains("jdbc:views", "date_trunc");
    assertThat(page).contains("{{flow.hacker-news.pages}}", "id: practice-feed-posts");
  }

  @Test
  void showsOnlyExamplesThatPassTheCheck() {
    for (Guide.Example example : TestGuide.examples()) {
      boolean source = example.yaml().contains("direct:flow-keep-text");
      assertThat(
              (source
                      ? TestChecks.source(example.name(), example.yaml())
                      : TestChecks.result(example.name(), example.yaml()))
                  .problems())
          .as(example.name())
          .isEmpty();
    }
  }

  private static String page() {
    ClassLoaderTemplateResolver templates = new ClassLoaderTemplateResolver();
    templates.setPrefix("templates/");
    templates.setSuffix(".html");
    SpringTemplateEngine engine = new SpringTemplateEngine();
    engine.setTemplateResolver(templates);
    return engine.process(
        "flows/docs", Set.of("all"), new Context(null, Map.of("guide", TestGuide.guide())));
  }
}
