package hub.imports;

import hub.web.Check;
import hub.web.Finding;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.util.unit.DataSize;

/** Whether dumps can be taken in: the folders can be written, and there is room. */
@Component
@Order(6)
class ImportsCheck implements Check {
  private static final DataSize LITTLE = DataSize.ofGigabytes(5);

  private final ImportSettings settings;

  ImportsCheck(ImportSettings settings) {
    this.settings = settings;
  }

  @Override
  public String subject() {
    return "Imports";
  }

  @Override
  public Finding look() throws IOException {
    for (Path folder : List.of(settings.folder(), settings.inbox())) {
      if (Files.exists(folder) && !Files.isWritable(folder)) {
        return Finding.broken(
            folder + " can’t be written.", "Give the hub’s user the right to.", null);
      }
    }
    Path there = existing(settings.folder());
    long free = Files.getFileStore(there).getUsableSpace();
    String seen = "Dumps wait in %s; %d GB are free.".formatted(settings.folder(), free >> 30);
    return free < LITTLE.toBytes()
        ? Finding.attention(seen, "Make room before a large dump.", null)
        : Finding.ok(seen);
  }

  /** The folder is made when it is first needed. */
  private static Path existing(Path folder) {
    Path at = folder;
    while (!Files.exists(at) && at.getParent() != null) {
      at = at.getParent();
    }
    return at;
  }
}
