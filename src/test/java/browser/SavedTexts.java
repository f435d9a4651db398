package browser;

import hub.Contracts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import tools.jackson.databind.json.JsonMapper;

/** Recorded answers of Reddit's, as a person would save them. */
final class SavedTexts {
  private static final JsonMapper JSON = new JsonMapper();

  private SavedTexts() {}

  static Path file(String recording, Path folder) throws IOException {
    var exchange =
        JSON.readTree(Contracts.dir().resolve("reddit").resolve(recording + ".json").toFile());
    var body = exchange.path("response").path("body");
    return Files.writeString(
        folder.resolve(recording + ".json"),
        body.isString() ? body.stringValue() : body.toString());
  }
}
