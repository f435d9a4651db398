package hub.sandbox.openai;

import static org.assertj.core.api.Assertions.assertThat;

import hub.Contracts;
import hub.sandbox.Fault;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

class OpenAiBatchesTest {
  final OpenAiCaller caller = OpenAiCaller.withoutQuirks();

  @AfterEach
  void end() {
    caller.close();
  }

  @Test
  void answersAsRecordedFromTheUploadToTheResults() throws Exception {
    caller.sandbox.faults().add(Fault.of("openai", "batch-takes").millis(0));

    JsonNode file = upload("one", "two");
    JsonNode made = caller.json("/batches", order(file.path("id").asString("")));
    JsonNode ended = read(caller.get("/batches/" + made.path("id").asString("")));
    HttpResponse<String> output =
        caller.get("/files/" + ended.path("output_file_id").asString("") + "/content");

    assertThat(fields(file)).isEqualTo(fields(recorded("batch-chat-1-upload")));
    assertThat(fields(made)).isEqualTo(fields(recorded("batch-chat-2-create")));
    assertThat(fields(ended)).isEqualTo(fields(recorded("batch-chat-4-completed")));
    assertThat(PublishedSchema.of("OpenAIFile").faults(withoutNulls(file))).isEmpty();
    assertThat(PublishedSchema.of("Batch").faults(withoutNulls(made))).isEmpty();
    assertThat(PublishedSchema.of("Batch").faults(withoutNulls(ended))).isEmpty();
    assertThat(made.path("status").asString("")).isEqualTo("validating");
    assertThat(ended.path("status").asString("")).isEqualTo("completed");
    assertThat(ended.at("/metadata/ours").asString("")).isEqualTo("7");
    assertThat(output.headers().firstValue("Content-Type")).contains("application/octet-stream");
    assertThat(output.body().lines())
        .hasSize(2)
        .allSatisfy(
            line -> {
              JsonNode result = OpenAiCaller.JSON.readTree(line);
              assertThat(fields(result)).containsExactly("custom_id", "error", "id", "response");
              assertThat(result.at("/response/status_code").asInt()).isEqualTo(200);
              assertThat(
                      PublishedSchema.of("CreateChatCompletionResponse")
                          .faults(result.at("/response/body")))
                  .isEmpty();
            });
  }

  @Test
  void listsWhatItHasAndForgetsWhatIsDeleted() throws Exception {
    String file = upload("one").path("id").asString("");
    String batch = caller.json("/batches", order(file)).path("id").asString("");

    JsonNode batches = read(caller.get("/batches?limit=100"));
    JsonNode files = read(caller.get("/files?purpose=batch"));
    HttpResponse<String> deleted =
        caller.client.send(
            caller.request("/files/" + file).DELETE().build(), BodyHandlers.ofString());

    assertThat(fields(files)).containsExactly("data", "first_id", "has_more", "last_id", "object");
    assertThat(batches.at("/data/0/id").asString("")).isEqualTo(batch);
    assertThat(files.at("/data/0/id").asString("")).isEqualTo(file);
    assertThat(PublishedSchema.of("DeleteFileResponse").faults(read(deleted))).isEmpty();
    assertThat(caller.get("/files/" + file + "/content").statusCode()).isEqualTo(404);
    assertThat(caller.get("/batches/batch_unknown").statusCode()).isEqualTo(404);
  }

  private JsonNode upload(String... words) throws Exception {
    StringBuilder lines = new StringBuilder();
    for (String word : words) {
      ObjectNode line = OpenAiCaller.JSON.createObjectNode().put("custom_id", word);
      line.put("method", "POST").put("url", "/v1/chat/completions");
      line.set("body", OpenAiCaller.plain(word));
      lines.append(line).append('\n');
    }
    String form =
        """
        --x\r
        Content-Disposition: form-data; name="purpose"\r
        \r
        batch\r
        --x\r
        Content-Disposition: form-data; name="file"; filename="a.jsonl"\r
        Content-Type: application/jsonl\r
        \r
        %s\r
        --x--\r
        """
            .formatted(lines);
    return read(
        caller.client.send(
            caller
                .request("/files")
                .header("Content-Type", "multipart/form-data; boundary=x")
                .POST(BodyPublishers.ofString(form))
                .build(),
            BodyHandlers.ofString()));
  }

  private static ObjectNode order(String file) {
    ObjectNode order =
        OpenAiCaller.JSON
            .createObjectNode()
            .put("input_file_id", file)
            .put("endpoint", "/v1/chat/completions")
            .put("completion_window", "24h");
    order.putObject("metadata").put("ours", "7");
    return order;
  }

  private static JsonNode read(HttpResponse<String> answer) {
    return OpenAiCaller.JSON.readTree(answer.body());
  }

  private static JsonNode recorded(String name) {
    return OpenAiCaller.JSON
        .readTree(Contracts.dir().resolve("openai-recordings").resolve(name + ".json").toFile())
        .at("/response/body");
  }

  private static Set<String> fields(JsonNode object) {
    return new TreeSet<>(object.propertyNames());
  }

  /** The vendor itself answers nulls where its description has none. */
  private static JsonNode withoutNulls(JsonNode answer) {
    ObjectNode copy = ((ObjectNode) answer).deepCopy();
    fields(answer).stream().filter(name -> answer.path(name).isNull()).forEach(copy::remove);
    return copy;
  }
}
