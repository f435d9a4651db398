package hub.integration.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import hub.Roles;
import hub.TestDatabase;
import hub.integration.Flow;
import hub.integration.FlowClosed;
import hub.integration.FlowEvent;
import hub.integration.FlowEvent.What;
import hub.integration.FlowNode;
import hub.integration.RouteTraffic;
import hub.integration.TestFlows;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Flows at work in Camel: published, exchanged, taken back, suspended. */
class FlowRunnerTest {
  private static TestDatabase database;
  private final TestFlows store = new TestFlows(database);
  private final FlowRig rig = new FlowRig(store).following();
  @TempDir Path folder;

  @BeforeAll
  static void open() {
    database = TestDatabase.fresh();
  }

  @AfterAll
  static void close() {
    database.close();
  }

  @AfterEach
  void empty() {
    rig.close();
    store.empty();
  }

  private static String words(String word) {
    return FlowRig.answering("words", word);
  }

  @Test
  void servesWhatWasPublishedLast() {
    Flow flow = rig.serving("words", words("one"));
    assertThat(rig.ask("words")).isEqualTo("one one");

    assertThat(rig.publish(flow, words("two"))).isTrue();

    assertThat(rig.ask("words")).isEqualTo("two two");
    await().until(() -> rig.camel.getRoutes().size() == 2);
  }

  @Test
  @DisplayName("H1 a version that cannot start leaves the old one at work, and no trace")
  void keepsTheOldVersionWhereTheNewOneCannotStart() {
    Flow flow = rig.serving("words", words("one"));

    assertThat(rig.publish(flow, FlowRig.broken("words"))).isFalse();

    assertThat(rig.ask("words")).isEqualTo("one one");
    assertThat(rig.now(flow).published()).isEqualTo(1);
    FlowEvent told = rig.flows.history(flow.id()).getFirst();
    assertThat(told.what()).isEqualTo(What.REFUSED);
    assertThat(told.number()).isEqualTo(2);
    assertThat(told.why()).contains("nosuch");
    assertThat(rig.camel.getRouteDefinitions()).hasSize(2);
  }

  @Test
  void returnsToAnyVersionAtOnce() {
    Flow flow = rig.serving("words", words("one"));
    rig.publish(flow, words("two"));
    rig.publish(flow, words("three"));

    rig.flows.publish(flow.id(), 1, TestDatabase.USER);

    assertThat(rig.ask("words")).isEqualTo("one one");
  }

  @Test
  void letsAnExchangeEndInTheVersionInWhichItBegan() throws Exception {
    CountDownLatch inside = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    rig.camel
        .getRegistry()
        .bind(
            "wait",
            (org.apache.camel.Processor)
                exchange -> {
                  inside.countDown();
                  goOn.await();
                });
    String waiting =
        words("one").replaceFirst("steps:\n", "steps:\n        - process: {ref: wait}\n");
    Flow flow = rig.serving("words", waiting);
    CompletableFuture<String> early = CompletableFuture.supplyAsync(() -> rig.ask("words"));
    inside.await();

    rig.publish(flow, words("two"));

    assertThat(rig.ask("words")).isEqualTo("two two");
    assertThat(rig.camel.getRoute("words-asked@1")).as("not removed under an exchange").isNotNull();
    goOn.countDown();
    assertThat(early.get()).as("its inner route too").isEqualTo("one one");
    await().until(() -> rig.camel.getRoute("words-asked@1") == null);
  }

  @Test
  void takesNothingWhileSuspendedOrOff() {
    Flow flow = rig.serving("words", words("one"));

    rig.flows.turn(flow.id(), Flow.State.SUSPENDED, TestDatabase.USER);
    assertThatThrownBy(() -> rig.ask("words")).hasCauseInstanceOf(FlowClosed.class);

    rig.flows.turn(flow.id(), Flow.State.OFF, TestDatabase.USER);
    assertThatThrownBy(() -> rig.ask("words")).hasCauseInstanceOf(FlowClosed.class);

    rig.flows.turn(flow.id(), Flow.State.ON, TestDatabase.USER);
    assertThat(rig.ask("words")).isEqualTo("one one");
  }

