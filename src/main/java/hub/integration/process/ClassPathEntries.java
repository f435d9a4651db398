package hub.integration.process;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Stream;

/**
 * What the hub itself runs from, in each of its forms: folders and jars of a build, one jar that
 * holds the others, or that jar unpacked beside a folder of them.
 */
final class ClassPathEntries {
  private static final String INNER_JARS = "BOOT-INF/lib/";
  private static final String INNER_CLASSES = "BOOT-INF/classes/";

  private final List<Path> entries;

  private ClassPathEntries(List<Path> entries) {
    this.entries = entries;
  }

  /** Takes a file with its name and content. */
  interface Taker {
    void take(String name, InputStream content) throws IOException;
  }

  static ClassPathEntries own() {
    List<Path> entries = new ArrayList<>();
    for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
      Path path = Path.of(entry).toAbsolutePath();
      entries.add(path);
      entries.addAll(beside(path));
    }
    return new ClassPathEntries(entries);
  }

  private static List<Path> beside(Path jar) {
    if (!Files.isRegularFile(jar)) {
      return List.of();
    }
    try (JarFile file = new JarFile(jar.toFile())) {
      String more =
          file.getManifest() == null
              ? null
              : file.getManifest().getMainAttributes().getValue(Attributes.Name.CLASS_PATH);
      return more == null
          ? List.of()
          : Stream.of(more.split(" "))
              .filter(each -> !each.isBlank())
              .map(each -> named(jar, each))
              .toList();
    } catch (IOException e) {
      throw new UncheckedIOException("The class path's " + jar + " cannot be read", e);
    }
  }

  private static Path named(Path jar, String name) {
    return name.startsWith("file:")
        ? Path.of(java.net.URI.create(name))
        : Objects.requireNonNull(jar.getParent(), "A jar lies in a folder").resolve(name);
  }

  /** The jars whose name is wanted, each with where it is or its content. */
  void jars(Predicate<String> wanted, Taker taker) throws IOException {
    for (Path entry : entries) {
      String name = String.valueOf(entry.getFileName());
      if (Files.isRegularFile(entry) && wanted.test(name)) {
        try (InputStream content = Files.newInputStream(entry)) {
          taker.take(name, content);
        }
      } else if (Files.isRegularFile(entry) && name.endsWith(".jar")) {
        inner(entry, INNER_JARS, wanted, taker);
      }
    }
  }

  /** The hub's own classes and files whose path is wanted. */
  void classes(Predicate<String> wanted, Taker taker) throws IOException {
    for (Path entry : entries) {
      if (Files.isDirectory(entry)) {
        folder(entry, wanted, taker);
      } else if (Files.isRegularFile(entry)
          && String.valueOf(entry.getFileName()).startsWith("sluice")) {
        inner(entry, INNER_CLASSES, wanted, taker);
        inner(entry, "", wanted, taker);
      }
    }
  }

  private static void folder(Path root, Predicate<String> wanted, Taker taker) throws IOException {
    Path room = root.resolve("hub/integration");
    if (!Files.isDirectory(room)) {
      return;
    }
    try (Stream<Path> files = Files.walk(room)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        String name = root.relativize(file).toString().replace(File.separatorChar, '/');
        if (wanted.test(name)) {
          try (InputStream content = Files.newInputStream(file)) {
            taker.take(name, content);
          }
        }
      }
    }
  }

  private static void inner(Path jar, String below, Predicate<String> wanted, Taker taker)
      throws IOException {
    try (JarFile file = new JarFile(jar.toFile())) {
      for (JarEntry entry :
          file.stream().filter(each -> each.getName().startsWith(below)).toList()) {
        String name = entry.getName().substring(below.length());
        if (wanted.test(name)) {
          try (InputStream content = file.getInputStream(entry)) {
            taker.take(name, content);
          }
        }
      }
    }
  }
}
