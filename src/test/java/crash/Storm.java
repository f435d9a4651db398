package crash;

import bench.BenchSandbox;
import bench.Books;
import bench.ChildProcess;
import com.fasterxml.jackson.databind.JsonNode;
import hub.TestDatabase;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * One analysis in hubs that are killed one after the other, on one database and one sandbox that
 * outlive them.
 */
final class Storm implements AutoCloseable {
  private final TestDatabase database = TestDatabase.fresh();
  private final BenchSandbox sandbox;
  private final long before;

  Storm(BenchSandbox sandbox) throws IOException {
    this.sandbox = sandbox;
    this.before = asked();
  }

  /** How many requests the sandbox has seen. */
  private long asked() throws IOException {
    try (Stream<JsonNode> lines = sandbox.journal()) {
      return lines.count();
    }
  }

  /** A point at which a hub is killed, in a stage. */
  record Kill(KillPoint.Point point, String stage) {
    String words() {
      return point + ":" + stage;
    }
  }

  /** Starts an analysis, kills its hub at each point in turn and lets the last one finish. */
  Finished run(List<Kill> kills) throws IOException, InterruptedException {
    String analysis = HubProcess.START;
    for (Kill kill : kills) {
      try (ChildProcess hub = hub(analysis, kill.words())) {
        analysis = reached(hub, analysis, kill);
        hub.kill();
      }
    }
    try (ChildProcess hub = hub(analysis, HubProcess.NO_KILL)) {
      UUID id = UUID.fromString(hub.next(HubProcess.ANALYSIS));
      List<Found> found = new ArrayList<>();
      for (String line = hub.nextLine(); !line.equals(HubProcess.ENDED); line = hub.nextLine()) {
        if (line.startsWith(HubProcess.FOUND)) {
          found.add(Found.of(line.substring(HubProcess.FOUND.length()), database.asOwner()));
        }
      }
      hub.end();
      return new Finished(
          id,
          List.copyOf(found),
          Books.of(database.asOwner(), id, sandbox.journal().skip(before)),
          database);
    }
  }

  /** Waits until the hub has come to its kill point; returns the analysis. */
  private static String reached(ChildProcess hub, String known, Kill kill) throws IOException {
    String analysis = known;
    boolean reached = false;
    while (!reached || analysis.equals(HubProcess.START)) {
      String line = hub.nextLine();
      if (line.startsWith(HubProcess.ANALYSIS)) {
        analysis = line.substring(HubProcess.ANALYSIS.length());
      } else if (line.equals(HubProcess.ENDED)) {
        throw new IllegalStateException("The analysis ended and never came to " + kill.words());
      } else {
        reached |= line.equals(KillPoint.REACHED);
      }
    }
    return analysis;
  }

  private ChildProcess hub(String analysis, String kill) throws IOException {
    List<String> settings =
        ChildProcess.hubSettings(
            database.url(),
            "--hub.sandbox.url=" + sandbox.url(),
            "--hub.sandbox.secret=" + sandbox.secret(),
            "--hub.jobs.lease=8s",
            "--hub.jobs.first-delay=50ms",
            "--hub.jobs.attempts=30",
            "--hub.jobs.idle-poll=100ms");
    return new ChildProcess(
        HubProcess.class,
        List.of("-Xmx512m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"),
        Stream.concat(Stream.of(analysis, kill), settings.stream()).toList());
  }

  @Override
  public void close() {
    database.close();
  }
}