  @Test
  void countsWhatGoesThroughEachRoute() {
    Flow flow = rig.serving("words", words("one"));

    rig.ask("words");
    rig.ask("words");

    assertThat(rig.runner.traffic(flow.id()))
        .extracting(RouteTraffic::route, RouteTraffic::exchanges, RouteTraffic::failures)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("words-asked", 2L, 0L),
            org.assertj.core.groups.Tuple.tuple("words-inner", 2L, 0L));
  }

  @Test
  void takesBackAVersionThatFailsMarkedlyMoreThanTheOneBefore() {
    Flow flow = rig.serving("words", words("one"));
    rig.ask("words");
    String failing =
        words("two")
            .replaceFirst(
                "steps:\n",
                "steps:\n"
                    + "        - throwException: {exceptionType: java.lang.IllegalStateException,"
                    + " message: no}\n");
    assertThat(rig.publish(flow, failing)).isTrue();

    for (int asked = 0; asked < 6; asked++) {
      assertThatThrownBy(() -> rig.ask("words"))
          .hasRootCauseInstanceOf(IllegalStateException.class);
    }
    rig.runner.look();

    assertThat(rig.ask("words")).isEqualTo("one one");
    assertThat(rig.flows.history(flow.id()).getFirst())
        .extracting(FlowEvent::what, FlowEvent::number)
        .containsExactly(What.WENT_BACK, 2);
  }

  @Test
  void changesStepsUnderAConsumerThatStays() throws Exception {
    Flow flow = rig.serving("files", files(folder.resolve("in"), "one"));
    Object consumer = rig.camel.getRoute("files-read").getConsumer();
    put("a");
    await().until(() -> Files.exists(folder.resolve("out/a.one")));

    rig.publish(flow, files(folder.resolve("in"), "two"));
    put("b");

    await().until(() -> Files.exists(folder.resolve("out/b.two")));
    assertThat(rig.camel.getRoute("files-read").getConsumer()).isSameAs(consumer);
  }

  @Test
  void exchangesAConsumerWhoseFromChanged() throws Exception {
    Flow flow = rig.serving("files", files(folder.resolve("in"), "one"));

    rig.publish(flow, files(folder.resolve("in2"), "two"));
    Files.writeString(Files.createDirectories(folder.resolve("in2")).resolve("c"), "c");

    await().until(() -> Files.exists(folder.resolve("out/c.two")));
  }

  @Test
  void addsTheOldConsumerAgainWhereTheNewOneCannotStart() throws Exception {
    Flow flow = rig.serving("files", files(folder.resolve("in"), "one"));

    String broken =
        files(folder.resolve("in"), "two").replaceAll("uri: file:.*/in\n", "uri: nosuch:x\n");
    assertThat(rig.publish(flow, broken)).isFalse();
    put("d");

    await().until(() -> Files.exists(folder.resolve("out/d.one")));
  }

  @Test
  void consumesNothingWhereOnlyPagesAreServed() {
    Flow flow = rig.serving("files", files(folder.resolve("in"), "one"));

    try (FlowRig pages = new FlowRig(store, new Roles(EnumSet.of(Roles.Role.WEB)))) {
      assertThat(pages.camel.getRoute("files-read")).isNull();
      assertThat(pages.runner.version(flow.id())).contains(1);
    }
  }

  @Test
  void isFollowedByAnotherProcess() {
    Flow flow = rig.serving("words", words("one"));
    try (FlowRig other = new FlowRig(store)) {
      assertThat(other.ask("words")).isEqualTo("one one");

      rig.publish(flow, words("two"));
      other.runner.look();

      assertThat(other.ask("words")).isEqualTo("two two");
      assertThat(rig.flows.nodes(flow.id()))
          .extracting(FlowNode::version, FlowNode::state)
          .containsExactly(
              org.assertj.core.groups.Tuple.tuple(2, FlowNode.State.SERVES),
              org.assertj.core.groups.Tuple.tuple(2, FlowNode.State.SERVES));
    }
  }

  private void put(String name) throws Exception {
    Files.writeString(Files.createDirectories(folder.resolve("in")).resolve(name), name);
  }

  private String files(Path in, String word) {
    return """
    - route:
        id: files-read
        from:
          uri: file:%1$s
          parameters:
            delay: "20"
            initialDelay: "0"
            delete: "true"
          steps:
            - to:
                id: files-write
                uri: file:%2$s
                parameters:
                  fileName: "${file:name}.%3$s"
    """
        .formatted(in, folder.resolve("out"), word);
  }
}
