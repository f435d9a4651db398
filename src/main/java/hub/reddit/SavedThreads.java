package hub.reddit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.JsonNode;
import hub.Mode;
import hub.sources.NewText;
import java.io.IOException;
import java.util.List;

/**
 * Reads what people save of Reddit: a listing, a thread with its comments, or a {@code
 * morechildren} answer, as JSON with or without {@code raw_json=1}.
 */
public final class SavedThreads {
  private static final String REMEDY =
      "Open the thread on reddit.com, put .json behind its address, and save what you see";

  private SavedThreads() {}

  /**
   * All posts and comments of a file, each as often as it is in there.
   *
   * @param mode whether links to the originals are kept; the sandbox has none
   * @throws UploadRefused if it is no such file, or one thing in it lacks what is needed
   */
  public static List<NewText> read(byte[] file, Mode mode) {
    JsonNode json = json(file);
    Things things =
        ThingReader.read(json, new TextReader(Entities.escaped(json), mode == Mode.LIVE))
            .orElseThrow(
                () ->
                    new UploadRefused(
                        "The file holds JSON but neither kind \"Listing\" nor json.data.things, as"
                            + " Reddit's listings and threads do. "
                            + REMEDY
                            + "."));
    if (!things.problems().isEmpty()) {
      throw new UploadRefused(
          things.problems().getFirst()
              + ". Save the file again, or take that entry out"
              + (things.problems().size() > 1
                  ? " (and " + (things.problems().size() - 1) + " more like it)."
                  : "."));
    }
    if (things.texts().isEmpty()) {
      throw new UploadRefused(
          "The file holds no post and no comment: data.children is empty, or holds communities or"
              + " users only. "
              + REMEDY
              + ".");
    }
    return things.texts();
  }

  private static JsonNode json(byte[] file) {
    try {
      JsonNode json = Json.read(file);
      if (json.isMissingNode()) {
        throw new UploadRefused("The file is empty. " + REMEDY + ".");
      }
      return json;
    } catch (StreamConstraintsException e) {
      throw new UploadRefused(
          "The file is nested deeper, or holds longer numbers or names, than any thread of Reddit. "
              + REMEDY
              + ".");
    } catch (JsonProcessingException e) {
      throw new UploadRefused(
          "The file is no JSON: line "
              + e.getLocation().getLineNr()
              + ", column "
              + e.getLocation().getColumnNr()
              + " can't be read. "
              + REMEDY
              + ".");
    } catch (IOException e) {
      throw new UploadRefused("The file could not be read. Send it again.");
    }
  }
}
