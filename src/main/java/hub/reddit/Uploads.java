package hub.reddit;

import hub.Mode;
import hub.sources.Collected;
import hub.sources.NewText;
import hub.sources.SourceSettings;
import hub.sources.Stored;
import hub.sources.Texts;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Takes in saved threads and listings, so that they can be analysed without a key. */
@Component
public class Uploads {
  private static final Logger LOG = LoggerFactory.getLogger(Uploads.class);

  private final Texts texts;
  private final SourceSettings settings;

  Uploads(Texts texts, SourceSettings settings) {
    this.texts = texts;
    this.settings = settings;
  }

  /**
   * Stores all posts and comments of a file.
   *
   * @param fileName as the browser gave it; neither stored nor trusted
   * @param file read up to the largest size allowed; not closed
   * @return posts and comments in the file's order, each once
   * @throws UploadRefused if the file is too large, no JSON, no thread or listing, or lacks a field
   */
  public Collected store(UUID workspaceId, Mode mode, String fileName, InputStream file) {
    List<NewText> read = SavedThreads.read(bytes(file), mode);
    Stored stored = texts.store(workspaceId, mode, Texts.UPLOAD, read);
    LOG.info("A file brought {} texts, {} of them new", stored.ids().size(), stored.added());
    return stored.complete();
  }

  private byte[] bytes(InputStream file) {
    try {
      int most = Math.toIntExact(settings.largestUpload().toBytes());
      byte[] bytes = file.readNBytes(most + 1);
      if (bytes.length > most) {
        throw new UploadRefused(
            "The file is larger than "
                + settings.largestUpload().toMegabytes()
                + " MB. Save fewer threads in one file, or raise hub.sources.largest-upload.");
      }
      return bytes;
    } catch (IOException e) {
      throw new UploadRefused("The file did not arrive whole. Send it again.");
    }
  }
}
