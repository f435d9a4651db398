package hub.start;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A PostgreSQL that outlived its hub, as after a kill -9.
 *
 * <p>PostgreSQL writes its process id and start time into postmaster.pid. A process counts as that
 * server only if it is a postgres and began at that second: process ids are given out again, and a
 * stranger must not be stopped. Called only by the holder of the data folder's lock, so the server
 * found here belongs to no live hub.
 */
final class OrphanedServer {
  private static final Logger LOG = LoggerFactory.getLogger(OrphanedServer.class);
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Duration CLOCK_SLACK = Duration.ofSeconds(5);

  private OrphanedServer() {}

  /**
   * Stops the server that still runs on the folder, if one does, and clears its mark.
   *
   * @param postgres the cluster's folder
   * @throws StartRefused if it does not stop in a minute
   */
  static void stopIn(Path postgres) throws IOException {
    Path mark = postgres.resolve("postmaster.pid");
    if (!Files.exists(mark)) {
      return;
    }
    List<String> lines = Files.readAllLines(mark);
    Optional<ProcessHandle> server = ProcessHandle.of(Long.parseLong(lines.getFirst().strip()));
    if (server.isPresent() && isThatServer(server.get(), lines)) {
      LOG.info(
          "Stopping the PostgreSQL (process {}) that a killed hub left behind", server.get().pid());
      stop(server.get(), postgres);
    }
    Files.deleteIfExists(mark);
  }

  private static boolean isThatServer(ProcessHandle process, List<String> lines) {
    if (lines.size() < 3 || !process.isAlive()) {
      return false;
    }
    Instant written = Instant.ofEpochSecond(Long.parseLong(lines.get(2).strip()));
    ProcessHandle.Info info = process.info();
    return info.command()
            .map(Path::of)
            .map(Path::getFileName)
            .filter(OrphanedServer::isPostgres)
            .isPresent()
        && info.startInstant()
            .filter(began -> Duration.between(began, written).abs().compareTo(CLOCK_SLACK) <= 0)
            .isPresent();
  }

  private static boolean isPostgres(Path program) {
    return program.toString().equals("postgres") || program.toString().equals("postgres.exe");
  }

  private static void stop(ProcessHandle server, Path postgres) throws IOException {
    askToStop(server);
    try {
      server.onExit().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    } catch (TimeoutException | ExecutionException e) {
      throw doesNotStop(server, postgres, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw doesNotStop(server, postgres, e);
    }
  }

  /** Asks for PostgreSQL's fast shutdown, which Java cannot signal by itself. */
  private static void askToStop(ProcessHandle server) throws IOException {
    if (System.getProperty("os.name").startsWith("Windows")) {
      server.destroyForcibly();
    } else {
      new ProcessBuilder("kill", "-INT", Long.toString(server.pid())).start();
    }
  }

  private static StartRefused doesNotStop(ProcessHandle server, Path postgres, Exception cause) {
    return new StartRefused(
        "A PostgreSQL (process %d) from an earlier hub still runs on %s and does not stop."
            .formatted(server.pid(), postgres),
        "Stop it by hand (kill -INT %d) and start again.".formatted(server.pid()),
        cause);
  }
}
