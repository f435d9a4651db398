package hub;

import java.nio.file.Path;

/** Where tests keep their files: a folder for each JVM that runs some of them. */
public final class TestFolder {
  private static final Path ALL = Path.of(System.getProperty("tests.folder", "target/tests"));

  private TestFolder() {}

  /** A folder of this name, relative to the project's. */
  public static Path of(String name) {
    return ALL.resolve(name);
  }
}
