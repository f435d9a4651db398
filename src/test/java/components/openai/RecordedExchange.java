package components.openai;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import hub.Contracts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** One recorded or reported HTTP exchange with OpenAI. */
record RecordedExchange(String name, JsonNode content) {

  private static final ObjectMapper JSON = new ObjectMapper();

  /** The recording of that name, for instance {@code chat-basic}. */
  static RecordedExchange named(String name) {
    return read(Contracts.dir().resolve("openai-recordings").resolve(name + ".json"));
  }

  /** The reported answer of that name. */
  static RecordedExchange reported(String name) {
    return read(Contracts.dir().resolve("reported").resolve(name + ".json"));
  }

  /** Every recorded or reported exchange that went to chat completions or embeddings. */
  static List<RecordedExchange> all() throws IOException {
    List<RecordedExchange> all = new ArrayList<>();
    for (String folder : List.of("openai-recordings", "reported")) {
      try (DirectoryStream<Path> files =
          Files.newDirectoryStream(Contracts.dir().resolve(folder), "*.json")) {
        for (Path file : files) {
          all.add(read(file));
        }
      }
    }
    return all.stream().filter(exchange -> exchange.isChat() || exchange.isEmbeddings()).toList();
  }

  private static RecordedExchange read(Path file) {
    try {
      return new RecordedExchange(
          file.getFileName().toString().replace(".json", ""), JSON.readTree(file.toFile()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  boolean isChat() {
    return url().endsWith("/chat/completions");
  }

  boolean isEmbeddings() {
    return url().endsWith("/embeddings");
  }

  /** Whether the answer came as server-sent events. */
  boolean isStream() {
    return response().has("body_text");
  }

  int status() {
    return response().path("status").asInt();
  }

  JsonNode requestBody() {
    return content.path("request").path("body");
  }

  JsonNode response() {
    return content.path("response");
  }

  JsonNode body() {
    return response().path("body");
  }

  byte[] bytes() {
    String text = isStream() ? response().path("body_text").asText() : body().toString();
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** The JSON of each event of a stream, without the closing {@code [DONE]}. */
  List<JsonNode> events() {
    return response()
        .path("body_text")
        .asText()
        .lines()
        .filter(line -> line.startsWith("data: {"))
        .map(line -> parsed(line.substring("data: ".length())))
        .toList();
  }

  private String url() {
    return content.path("request").path("url").asText();
  }

  private static JsonNode parsed(String json) {
    try {
      return JSON.readTree(json);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
