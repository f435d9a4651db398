package hub.integration.process;

import hub.Sha256;
import jakarta.annotation.PreDestroy;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.LocalDateTime;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * The class path of a process that runs flows: Camel, the ways out and the guards, nothing else of
 * the hub. Copied, since the jars may lie within the hub's own, and since a small class path starts
 * in half the time. Its folder is named for what is in it, so that another version of the hub has
 * its own, and the next start finds this one with its cache.
 */
@Component
public class ChildClassPath {
  private static final Pattern JARS =
      Pattern.compile(
          "(camel-(api|support|util|util-json|base|base-engine|core-engine|core-model|core-reifier"
              + "|core-processor|core-languages|direct|jdbc|log|http|http-common|http-base|attachments"
              + "|jackson|kafka|health|file|cluster|mail|yaml-dsl|yaml-dsl-common"
              + "|yaml-dsl-deserializers|dsl-support|resilience4j|management-api|xml-io-util"
              + "|xml-jaxp-util)|httpcore5|httpcore5-h2|httpclient5|jackson-databind|jackson-core"
              + "|jackson-annotations|kafka-clients|postgresql|snakeyaml-engine|slf4j-api|commons-codec"
              + "|angus-mail|angus-activation|jakarta\\.mail-api|jakarta\\.activation-api"
              + "|jakarta\\.servlet-api|resilience4j-[a-z]+|vavr|vavr-match|jspecify)-(\\d[^/]*)\\.jar");

  private static final String ROOM = "hub/integration/child/";

  private static final LocalDateTime NO_TIME = LocalDateTime.of(2000, 1, 1, 0, 0);
  private static final int NAME_BYTES = 8;

  private final ClassPathFolders folders;
  private final Path kept;
  private @Nullable Ready ready;

  public ChildClassPath(ChildSettings settings) {
    this.kept = settings.jars().toAbsolutePath();
    this.folders = new ClassPathFolders(kept);
  }

  /**
   * A class path that lies ready.
   *
   * @param path as the option {@code -cp} takes it
   */
  record Ready(String path, StartCache cache) {}

  synchronized Ready get() {
    if (ready == null) {
      try {
        ready = make();
      } catch (IOException e) {
        throw new UncheckedIOException("The class path for flows cannot be written to " + kept, e);
      }
    }
    return ready;
  }

  private Ready make() throws IOException {
    Path fresh = folders.fresh();
    Map<String, String> content = new TreeMap<>();
    ClassPathEntries own = ClassPathEntries.own();
    own.jars(
        name ->
            JARS.matcher(name).matches()
                && (!name.startsWith("jackson-") || name.contains("-2."))
                && !content.containsKey(name),
        (name, file) -> content.put(name, copy(file, fresh.resolve(name))));
    content.put("child.jar", pack(own, fresh.resolve("child.jar")));
    content.put("jvm", Runtime.version().toString());
    Path folder = folders.keep(fresh, Sha256.hex(content.toString(), NAME_BYTES));
    try (Stream<Path> files = Files.list(folder)) {
      String path =
          files
              .filter(file -> file.toString().endsWith(".jar"))
              .sorted()
              .map(Path::toString)
              .collect(Collectors.joining(File.pathSeparator));
      return new Ready(path, new StartCache(folder));
    }
  }

  private static String copy(InputStream content, Path to) throws IOException {
    DigestInputStream digested = new DigestInputStream(content, sha256());
    Files.copy(digested, to);
    return HexFormat.of().formatHex(digested.getMessageDigest().digest());
  }

  /** The same classes make the same jar, to the byte. */
  private static String pack(ClassPathEntries own, Path to) throws IOException {
    Map<String, byte[]> classes = new TreeMap<>();
    own.classes(
        name -> name.startsWith(ROOM) && name.endsWith(".class") && !classes.containsKey(name),
        (name, content) -> classes.put(name, content.readAllBytes()));
    MessageDigest digest = sha256();
    try (OutputStream file = Files.newOutputStream(to);
        JarOutputStream jar = new JarOutputStream(file)) {
      for (Map.Entry<String, byte[]> one : classes.entrySet()) {
        JarEntry entry = new JarEntry(one.getKey());
        entry.setTimeLocal(NO_TIME);
        jar.putNextEntry(entry);
        jar.write(one.getValue());
        jar.closeEntry();
        digest.update(one.getValue());
      }
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every JVM knows SHA-256", e);
    }
  }

  /** No cache is made any more. */
  @PreDestroy
  synchronized void close() {
    if (ready != null) {
      ready.cache().close();
    }
  }
}
