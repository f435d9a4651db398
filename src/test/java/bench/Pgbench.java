package bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** PostgreSQL's own load program, where there is one, for raw rates on the same database. */
record Pgbench(Path program, int clients) {
  private static final List<Path> PROGRAMS =
      List.of(
          Path.of("/usr/lib/postgresql/18/bin/pgbench"),
          Path.of("/usr/lib/postgresql/15/bin/pgbench"));
  private static final Pattern TPS = Pattern.compile("tps = ([0-9.]+) \\(without");
  static final int SECONDS = 10;

  static Optional<Pgbench> find(int clients) {
    return PROGRAMS.stream()
        .filter(Files::isExecutable)
        .findFirst()
        .map(program -> new Pgbench(program, clients));
  }

  /** How it is called, in words. */
  String means() {
    return program + " -n -M prepared -c " + clients + " -j 2 -T " + SECONDS;
  }

  /** Transactions a second, each of this script. */
  double perSecond(BenchDatabase database, Path folder, String script)
      throws IOException, InterruptedException {
    return perSecond(database, folder, script, "-T", String.valueOf(SECONDS));
  }

  /**
   * Transactions a second, each of this script.
   *
   * @param more how long or how many, and variables
   */
  double perSecond(BenchDatabase database, Path folder, String script, String... more)
      throws IOException, InterruptedException {
    Path file = folder.resolve("pgbench.sql");
    Files.writeString(file, script);
    List<String> command =
        new ArrayList<>(
            List.of(
                program.toString(),
                "-n",
                "-M",
                "prepared",
                "-c",
                String.valueOf(clients),
                "-j",
                "2",
                "-h",
                "127.0.0.1",
                "-p",
                String.valueOf(database.port()),
                "-U",
                "postgres",
                "-f",
                file.toString()));
    command.addAll(List.of(more));
    command.add("postgres");
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    Matcher tps = TPS.matcher(said);
    if (process.waitFor() != 0 || !tps.find()) {
      throw new IOException("pgbench failed: " + said);
    }
    return Double.parseDouble(tps.group(1));
  }
}
