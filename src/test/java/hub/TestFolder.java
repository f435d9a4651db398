package hub;

import java.nio.file.Path;

/** Where tests keep their files. */
public final class TestFolder {
  private TestFolder() {}

  /** A folder of this name, relative to the project's. */
  public static Path of(String name) {
    return Path.of("target", "tests", name);
  }
}
