package bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** A JVM of its own with this benchmark's class path, read line by line. */
public final class ChildProcess implements AutoCloseable {
  /** The JDK's Vector API: a child has it if its parent has. */
  private static final String VECTORS = "jdk.incubator.vector";

  private final Process process;
  private final BufferedReader lines;

  public ChildProcess(Class<?> main, List<String> jvmOptions, List<String> arguments)
      throws IOException {
    List<String> command = new ArrayList<>();
    command.add(ProcessHandle.current().info().command().orElseThrow());
    if (ModuleLayer.boot().findModule(VECTORS).isPresent()) {
      command.add("--add-modules=" + VECTORS);
    }
    command.addAll(jvmOptions);
    command.addAll(
        List.of(
            "-Dlogback.configurationFile=bench/logback.xml",
            "-cp",
            System.getProperty("java.class.path")));
    command.add(main.getName());
    command.addAll(arguments);
    this.process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    this.lines = process.inputReader();
  }

  /** What a hub that is a process of its own is started with, and {@code more}. */
  public static List<String> hubSettings(String databaseUrl, String... more) {
    List<String> settings =
        new ArrayList<>(
            List.of(
                "--spring.datasource.url=" + databaseUrl,
                "--spring.datasource.username=sluice",
                "--spring.flyway.enabled=false",
                "--server.port=0",
                // Charges are what the vendor takes, so that the two can be held against each
                // other.
                "--hub.budget.markup=1",
                // Embedding takes a core for seconds; what measures it says otherwise.
                "--hub.vectors.embed-every=1h",
                // Several such hubs share one clock, as they do outside of tests.
                "--spring.quartz.properties.org.quartz.scheduler.instanceName=sluice",
                "--logging.config=classpath:bench/logback.xml"));
    settings.addAll(List.of(more));
    return settings;
  }

  /** Gives it a line to read. */
  public void say(String line) throws IOException {
    process.outputWriter().write(line + "\n");
    process.outputWriter().flush();
  }

  /** The next line it says. */
  public String nextLine() throws IOException {
    String line = lines.readLine();
    if (line == null) {
      throw new IOException("The process ended");
    }
    return line;
  }

  /** The rest of the next line that starts with this word. */
  public String next(String word) throws IOException {
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      if (line.startsWith(word)) {
        return line.substring(word.length()).strip();
      }
    }
    throw new IOException("The process ended before it said " + word);
  }

  public boolean isAlive() {
    return process.isAlive();
  }

  /** Its number, by which the operating system knows it. */
  public long pid() {
    return process.pid();
  }

  /** SIGKILL. */
  public void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  public int end() throws InterruptedException {
    return process.waitFor();
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
