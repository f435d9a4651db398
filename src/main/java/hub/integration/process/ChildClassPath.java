package hub.integration.process;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashSet;
import java.util.Set;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * The class path of a process that runs flows: Camel, the ways out and the guards, nothing else of
 * the hub. Copied once a start of the hub, since the jars may lie within the hub's own, and since a
 * small class path starts in half the time.
 */
@Component
public class ChildClassPath {
  private static final Pattern JARS =
      Pattern.compile(
          "(camel-(api|support|util|util-json|base|base-engine|core-engine|core-model|core-reifier"
              + "|core-processor|core-languages|direct|log|http|http-common|http-base|attachments"
              + "|jackson|kafka|health|file|cluster|mail|yaml-dsl|yaml-dsl-common"
              + "|yaml-dsl-deserializers|dsl-support|resilience4j|management-api|xml-io-util"
              + "|xml-jaxp-util)|httpcore5|httpcore5-h2|httpclient5|jackson-databind|jackson-core"
              + "|jackson-annotations|kafka-clients|snakeyaml-engine|slf4j-api|commons-codec"
              + "|angus-mail|angus-activation|jakarta\\.mail-api|jakarta\\.activation-api"
              + "|jakarta\\.servlet-api|resilience4j-[a-z]+|vavr|vavr-match|jspecify)-(\\d[^/]*)\\.jar");

  private static final String ROOM = "hub/integration/child/";

  private final Path kept;
  private @Nullable String ready;

  public ChildClassPath(ChildSettings settings) {
    this.kept = settings.jars().toAbsolutePath();
  }

  /** As the option {@code -cp} takes it. */
  public synchronized String get() {
    if (ready == null) {
      try {
        ready = make();
      } catch (IOException e) {
        throw new UncheckedIOException("The class path for flows cannot be written to " + kept, e);
      }
    }
    return ready;
  }

  /** In a folder of this process, so that another version of the hub beside it has its own. */
  private String make() throws IOException {
    Path folder = kept.resolve(String.valueOf(ProcessHandle.current().pid()));
    Files.createDirectories(folder);
    ClassPathEntries own = ClassPathEntries.own();
    Set<String> seen = new HashSet<>();
    own.jars(
        name ->
            JARS.matcher(name).matches()
                && (!name.startsWith("jackson-") || name.contains("-2."))
                && seen.add(name),
        (name, content) ->
            Files.copy(content, folder.resolve(name), StandardCopyOption.REPLACE_EXISTING));
    Path child = folder.resolve("child.jar");
    try (OutputStream file = Files.newOutputStream(child);
        JarOutputStream jar = new JarOutputStream(file)) {
      Set<String> packed = new HashSet<>();
      own.classes(
          name -> name.startsWith(ROOM) && name.endsWith(".class") && packed.add(name),
          (name, content) -> {
            jar.putNextEntry(new JarEntry(name));
            content.transferTo(jar);
            jar.closeEntry();
          });
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(file -> file.toString().endsWith(".jar"))
          .sorted()
          .map(Path::toString)
          .collect(Collectors.joining(File.pathSeparator));
    }
  }
}
