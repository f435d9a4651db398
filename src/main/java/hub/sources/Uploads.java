package hub.sources;

import hub.Mode;
import java.io.IOException;
import java.io.InputStream;
import java.util.UUID;

/** Stores the texts of a saved listing or thread. */
public interface Uploads {
  /**
   * Reads and stores a file.
   *
   * @param fileName as the browser named it; never used as a path
   */
  Collected store(UUID workspaceId, Mode mode, String fileName, InputStream content) throws IOException;
}
