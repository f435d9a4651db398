package hub.integration.run;

import hub.integration.FlowKind;
import hub.integration.FlowText;
import hub.integration.FolderVersions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * The mounted folder, {@code hub.flows.folder}: each file {@code <flow>.camel.yaml} in it is a
 * source's newest text. A file that goes away changes nothing; what serves is stopped on the page.
 */
@Component
class FlowFolder {
  private static final Logger LOG = LoggerFactory.getLogger(FlowFolder.class);
  private static final Pattern FILE =
      Pattern.compile("([a-z][a-z0-9]*(?:-[a-z0-9]+)*)\\.camel\\.yaml");
  private static final long LARGEST = 200_000;

  private final FlowSettings settings;
  private final FolderVersions versions;
  private final Map<Path, Seen> seen = new HashMap<>();
  private final Set<String> told = new HashSet<>();
  private boolean looked;

  /** A file as it was at the last look. */
  private record Seen(FileTime changed, long size, boolean taken) {
    /** Like no file. */
    static final Seen NEVER = new Seen(FileTime.fromMillis(0), -1, false);
  }

  FlowFolder(FlowSettings settings, FolderVersions versions) {
    this.settings = settings;
    this.versions = versions;
  }

  /** Takes in what changed and, but for the first look, no longer changes. */
  synchronized void look() {
    if (settings.folder().isBlank()) {
      return;
    }
    for (Path file : files()) {
      try {
        look(file);
      } catch (IOException | RuntimeException e) {
        tellOnce("The file %s could not be taken in: %s".formatted(file.getFileName(), e));
      }
    }
    looked = true;
  }

  private void look(Path file) throws IOException {
    Seen now = new Seen(Files.getLastModifiedTime(file), Files.size(file), false);
    Seen last = seen.getOrDefault(file, Seen.NEVER);
    boolean same = last.changed().equals(now.changed()) && last.size() == now.size();
    if (same && last.taken()) {
      return;
    }
    boolean settled = same || !looked;
    if (settled) {
      take(file, now.size());
    }
    seen.put(file, new Seen(now.changed(), now.size(), settled));
  }

  private void take(Path file, long size) throws IOException {
    var name = FILE.matcher(file.getFileName().toString());
    if (!name.matches() || size > LARGEST) {
      tellOnce(
          "The file %s is no flow, expected up to 200 KB named like some-forum.camel.yaml"
              .formatted(file.getFileName()));
      return;
    }
    versions.take(new FlowText(FlowKind.SOURCE, name.group(1), Files.readString(file)));
  }

  private List<Path> files() {
    try (Stream<Path> files = Files.list(Path.of(settings.folder()))) {
      return files
          .filter(file -> file.getFileName().toString().endsWith(".yaml"))
          .filter(Files::isRegularFile)
          .sorted()
          .toList();
    } catch (IOException e) {
      tellOnce("hub.flows.folder %s cannot be read: %s".formatted(settings.folder(), e));
      return List.of();
    }
  }

  private void tellOnce(String trouble) {
    if (told.add(trouble)) {
      LOG.warn(trouble);
    }
  }
}
