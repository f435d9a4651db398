package hub.sandbox.openai;

import hub.sandbox.Call;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code /files}: what batches read and write. */
final class Files {
  private static final int SECONDS_KEPT = 30 * 24 * 60 * 60;

  private final Map<String, Stored> stored = new LinkedHashMap<>();
  private final Clock clock;

  Files(Clock clock) {
    this.clock = clock;
  }

  private record Stored(
      String id, String name, String purpose, byte[] content, long createdAt, long seconds) {

    ObjectNode json() {
      return node()
          .put("object", "file")
          .put("id", id)
          .put("purpose", purpose)
          .put("filename", name)
          .put("bytes", content.length)
          .put("created_at", createdAt)
          .put("expires_at", createdAt + seconds)
          .put("status", "processed")
          .putNull("status_details");
    }
  }

  void upload(Call call) throws IOException {
    Form form = Form.of(call);
    Form.Part file = form.part("file");
    String purpose = form.text("purpose");
    if (!purpose.equals("batch")) {
      throw ApiProblem.invalid(
          "purpose", "invalid_value", "'" + purpose + "' is not one of ['batch'] here.");
    }
    long seconds =
        form.has("expires_after[seconds]")
            ? Long.parseLong(form.text("expires_after[seconds]"))
            : SECONDS_KEPT;
    String id = keep(file.fileName(), "batch", file.content(), seconds);
    call.note("outcome", "stored");
    call.answer(200, "application/json", get(id).json().toPrettyString());
  }

  /** Stores a file of the vendor's own; returns its id. */
  synchronized String keep(String name, String purpose, byte[] content, long seconds) {
    String id = "file-" + ChatAnswer.letters(22);
    stored.put(
        id, new Stored(id, name, purpose, content, clock.instant().getEpochSecond(), seconds));
    return id;
  }

  /** A file's text. */
  String text(String id) {
    return new String(get(id).content(), StandardCharsets.UTF_8);
  }

  private synchronized Stored get(String id) {
    Stored found = stored.get(id);
    if (found == null) {
      throw ApiProblem.unknownObject("File", id);
    }
    return found;
  }

  /** The newest first. */
  synchronized void list(Call call) throws IOException {
    String purpose = call.query().getOrDefault("purpose", "");
    List<Stored> listed = new ArrayList<>(stored.values());
    listed.removeIf(file -> !purpose.isEmpty() && !file.purpose().equals(purpose));
    ObjectNode list = node().put("object", "list");
    ArrayNode data = list.putArray("data");
    listed.reversed().forEach(file -> data.add(file.json()));
    list.put("first_id", listed.isEmpty() ? "" : listed.getLast().id());
    list.put("last_id", listed.isEmpty() ? "" : listed.getFirst().id());
    list.put("has_more", false);
    call.answer(200, "application/json", list.toPrettyString());
  }

  void one(Call call, String id) throws IOException {
    call.answer(200, "application/json", get(id).json().toPrettyString());
  }

  void content(Call call, String id) throws IOException {
    Stored file = get(id);
    call.answerHeader("Content-Disposition", "attachment; filename=\"" + file.name() + "\"");
    call.answer(200, "application/octet-stream", file.content());
  }

  void delete(Call call, String id) throws IOException {
    get(id);
    synchronized (this) {
      stored.remove(id);
    }
    call.answer(
        200,
        "application/json",
        node().put("object", "file").put("deleted", true).put("id", id).toPrettyString());
  }

  private static ObjectNode node() {
    return JsonMapper.shared().createObjectNode();
  }
}
