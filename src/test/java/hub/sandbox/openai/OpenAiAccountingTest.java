package hub.sandbox.openai;

import static org.assertj.core.api.Assertions.assertThat;

import hub.sandbox.Fault;
import hub.sandbox.SandboxOptions;
import hub.sandbox.openai.judge.Quirks;
import java.nio.file.Path;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Usage adds up, caps are obeyed, and the journal says the same as the answer. */
class OpenAiAccountingTest {
  @TempDir Path folder;
  OpenAiCaller openai;

  @BeforeEach
  void start() {
    Quirks alwaysCached = new Quirks(0, 0, 0, 0, 0, 0, 1);
    openai =
        OpenAiCaller.of(
            alwaysCached, SandboxOptions.standard(1).withJournal(folder.resolve("journal.jsonl")));
  }

  @AfterEach
  void stop() {
    openai.close();
  }

  @Test
  void addsUpAndSaysTheSameInTheJournal() throws Exception {
    JsonNode usage = ask(classify(20)).path("usage");

    assertThat(usage.path("total_tokens").intValue())
        .isEqualTo(
            usage.path("prompt_tokens").intValue() + usage.path("completion_tokens").intValue());
    assertThat(usage.at("/completion_tokens_details/reasoning_tokens").intValue())
        .isLessThan(usage.path("completion_tokens").intValue());
    JsonNode line = OpenAiCaller.JSON.readTree(openai.sandbox.journal().lines().getLast());
    assertThat(line.path("prompt_tokens")).isEqualTo(usage.path("prompt_tokens"));
    assertThat(line.path("completion_tokens")).isEqualTo(usage.path("completion_tokens"));
    assertThat(line.path("cached_tokens"))
        .isEqualTo(usage.at("/prompt_tokens_details/cached_tokens"));
    assertThat(line.path("model").stringValue()).isEqualTo(Models.JUDGE);
  }

  @Test
  void findsAKnownBeginningInItsCacheInStepsOf128FromTheSecondTimeOn() throws Exception {
    int first = cached(ask(classify(3)));
    int second = cached(ask(classify(5)));
    int short1 = cached(ask(OpenAiCaller.plain("Hi")));
    int short2 = cached(ask(OpenAiCaller.plain("Hi")));

    assertThat(first).isZero();
    assertThat(second).isGreaterThanOrEqualTo(1_024);
    assertThat(second % 128).isZero();
    assertThat(short1 + short2).isZero();
  }

  @Test
  void cutsTheAnswerAtItsCap() throws Exception {
    ObjectNode body = classify(20);

    JsonNode whole = ask(body);
    JsonNode cut = ask(body.put("max_completion_tokens", 150));

    assertThat(cut.at("/choices/0/finish_reason").stringValue()).isEqualTo("length");
    assertThat(cut.at("/usage/completion_tokens").intValue()).isEqualTo(150);
    assertThat(contentOf(whole)).startsWith(contentOf(cut));
    assertThat(isJson(contentOf(cut))).isFalse();
  }

  @Test
  void spendsACapOnReasoningFirst() throws Exception {
    JsonNode cut = ask(classify(40).put("max_completion_tokens", 64));

    assertThat(contentOf(cut)).isEmpty();
    assertThat(cut.at("/usage/completion_tokens_details/reasoning_tokens").intValue())
        .isEqualTo(64);
    assertThat(cut.at("/choices/0/finish_reason").stringValue()).isEqualTo("length");
  }

  @Test
  void fillsItsAnswerUpToTheCapWhenItRunsAway() throws Exception {
    openai.sandbox.faults().add(Fault.of("openai", "runaway").times(1));

    JsonNode filled = ask(classify(2).put("max_completion_tokens", 700));

    assertThat(filled.at("/usage/completion_tokens").intValue()).isEqualTo(700);
    assertThat(filled.at("/choices/0/finish_reason").stringValue()).isEqualTo("length");
    assertThat(contentOf(filled)).endsWith("\n\n\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"classify", "feasibility", "antipatterns", "comments", "merge", "rank"})
  void answersEveryStageWithinItsSchema(String stage) throws Exception {
    JsonNode answer =
        OpenAiCaller.JSON.readTree(contentOf(ask(OpenAiCaller.stage(stage, question(stage)))));

    var registry =
        com.networknt.schema.SchemaRegistry.withDefaultDialect(
            com.networknt.schema.SpecificationVersion.DRAFT_2020_12);
    var schema =
        registry.getSchema(
            OpenAiCaller.JSON.readTree(OpenAiCaller.resource(stage + ".v1.schema.json")));
    assertThat(schema.validate(answer)).isEmpty();
    assertThat(answer.path(stage.equals("merge") ? "opportunities" : "items")).hasSize(1);
  }

  @Test
  void hasPromptsLongEnoughToBeCached() {
    for (String stage :
        new String[] {"classify", "feasibility", "antipatterns", "comments", "merge", "rank"}) {
      String fixed =
          OpenAiCaller.resource(stage + ".v1.schema.json")
              + OpenAiCaller.resource(stage + ".v1.md");

      assertThat(Tokens.ofChat().count(fixed)).as(stage).isGreaterThan(1_024);
    }
  }

  private static ObjectNode question(String stage) {
    ObjectNode data =
        OpenAiCaller.JSON.createObjectNode().put("topic", "Invoicing for freelance translators");
    String text =
        "The portal rejects my invoice and nobody can tell me which field is wrong. I use TransDesk"
            + " and pay €20 a month.";
    switch (stage) {
      case "comments" -> {
        data.putArray("threads")
            .addObject()
            .put("id", "t1")
            .put("problem", "Portals reject invoices.")
            .put("who", "translators");
        data.putArray("items")
            .addObject()
            .put("id", "c1")
            .put("thread", "t1")
            .put("text", "Same here. " + text);
      }
      case "merge" ->
          data.putArray("groups")
              .addObject()
              .put("id", "g1")
              .put("problem", text)
              .put("who", "translators");
      case "rank" -> {
        ObjectNode each =
            data.putArray("opportunities")
                .addObject()
                .put("id", "o1")
                .put("title", "Portals")
                .put("problem", text);
        each.put("who", "translators")
            .putArray("quotes")
            .addObject()
            .put("id", "q1")
            .put("text", text);
      }
      default ->
          data.putArray("items")
              .addObject()
              .put("id", "i1")
              .put("problem", "x")
              .put("title", "Portals")
              .put("text", text);
    }
    return data;
  }

  private static ObjectNode classify(int items) {
    ObjectNode data =
        OpenAiCaller.JSON.createObjectNode().put("topic", "Invoicing for freelance translators");
    ArrayNode listed = data.putArray("items");
    IntStream.range(0, items)
        .forEach(
            i -> listed.addObject().put("id", "i" + i).put("title", "").put("text", "[removed]"));
    return OpenAiCaller.stage("classify", data);
  }

  private JsonNode ask(JsonNode body) throws Exception {
    return openai.json("/chat/completions", body);
  }

  private static int cached(JsonNode answer) {
    return answer.at("/usage/prompt_tokens_details/cached_tokens").intValue();
  }

  private static String contentOf(JsonNode answer) {
    return answer.at("/choices/0/message/content").stringValue();
  }

  private static boolean isJson(String text) {
    try {
      OpenAiCaller.JSON.readTree(text);
      return true;
    } catch (JacksonException e) {
      return false;
    }
  }
}
