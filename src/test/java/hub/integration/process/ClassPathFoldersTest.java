package hub.integration.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Class paths that processes use stay; what is left over goes. */
class ClassPathFoldersTest {
  /** Larger than any process's number. */
  private static final String ENDED = "4999999";

  @TempDir Path kept;

  private Path keep(String name, String content) throws IOException {
    ClassPathFolders folders = new ClassPathFolders(kept);
    Path fresh = folders.fresh();
    Files.writeString(fresh.resolve("a.jar"), content);
    return folders.keep(fresh, name);
  }

  @Test
  void findsWhatAnEarlierStartKept() throws IOException {
    Path first = keep("one", "classes");
    FileTime old = FileTime.from(Instant.parse("2026-11-01T08:00:00Z"));
    Files.setLastModifiedTime(first.resolve("a.jar"), old);
    Files.writeString(first.resolve("start.aot"), "cache");

    Path second = keep("one", "classes");

    assertThat(second).isEqualTo(first);
    assertThat(Files.getLastModifiedTime(second.resolve("a.jar"))).isEqualTo(old);
    assertThat(second.resolve("start.aot")).exists();
  }

  @Test
  void makesAnewWhatLostItsContent() throws IOException {
    Path first = keep("one", "classes");
    Files.writeString(first.resolve("a.jar"), "");
    Files.writeString(first.resolve("start.aot"), "cache");

    keep("one", "classes");

    assertThat(first.resolve("a.jar")).hasContent("classes");
    assertThat(first.resolve("start.aot")).doesNotExist();
  }

  @Test
  void removesWhatEndedProcessesLeft() throws IOException {
    Path inUse = keep("in-use", "classes of this process");
    Path ofAnother = folder("left");
    Path ofEnded = folder(ENDED);
    Path ofLiving = folder(String.valueOf(ProcessHandle.current().pid()));
    Path halfCopied = folder("new-1");
    Path cutOff = folder("new-2");
    Files.setLastModifiedTime(cutOff, FileTime.from(Instant.parse("2026-11-01T08:00:00Z")));

    Path own = keep("one", "classes");

    assertThat(own).isDirectory();
    assertThat(inUse).isDirectory();
    assertThat(ofLiving).isDirectory();
    assertThat(halfCopied).isDirectory();
    assertThat(ofAnother).doesNotExist();
    assertThat(ofEnded).doesNotExist();
    assertThat(cutOff).doesNotExist();
  }

  private Path folder(String name) throws IOException {
    Path folder = Files.createDirectory(kept.resolve(name));
    Files.writeString(folder.resolve("a.jar"), "classes");
    return folder;
  }
}
