package bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/** The raw rate of single-row updates on the same database, by pgbench where there is one. */
final class RowUpdates {
  private static final List<Path> PGBENCH =
      List.of(
          Path.of("/usr/lib/postgresql/18/bin/pgbench"),
          Path.of("/usr/lib/postgresql/15/bin/pgbench"));
  private static final Pattern TPS = Pattern.compile("tps = ([0-9.]+) \\(without");
  private static final int SECONDS = 10;

  private final BenchDatabase database;
  private final int clients;

  RowUpdates(BenchDatabase database, int clients) {
    this.database = database;
    this.clients = clients;
    database
        .asOwner()
        .sql(
            "create table bench_row (id int primary key, n bigint not null) with (fillfactor = 40)")
        .update();
    database
        .asOwner()
        .sql("insert into bench_row select i, 0 from generate_series(1, 1000) i")
        .update();
  }

  /** How it is measured, in words. */
  String means() {
    return pgbench() == null
        ? "no pgbench here: the raw rate is measured with plain JDBC"
        : "raw rate: " + pgbench() + " -n -M prepared -c " + clients + " -j 2 -T " + SECONDS;
  }

  /**
   * Updates a second.
   *
   * @param rows 1: all clients update the same row; more: each takes one of so many
   */
  double perSecond(Path folder, int rows) throws Exception {
    Path pgbench = pgbench();
    return pgbench == null ? byJdbc(rows) : byPgbench(pgbench, folder, rows);
  }

  private double byPgbench(Path pgbench, Path folder, int rows)
      throws IOException, InterruptedException {
    Path script = folder.resolve("update.sql");
    Files.writeString(
        script,
        "\\set id random(1, %d)\nupdate bench_row set n = n + 1 where id = :id;\n".formatted(rows));
    Process process =
        new ProcessBuilder(
                pgbench.toString(),
                "-n",
                "-M",
                "prepared",
                "-c",
                String.valueOf(clients),
                "-j",
                "2",
                "-T",
                String.valueOf(SECONDS),
                "-h",
                "127.0.0.1",
                "-p",
                String.valueOf(database.port()),
                "-U",
                "postgres",
                "-f",
                script.toString(),
                "postgres")
            .redirectErrorStream(true)
            .start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    Matcher tps = TPS.matcher(said);
    if (process.waitFor() != 0 || !tps.find()) {
      throw new IOException("pgbench failed: " + said);
    }
    return Double.parseDouble(tps.group(1));
  }

  private double byJdbc(int rows) throws InterruptedException, ExecutionException {
    long end = System.nanoTime() + SECONDS * 1_000_000_000L;
    long updates = 0;
    try (ExecutorService threads = Executors.newFixedThreadPool(clients)) {
      List<Future<Long>> all =
          IntStream.range(0, clients)
              .mapToObj(i -> threads.submit(() -> updates(1 + i % rows, end)))
              .toList();
      for (Future<Long> each : all) {
        updates += each.get();
      }
    }
    return updates / (double) SECONDS;
  }

  private long updates(int row, long end) throws SQLException {
    long updates = 0;
    try (Connection connection = DriverManager.getConnection(database.url(), "postgres", "");
        PreparedStatement update =
            connection.prepareStatement("update bench_row set n = n + 1 where id = ?")) {
      while (System.nanoTime() < end) {
        update.setInt(1, row);
        update.executeUpdate();
        updates++;
      }
    }
    return updates;
  }

  private static @org.jspecify.annotations.Nullable Path pgbench() {
    return PGBENCH.stream().filter(Files::isExecutable).findFirst().orElse(null);
  }
}
