package hub.integration.process;

import com.fasterxml.jackson.databind.ObjectMapper;
import hub.integration.child.Begin;
import hub.integration.child.Said;
import hub.integration.child.Task;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the JVM keeps of a process for flows that has run once, its classes read and linked, so that
 * the next ones start in a third of the time. Made by a process that runs one flow and sends
 * nothing, once for a class path, beside the hub's work. The JVM holds it against the class path
 * and itself, and starts without it if it does not fit.
 */
final class StartCache {
  private static final Logger LOG = LoggerFactory.getLogger(StartCache.class);
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int LONGEST_MINUTES = 5;
  private static final String NAME = "warm";

  /** Uses what most flows use; nothing listens where it sends to, and no flow may send there. */
  private static final String FLOW =
      """
      - route:
          id: warm-opportunity
          from:
            uri: direct:flow-warm-opportunity
            steps:
              - filter:
                  id: warm-good
                  expression:
                    simple:
                      expression: ${body[score]} >= 1
                  steps:
                    - setHeader:
                        id: warm-type
                        name: Content-Type
                        expression:
                          constant:
                            expression: application/json
                    - marshal:
                        id: warm-json
                        json: {}
                    - to:
                        id: warm-send
                        uri: http://127.0.0.1:9/
      """;

  private final Path file;
  private final AtomicBoolean begun = new AtomicBoolean();
  private final AtomicReference<@Nullable Process> training = new AtomicReference<>();
  private volatile boolean closed;

  StartCache(Path folder) {
    this.file = folder.resolve("start.aot");
  }

  /** What to give the JVM; nothing as long as there is no cache. */
  List<String> options() {
    return Files.isRegularFile(file) ? List.of("-XX:AOTCache=" + file) : List.of();
  }

  /**
   * Makes it, unless it is there or was tried.
   *
   * @param jvm the command of a process for flows, without what is to be run
   * @param end the rest of the command
   */
  void make(List<String> jvm, List<String> end) {
    if (closed || Files.isRegularFile(file) || !begun.compareAndSet(false, true)) {
      return;
    }
    Path fresh = file.resolveSibling("start-%d.new".formatted(ProcessHandle.current().pid()));
    try {
      train(fresh, jvm, end);
      store(fresh);
      Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
      LOG.info("Processes for flows start from {} from now on", file);
    } catch (IOException e) {
      if (!closed) {
        LOG.warn("Processes for flows start without a cache: {}", e.getMessage());
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    } finally {
      remove(fresh);
    }
  }

  private void train(Path fresh, List<String> jvm, List<String> end)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(jvm);
    command.add("-XX:AOTCacheOutput=" + fresh);
    command.addAll(end);
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().clear();
    builder.redirectError(ProcessBuilder.Redirect.DISCARD);
    Process process = builder.start();
    training.set(process);
    try {
      if (closed) {
        return;
      }
      run(process);
      if (!process.waitFor(LONGEST_MINUTES, TimeUnit.MINUTES)) {
        throw new IOException("It was not made within %d minutes".formatted(LONGEST_MINUTES));
      }
    } finally {
      end(process);
      training.set(null);
    }
  }

  /** Until its one message has ended; the JVM writes the cache when its input ends. */
  private static void run(Process process) throws IOException {
    try (Writer in = process.outputWriter(StandardCharsets.UTF_8)) {
      String folder = System.getProperty("java.io.tmpdir");
      List<Begin.Code> flows = List.of(new Begin.Code(NAME, FLOW));
      say(
          in,
          new Begin(
              false, flows, Map.of(), Map.of(), List.of(), folder, Map.of(), Begin.Views.NONE));
      String from = "direct:flow-warm-opportunity";
      say(in, new Task(NAME, NAME, from, "{\"score\": 1}", true, Map.of(), Map.of()));
      BufferedReader out = process.inputReader(StandardCharsets.UTF_8);
      for (String line = out.readLine(); ; line = out.readLine()) {
        if (line == null) {
          throw new IOException("The process that was to make it ended");
        }
        if (JSON.readValue(line, Said.class).what() == Said.What.DONE) {
          return;
        }
      }
    }
  }

  private static void say(Writer in, Object line) throws IOException {
    in.write(JSON.writeValueAsString(line) + "\n");
    in.flush();
  }

  /** On the disk before it has its name: the JVM looks at its head, not at all of it. */
  private static void store(Path fresh) throws IOException {
    if (!Files.isRegularFile(fresh)) {
      throw new IOException("The JVM made none");
    }
    try (FileChannel channel = FileChannel.open(fresh, StandardOpenOption.WRITE)) {
      channel.force(true);
    }
  }

  private static void remove(Path fresh) {
    try {
      Files.deleteIfExists(fresh);
      Files.deleteIfExists(fresh.resolveSibling(fresh.getFileName() + ".config"));
    } catch (IOException e) {
      LOG.warn("A cache that is not used stays: {}", e.getMessage());
    }
  }

  /** The JVM that writes the cache is another one, begun by the first. */
  private static void end(Process process) {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
  }

  /** Nothing is made any more. */
  void close() {
    closed = true;
    Process process = training.get();
    if (process != null) {
      end(process);
    }
  }
}
