package hub;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The vendors' published descriptions and recorded answers, which live outside the project. Tests
 * that read them are skipped, with the reason, where the folder is not there.
 */
public final class Contracts {

  private static final String PROPERTY = "contracts";

  private Contracts() {}

  /**
   * The folder named by the system property {@code contracts}, which Maven fills from the property
   * of the same name. Skips the calling test when there is no such folder.
   */
  public static Path dir() {
    Path dir =
        Path.of(System.getProperty(PROPERTY, "../shared/contracts")).toAbsolutePath().normalize();
    assumeTrue(
        Files.isDirectory(dir),
        () ->
            "skipped: no vendor contracts at "
                + dir
                + "; name them with -D"
                + PROPERTY
                + "=<folder>");
    return dir;
  }
}
