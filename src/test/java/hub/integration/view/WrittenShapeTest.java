package hub.integration.view;

import static org.assertj.core.api.Assertions.assertThat;

import hub.integration.view.Shape.Step;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class WrittenShapeTest {

  @Test
  void readsRoutesStepsAndTheirLines() {
    Shape shape = WrittenShape.of(FlowStates.TEXT);

    assertThat(shape.about())
        .isEqualTo("Which posts are kept: a person's own words, under one of two flairs");
    assertThat(shape.routes()).hasSize(1);
    Shape.Route route = shape.routes().getFirst();
    assertThat(route.from()).isEqualTo("direct:flow-reddit-keep");
    assertThat(route.whenItFails()).isEqualTo("leave-to-the-queue");
    assertThat(route.all().map(Step::id))
        .containsExactly("", "reddit-pace", "fetch-new", "each-post", "keep-flair", "hand-on");
    assertThat(route.all().map(Step::detail))
        .containsExactly(
            "direct",
            "80 a minute",
            "direct",
            "${body}",
            "${body[flair]} in 'Question,Rant'",
            "direct");
    assertThat(route.all().skip(1).map(Step::line)).startsWith(8).isSorted();
  }

  @Test
  void readsEveryFlowThatComesWithTheHub() throws Exception {
    for (String name : List.of("reddit-posts", "hacker-news", "dump-inbox")) {
      Path file = Path.of("src/main/resources/routes/" + name + ".camel.yaml");
      Shape shape = WrittenShape.of(Files.readString(file));

      assertThat(shape.routes()).as(name).isNotEmpty();
      assertThat(shape.entries()).as(name).isNotEmpty();
      assertThat(shape.routes().stream().flatMap(Shape.Route::all).map(Step::kind))
          .as(name)
          .doesNotContain("");
    }
  }

  @Test
  void hasNoRoutesWhereThereIsNoYaml() {
    for (String text : List.of("", "- route: [", "just words", "a: 1", "- route:\n    id: x")) {
      assertThat(WrittenShape.of(text).routes()).as(text).isEmpty();
    }
  }

  @Test
  void countsAMessageWhereItEntersAlone() {
    Shape shape =
        WrittenShape.of(
            """
            - route: {id: a, from: {uri: "direct:flow-a", steps: [{to: {id: b, uri: "direct:inner"}}]}}
            - route: {id: i, from: {uri: "direct:inner", steps: [{log: {id: c, message: m}}]}}
            """);

    assertThat(shape.entries()).extracting(Shape.Route::id).containsExactly("a");
  }
}
