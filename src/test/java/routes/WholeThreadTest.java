package routes;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import hub.TestDatabase;
import hub.reddit.Recording;
import hub.reddit.ReplayServer.Asked;
import hub.reddit.ReplayServer.Reply;
import hub.sources.Collected;
import hub.sources.NewText.Status;
import hub.sources.Text;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Recorded threads, completed by the real client and routes: every recorded call is replayed,
 * whoever asks in what order.
 */
class WholeThreadTest {
  private static TestDatabase database;

  @BeforeAll
  static void open() {
    database = TestDatabase.fresh();
  }

  @AfterAll
  static void close() {
    database.close();
  }

  static Stream<String> scenarios() {
    return Recording.all("reddit", "whole-thread-")
        .map(recording -> recording.id().replaceFirst("^(whole-thread-[^-]+)-.*", "$1"))
        .distinct();
  }

  @Test
  void completesTheThreadOfFiveHundredComments() {
    try (RedditRig rig = RedditRig.start(database)) {
      Collected collected = complete(rig, "whole-thread-a");

      assertThat(collected.ids()).hasSize(541).doesNotHaveDuplicates();
      assertThat(collected.added()).isEqualTo(541);
      assertThat(collected.repeats())
          .as("parents that came again where the tree went on")
          .isEqualTo(6);
      assertThat(collected.complete()).isTrue();
      List<Text> comments = rig.reddit.texts().byIds(TestDatabase.WORKSPACE, collected.ids());
      assertThat(comments)
          .filteredOn(comment -> comment.text().status() == Status.DELETED)
          .hasSize(6)
          .allMatch(Text::erased);
      assertThat(comments)
          .filteredOn(comment -> comment.text().author() == null)
          .as("deleted, or of accounts that are gone")
          .hasSize(16);
      assertThat(rig.stored("parent is not null and status = 'present' and body <> ''"))
          .isEqualTo(535);
      assertThat(rig.server.asked())
          .as("the tree, one call for 24 missing ids, six that went too deep")
          .hasSize(8);
    }
  }

  @ParameterizedTest
  @MethodSource("scenarios")
  void storesEveryCommentThatAnyRecordedAnswerHolds(String scenario) {
    try (RedditRig rig = RedditRig.start(database)) {
      Collected collected = complete(rig, scenario);

      List<Recording> calls = Recording.all("reddit", scenario + "-").toList();
      Set<String> expected = new LinkedHashSet<>();
      calls.forEach(call -> expected.addAll(call.names("t1")));
      assertThat(rig.reddit.texts().byIds(TestDatabase.WORKSPACE, collected.ids()))
          .extracting(text -> text.text().name())
          .containsExactlyInAnyOrderElementsOf(expected);
      long given = calls.stream().mapToLong(call -> call.occurrences("t1").count()).sum();
      assertThat(collected.repeats()).isEqualTo((int) given - expected.size());
      assertThat(collected.complete()).isTrue();
    }
  }

  private static Collected complete(RedditRig rig, String scenario) {
    List<Recording> calls = Recording.all("reddit", scenario + "-").toList();
    String post = calls.getFirst().names("t3").iterator().next();
    rig.server.answer(replaying(calls));
    return rig.collectThread(rig.storedPost(post), 100_000);
  }

  /**
   * Trees are found by their path; what was recorded in several morechildren calls may be asked for
   * in one.
   */
  private static Function<Asked, Reply> replaying(List<Recording> calls) {
    Map<String, Recording> trees =
        calls.stream()
            .filter(call -> call.method().equals("GET"))
            .collect(Collectors.toMap(call -> plain(call.path()), call -> call));
    List<Recording> more =
        calls.stream().filter(call -> call.path().contains("morechildren")).toList();
    Set<Recording> given = new HashSet<>();
    return request ->
        request.path().contains("morechildren")
            ? together(more, childrenOf(request), given)
            : Reply.of(trees.get(plain(request.path())));
  }

  private static synchronized Reply together(
      List<Recording> more, Set<String> asked, Set<Recording> given) {
    ArrayNode things = new ObjectMapper().createArrayNode();
    for (Recording call : more) {
      if (call.askedChildren().stream().anyMatch(asked::contains) && given.add(call)) {
        JsonNode recorded = call.json().path("json").path("data").path("things");
        recorded.forEach(things::add);
      }
    }
    return Reply.json(200, "{\"json\": {\"errors\": [], \"data\": {\"things\": " + things + "}}}");
  }

  private static Set<String> childrenOf(Asked request) {
    return Stream.of(request.body().split("&"))
        .filter(field -> field.startsWith("children="))
        .flatMap(
            field ->
                Stream.of(URLDecoder.decode(field.substring(9), StandardCharsets.UTF_8).split(",")))
        .collect(Collectors.toSet());
  }

  private static String plain(String path) {
    return path.replaceAll("/$", "");
  }
}
