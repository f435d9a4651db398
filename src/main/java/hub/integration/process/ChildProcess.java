package hub.integration.process;

import com.fasterxml.jackson.databind.ObjectMapper;
import hub.integration.child.Begin;
import hub.integration.child.Child;
import hub.integration.child.Said;
import hub.integration.child.Task;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A process that runs flows, with a limit on its memory, no variable of the hub's environment and
 * no other way to be spoken to than its lines. It ends by itself when this process ends.
 */
public final class ChildProcess implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ChildProcess.class);
  private static final ObjectMapper JSON = new ObjectMapper();

  /** What {@code -XX:+ExitOnOutOfMemoryError} ends with. */
  private static final int OUT_OF_MEMORY = 3;

  private static final int LONGEST_LINE = 4_000_000;

  private final Process process;
  private final Writer in;
  private final String heap;

  private ChildProcess(Process process, String heap) {
    this.process = process;
    this.in = process.outputWriter(StandardCharsets.UTF_8);
    this.heap = heap;
  }

  /**
   * Starts one.
   *
   * @param heard gets each line, in order, on a thread of its own
   * @param ended runs once, after the last line
   */
  public static ChildProcess start(
      ChildSettings settings,
      ChildClassPath classPath,
      Begin begin,
      Consumer<Said> heard,
      Consumer<ChildProcess> ended) {
    try {
      Path folder = Path.of(begin.folder()).toAbsolutePath();
      Files.createDirectories(folder);
      ChildClassPath.Ready ready = classPath.get();
      List<String> jvm = jvm(settings);
      List<String> end = List.of("-cp", ready.path(), Child.class.getName());
      ProcessBuilder builder = new ProcessBuilder(joined(jvm, ready.cache().options(), end));
      builder.environment().clear();
      builder.directory(folder.toFile());
      builder.redirectError(ProcessBuilder.Redirect.DISCARD);
      ChildProcess child = new ChildProcess(builder.start(), settings.heap());
      Thread.ofVirtual()
          .name("flows-" + child.pid())
          .start(
              () -> {
                child.listen(heard, ended);
                // Not before the first has ended, so that nobody waits for the two of them.
                if (settings.cache()) {
                  ready.cache().make(jvm, end);
                }
              });
      child.say(begin);
      return child;
    } catch (IOException e) {
      throw new UncheckedIOException("No process for flows could be started", e);
    }
  }

  @SafeVarargs
  private static List<String> joined(List<String>... parts) {
    return Stream.of(parts).flatMap(List::stream).toList();
  }

  private static List<String> jvm(ChildSettings settings) {
    return List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-Xmx" + settings.heap(),
        "-Xss512k",
        "-XX:MaxMetaspaceSize=128m",
        "-XX:MaxDirectMemorySize=16m",
        "-XX:+UseSerialGC",
        "-XX:TieredStopAtLevel=1",
        "-XX:+ExitOnOutOfMemoryError",
        "-XX:+DisableAttachMechanism",
        "-XX:-UsePerfData",
        // What the JVM itself says would stand between the lines, as that a cache does not fit.
        "-Xlog:disable",
        "-Dfile.encoding=UTF-8");
  }

  /** Gives it a message for one of its flows. */
  public void say(Task task) throws IOException {
    write(task);
  }

  private void say(Begin begin) throws IOException {
    write(begin);
  }

  private synchronized void write(Object line) throws IOException {
    in.write(JSON.writeValueAsString(line) + "\n");
    in.flush();
  }

  private void listen(Consumer<Said> heard, Consumer<ChildProcess> ended) {
    try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
      for (String line = next(out); line != null; line = next(out)) {
        heard.accept(JSON.readValue(line, Said.class));
      }
    } catch (IOException unreadable) {
      LOG.debug("Process {} of flows says no more", pid(), unreadable);
    } finally {
      end();
      ended.accept(this);
    }
  }

  /** What ends by itself is left the time to say how; the rest is ended. */
  private void end() {
    process.onExit().orTimeout(2, TimeUnit.SECONDS).exceptionally(late -> process).join();
    process.destroyForcibly();
    process.onExit().join();
  }

  /** A line, unless it has no end: a process that says such things is ended. */
  private static @Nullable String next(BufferedReader out) throws IOException {
    StringBuilder line = new StringBuilder();
    for (int c = out.read(); c != -1; c = out.read()) {
      if (c == '\n') {
        return line.toString();
      }
      if (line.length() == LONGEST_LINE) {
        throw new IOException("A line has no end");
      }
      line.append((char) c);
    }
    return null;
  }

  /** Ends it at once, whatever it is at. */
  public void kill() {
    process.destroyForcibly();
  }

  /** Why it is no longer there, in words. */
  public String why() {
    if (!process.isAlive() && process.exitValue() == OUT_OF_MEMORY) {
      return "The flow needs more memory than the " + heap + " it may use";
    }
    return "The process of the flow ended";
  }

  public boolean isAlive() {
    return process.isAlive();
  }

  /** Its number, by which the operating system knows it. */
  public long pid() {
    return process.pid();
  }

  /** It ends when nobody writes to it any more. */
  @Override
  public void close() {
    try {
      in.close();
    } catch (IOException e) {
      kill();
    }
  }
}
