package hub.llm;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;

/** What the vendor reads of a batch: a file with one request a line, sent as a form. */
final class BatchFile {
  private static final String REQUESTS_GO_TO = "/v1/chat/completions";

  /** The vendor deletes by itself what could not be deleted: it holds texts. */
  private static final int SECONDS_KEPT = 2 * 24 * 60 * 60;

  private static final String BOUNDARY = "sluice-5d1f7c0e9b3a4862";

  private BatchFile() {}

  /** The request of one call, the same as when it is made directly: the static part first. */
  static String request(PaidCall call) {
    Prompt prompt = call.question().prompt();
    ObjectNode body = object().put("model", call.model());
    body.putArray("messages")
        .add(object().put("role", "system").put("content", prompt.text()))
        .add(object().put("role", "user").put("content", call.question().data()));
    body.put("max_completion_tokens", call.question().maxOutputTokens());
    body.putObject("response_format")
        .put("type", "json_schema")
        .putObject("json_schema")
        .put("name", prompt.name())
        .put("strict", true)
        .set("schema", prompt.schema());
    return body.toString();
  }

  /** The name by which a batch's file is found again. */
  static String name(UUID batchId) {
    return "sluice-" + batchId + ".jsonl";
  }

  static String contentType() {
    return "multipart/form-data; boundary=" + BOUNDARY;
  }

  /** The form that brings the file. */
  static byte[] form(UUID batchId, List<BatchLines.Body> bodies) {
    StringBuilder form = new StringBuilder();
    field(form, "purpose", "batch");
    field(form, "expires_after[anchor]", "created_at");
    field(form, "expires_after[seconds]", String.valueOf(SECONDS_KEPT));
    form.append("--").append(BOUNDARY).append("\r\n");
    form.append("Content-Disposition: form-data; name=\"file\"; filename=\"");
    form.append(name(batchId)).append("\"\r\nContent-Type: application/jsonl\r\n\r\n");
    bodies.forEach(body -> form.append(line(body)).append('\n'));
    form.append("\r\n--").append(BOUNDARY).append("--\r\n");
    return form.toString().getBytes(StandardCharsets.UTF_8);
  }

  private static void field(StringBuilder form, String name, String value) {
    form.append("--").append(BOUNDARY).append("\r\nContent-Disposition: form-data; name=\"");
    form.append(name).append("\"\r\n\r\n").append(value).append("\r\n");
  }

  /** The body was written as JSON and goes in as it was: nothing of it is read again. */
  private static String line(BatchLines.Body body) {
    String head =
        object()
            .put("custom_id", body.attemptId().toString())
            .put("method", "POST")
            .put("url", REQUESTS_GO_TO)
            .toString();
    return head.substring(0, head.length() - 1) + ",\"body\":" + body.json() + "}";
  }

  /** What makes a batch of a file. */
  static byte[] order(UUID batchId, String inputFile) {
    ObjectNode order =
        object()
            .put("input_file_id", inputFile)
            .put("endpoint", REQUESTS_GO_TO)
            .put("completion_window", "24h");
    order.putObject("metadata").put(OUR_ID, batchId.toString());
    order
        .putObject("output_expires_after")
        .put("anchor", "created_at")
        .put("seconds", SECONDS_KEPT);
    return order.toString().getBytes(StandardCharsets.UTF_8);
  }

  /** Under this name the vendor keeps our id of a batch. */
  static final String OUR_ID = "sluice_batch";

  private static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }
}
