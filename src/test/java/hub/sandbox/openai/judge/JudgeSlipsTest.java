package hub.sandbox.openai.judge;

import static org.assertj.core.api.Assertions.assertThat;

import hub.sandbox.Catalogue;
import hub.sandbox.openai.judge.WrittenPosts.Written;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The model stumbles as often as it is told to, and never without being told to. */
class JudgeSlipsTest {
  static final WrittenPosts WRITTEN = new WrittenPosts("vet-shifts", 9);

  @Test
  @DisplayName("R6 quotes are the post's own words, but for the planned share")
  void quotesThePostsOwnWordsButForThePlannedShare() {
    List<Written> posts = WRITTEN.posts(20);

    Set<String> clean = foreignQuotes(Quirks.none(), posts);
    Set<String> usual = foreignQuotes(new Quirks(0.2, 0, 0, 0, 0, 0, 0), posts);

    assertThat(clean).isEmpty();
    assertThat(usual).isNotEmpty();
    assertThat(usual.size()).isLessThan(posts.size() / 2);
  }

  private static Set<String> foreignQuotes(Quirks quirks, List<Written> posts) {
    Asked asked = new Asked(1, WRITTEN.title(), quirks);
    Set<String> foreign = new TreeSet<>();
    for (String stage : List.of("feasibility", "antipatterns")) {
      Map<Written, JsonNode> answers = asked.about(stage, posts, 1);
      answers.forEach(
          (post, answer) ->
              quotes(answer).stream()
                  .peek(quote -> assertThat(quote).hasSizeLessThanOrEqualTo(220))
                  .filter(quote -> !post.text().contains(quote) && !post.title().contains(quote))
                  .forEach(foreign::add));
    }
    return foreign;
  }

  private static List<String> quotes(JsonNode answer) {
    List<String> quotes = new ArrayList<>(answer.findValuesAsString("quote"));
    for (String list : List.of("quotes", "cues")) {
      answer.path(list).forEach(quote -> quotes.add(quote.stringValue()));
    }
    return quotes;
  }

  @Test
  @DisplayName(
      "R5 ids are copied, but for the planned share that is missing, invented or given twice")
  void copiesIdsButForThePlannedShare() {
    List<String> clean = ids(new Asked(1, "x", Quirks.none()));
    List<String> usual = ids(new Asked(1, "x", new Quirks(0, 0.06, 0, 0, 0, 0, 0)));

    assertThat(clean).hasSize(600).doesNotHaveDuplicates();
    assertThat(usual).hasSizeBetween(580, 620);
    assertThat(usual.stream().filter(id -> !clean.contains(id)).count())
        .as("invented")
        .isBetween(3L, 24L);
    assertThat(usual.size() - Set.copyOf(usual).size()).as("twice").isBetween(3, 24);
    assertThat(clean.stream().filter(id -> !usual.contains(id)).count())
        .as("missing or invented")
        .isBetween(6L, 48L);
  }

  /** Deleted comments need no vector, so that many can be asked about. */
  private static List<String> ids(Asked asked) {
    ObjectNode data = asked.data();
    ArrayNode items = data.putArray("items");
    IntStream.range(0, 600)
        .forEach(
            i ->
                items.addObject().put("id", "c" + i).put("thread", "t" + i).put("text", "👉 " + i));
    return asked.reply("comments", data).path("items").findValuesAsString("id");
  }

  @Test
  void refusesAndBreaksOnlyAsOftenAsToldAndAlwaysForTheSameTexts() {
    Judge judge = new Judge(Catalogue.standard(), Vectors.shared(), 1);
    Quirks often = new Quirks(0, 0, 0.1, 0.1, 0.1, 0, 0);

    List<Reply> first =
        IntStream.range(0, 300).mapToObj(i -> judge.reply("comments", deleted(i), often)).toList();
    List<Reply> again =
        IntStream.range(0, 300).mapToObj(i -> judge.reply("comments", deleted(i), often)).toList();

    assertThat(again).isEqualTo(first);
    assertThat(first.stream().filter(reply -> reply.refusal() != null).count()).isBetween(15L, 50L);
    assertThat(first.stream().filter(Reply::runsAway).count()).isBetween(12L, 50L);
    assertThat(
            first.stream()
                .filter(reply -> reply.content() != null && !reply.content().endsWith("]}"))
                .count())
        .isBetween(12L, 50L);
  }

  private static String deleted(int i) {
    return "{\"topic\":\"x\",\"threads\":[],\"items\":[{\"id\":\"c1\",\"thread\":\"t1\",\"text\":\"👉"
               + " "
        + i
        + "\"}]}";
  }

  @Test
  void neverRefusesToMergeOrRank() {
    Judge judge = new Judge(Catalogue.standard(), Vectors.shared(), 1);
    Quirks always = new Quirks(0, 0, 1, 1, 1, 0, 0);

    Reply reply = judge.reply("rank", "{\"topic\":\"x\",\"opportunities\":[]}", always);

    assertThat(reply).isEqualTo(new Reply("{\"items\":[]}", null, reply.reasoningTokens(), false));
  }
}
