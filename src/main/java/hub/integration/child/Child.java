package hub.integration.child;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * The process in which flows run. Reads {@link Begin} and then {@link Task}s, a line each, and
 * tells {@link Said}. When nobody writes any more it is no longer needed and ends at once, whatever
 * its flows are at.
 */
public final class Child {
  private final PrintStream out;
  private final Map<String, FlowContext> flows = new HashMap<>();
  private final ExecutorService tasks = Executors.newVirtualThreadPerTaskExecutor();

  private Child(PrintStream out) {
    this.out = out;
  }

  /** What libraries print goes to the error stream: the output is for the hub alone. */
  public static void main(String[] arguments) throws IOException {
    PrintStream out = System.out;
    System.setOut(System.err);
    new Child(out)
        .run(new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)));
    Runtime.getRuntime().halt(0);
  }

  private void run(BufferedReader in) throws IOException {
    String first = in.readLine();
    if (first == null) {
      return;
    }
    begin(Bodies.JSON.readValue(first, Begin.class));
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      Task task = Bodies.JSON.readValue(line, Task.class);
      tasks.execute(() -> run(task));
    }
  }

  private void begin(Begin begin) {
    Map<String, String> failed = new LinkedHashMap<>();
    for (Begin.Code code : begin.flows()) {
      try {
        flows.put(code.name(), new FlowContext(begin, code, this::tell));
      } catch (Exception | StackOverflowError | LinkageError e) {
        failed.put(code.name(), new Secrets(begin.secrets()).mask(Failures.ofStart(e)));
      }
    }
    tell(Said.started(failed));
  }

  private void run(Task task) {
    FlowContext flow = flows.get(task.flow());
    String failure;
    try {
      failure = flow == null ? "The flow does not run" : flow.run(task);
    } catch (RuntimeException | StackOverflowError | LinkageError e) {
      failure = Failures.withoutText(e, "");
    }
    tell(Said.done(task.id(), failure));
  }

  private void tell(Said said) {
    try {
      String line = Bodies.JSON.writeValueAsString(said);
      synchronized (out) {
        out.write((line + "\n").getBytes(StandardCharsets.UTF_8));
        out.flush();
      }
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("What is said can always be written", e);
    } catch (IOException gone) {
      Runtime.getRuntime().halt(1);
    }
  }
}
