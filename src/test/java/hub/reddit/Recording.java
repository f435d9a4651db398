package hub.reddit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import hub.Contracts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** A recorded exchange with Reddit: what was asked and what came back. */
public record Recording(String id, String shows, JsonNode request, JsonNode response) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** All recordings of a folder below the contracts whose name begins so. */
  public static Stream<Recording> all(String folder, String prefix) {
    try (Stream<Path> files = Files.list(Contracts.dir().resolve(folder))) {
      return files
          .filter(
              file ->
                  file.getFileName().toString().startsWith(prefix)
                      && file.toString().endsWith(".json"))
          .sorted()
          .map(Recording::read)
          .toList()
          .stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public static Recording named(String id) {
    return read(Contracts.dir().resolve("reddit").resolve(id + ".json"));
  }

  private static Recording read(Path file) {
    try {
      JsonNode json = JSON.readTree(file.toFile());
      return new Recording(
          json.path("id").asText(),
          json.path("shows").asText(),
          json.path("request"),
          json.path("response"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public int status() {
    return response.path("status").asInt();
  }

  public JsonNode json() {
    return response.path("body");
  }

  public byte[] body() {
    if (response.hasNonNull("body_text")) {
      return response.path("body_text").asText().getBytes(StandardCharsets.UTF_8);
    }
    return response.hasNonNull("body")
        ? json().toString().getBytes(StandardCharsets.UTF_8)
        : new byte[0];
  }

  public Map<String, String> headers() {
    Map<String, String> headers = new LinkedHashMap<>();
    response
        .path("headers")
        .properties()
        .forEach(
            header ->
                headers.put(
                    header.getKey(),
                    header.getValue().isArray()
                        ? header.getValue().get(0).asText()
                        : header.getValue().asText()));
    return headers;
  }

  public String method() {
    return request.path("method").asText();
  }

  public String path() {
    return URI.create(request.path("url").asText().replace("<", "%3C").replace(">", "%3E"))
        .getPath();
  }

  public boolean isToken() {
    return path().endsWith("/access_token");
  }

  /** The ids that a recorded {@code morechildren} call asked for. */
  public List<String> askedChildren() {
    String form = request.path("body").asText();
    return Stream.of(form.split("&"))
        .filter(field -> field.startsWith("children="))
        .flatMap(
            field ->
                Stream.of(URLDecoder.decode(field.substring(9), StandardCharsets.UTF_8).split(",")))
        .toList();
  }

  /** The fullnames of this kind anywhere in the answer, each once. */
  public Set<String> names(String kind) {
    Set<String> names = new LinkedHashSet<>();
    occurrences(kind).forEach(names::add);
    return names;
  }

  /** The fullnames of this kind as often as they are in the answer. */
  public Stream<String> occurrences(String kind) {
    return things(json(), kind).map(data -> data.path("name").asText());
  }

  /**
   * Counts independently of the code under test: any object with this kind and data, at any depth.
   */
  private static Stream<JsonNode> things(JsonNode node, String kind) {
    Stream<JsonNode> below =
        StreamSupport.stream(node.spliterator(), false).flatMap(child -> things(child, kind));
    boolean isThing =
        node.path("kind").asText().equals(kind) && node.path("data").has("created_utc");
    return isThing ? Stream.concat(Stream.of(node.path("data")), below) : below;
  }

  @Override
  public String toString() {
    return id + ": " + shows;
  }
}
