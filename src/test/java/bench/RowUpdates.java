package bench;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

/** The raw rate of single-row updates on the same database, by pgbench where there is one. */
final class RowUpdates {
  private final BenchDatabase database;
  private final int clients;
  private final Optional<Pgbench> pgbench;

  RowUpdates(BenchDatabase database, int clients) {
    this.database = database;
    this.clients = clients;
    this.pgbench = Pgbench.find(clients);
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
    return pgbench
        .map(program -> "raw rate: " + program.means())
        .orElse("no pgbench here: the raw rate is measured with plain JDBC");
  }

  /**
   * Updates a second.
   *
   * @param rows 1: all clients update the same row; more: each takes one of so many
   */
  double perSecond(Path folder, int rows) throws Exception {
    return pgbench.isEmpty()
        ? byJdbc(rows)
        : pgbench
            .get()
            .perSecond(
                database,
                folder,
                "\\set id random(1, %d)\nupdate bench_row set n = n + 1 where id = :id;\n"
                    .formatted(rows));
  }

  private double byJdbc(int rows) throws InterruptedException, ExecutionException {
    long end = System.nanoTime() + Pgbench.SECONDS * 1_000_000_000L;
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
    return updates / (double) Pgbench.SECONDS;
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
}
